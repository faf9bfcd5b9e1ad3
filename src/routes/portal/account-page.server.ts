/** What every page of a signed-in provider needs before anything else. */
import { redirect } from '@sveltejs/kit';
import type { SessionView } from '#lib/server/use/session.ts';
import type { Practice } from '#lib/server/use/ports.ts';

export interface ProviderSession {
  readonly session: SessionView;
  readonly practice: Practice;
}

/** The hook let only signed-in people come here; an operator or a client has other pages. */
export function providerOf(locals: App.Locals): ProviderSession {
  const { session } = locals;
  if (!session?.membership) redirect(303, '/portal');
  return { session, practice: session.membership.practice };
}
