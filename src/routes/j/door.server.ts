/** What the door's endpoints have in common: who may hold what, and which status a state of the door has. */
import * as v from 'valibot';
import { lookAtDoor, type DoorKey, type DoorView } from '#lib/server/use/door.ts';
import { linkToken } from '#lib/server/use/links.ts';
import type { SessionView } from '#lib/server/use/session.ts';
import type { Language, Ports } from '#lib/server/use/ports.ts';

/** A link's token, or an entry code as typed. */
export const doorKey = v.union([
  v.strictObject({ token: v.pipe(v.string(), v.maxLength(256)) }),
  v.strictObject({ code: v.pipe(v.string(), v.maxLength(64)) }),
]);
/** After check-in the grant in the session's cookie opens the door again, for a reload; the id alone opens nothing. */
export const grantKey = v.strictObject({ invitation: v.pipe(v.string(), v.uuid()) });

/** For who holds a grant: the token is derived and stays on the server. null: they hold none. */
export function keyOfGrant(ports: Ports, session: SessionView | null, invitation: string): DoorKey | null {
  const grant = session?.grants.find((each) => each.invitation === invitation);
  return grant ? { token: linkToken(ports.keyring, { ...grant, toldStart: new Date(0) }) } : null;
}
/** As by a link, for who holds a grant. */
export async function lookByGrant(ports: Ports, session: SessionView | null, invitation: string, address: string, language: Language): Promise<DoorView> {
  const key = keyOfGrant(ports, session, invitation);
  if (key === null) return { state: 'unknown' };
  const view = await lookAtDoor(ports, key, address, language);
  // No mail told a start here, so nothing was moved since.
  return view.state === 'unknown' || view.state === 'limited' ? view : { ...view, moved: false };
}

/** Minutes the limiter needs to forget are not told to the one it guards against; a minute is what a person waits anyway. */
const RETRY_AFTER_SECONDS = '60';

export function statusOf(state: DoorView['state']): { readonly status: number; readonly headers: Readonly<Record<string, string>> } {
  switch (state) {
    case 'open':
    case 'early':
      return { status: 200, headers: {} };
    case 'over':
    case 'cancelled':
      return { status: 410, headers: {} };
    case 'unknown':
      return { status: 404, headers: {} };
    case 'limited':
      return { status: 429, headers: { 'retry-after': RETRY_AFTER_SECONDS } };
  }
}
