/** What the pages of one's own account need before anything else. */
import { error } from '@sveltejs/kit';
import type { SessionView } from '#lib/server/use/session.ts';

/** The hook lets only signed-in people come here. */
export function ownAccount(locals: App.Locals): SessionView & { readonly account: NonNullable<SessionView['account']> } {
  const { session } = locals;
  if (!session?.account) error(401, 'not signed in');
  return { ...session, account: session.account };
}
