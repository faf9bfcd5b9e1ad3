import type { RequestEvent } from '@sveltejs/kit';
import { COOKIE } from '#lib/server/use/session.ts';

/** Without an expiry: it ends with the browser's session (M1.5). */
export function setSessionCookie(event: Pick<RequestEvent, 'cookies' | 'locals'>, value: string): void {
  event.cookies.set(COOKIE, value, { path: '/', httpOnly: true, sameSite: 'lax', secure: event.locals.ports.settings.publicUrl.protocol === 'https:' });
}

export function dropSessionCookie(event: Pick<RequestEvent, 'cookies' | 'locals'>): void {
  event.cookies.delete(COOKIE, { path: '/', httpOnly: true, sameSite: 'lax', secure: event.locals.ports.settings.publicUrl.protocol === 'https:' });
}
