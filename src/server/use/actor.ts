/** Who a session is before an object: the step from a cookie to a row of the table in `rules/authority.ts`. */
import { may, type Actor, type Deed } from '../../rules/authority.ts';
import type { Ports, Scope } from './ports.ts';
import type { SessionView } from './session.ts';

/** Before nothing in particular: what the person is by themselves. */
export function actorOf(session: SessionView | null): Actor {
  if (!session) return 'nobody';
  if (!session.account) return session.grants.length > 0 ? 'guest' : 'nobody';
  if (session.account.kind === 'operator') return 'operator';
  if (session.account.kind === 'client' || !session.membership) return 'client';
  return session.membership.role;
}

/** Before an event of `owner` in `practice`. A colleague whom the practice lets see it plans like an assistant and hosts nothing. */
export function actorBefore(session: SessionView | null, practice: string, owner: string): Actor {
  const actor = actorOf(session);
  if (actor !== 'owner' && actor !== 'provider' && actor !== 'assistant') return actor;
  if (session?.membership?.practice.id !== practice) return 'stranger';
  if (actor === 'assistant') return 'assistant';
  if (session.account?.id === owner) return actor;
  return session.membership.practice.colleaguesSeeClients ? 'assistant' : 'colleague';
}

/** What a member's queries may touch: assistants plan for all; a provider sees own events unless the practice lets colleagues see each other's. */
export function scopeOf(session: SessionView): Scope | null {
  if (!session.membership || !session.account) return null;
  const { practice, role } = session.membership;
  return { practice: practice.id, owner: role === 'assistant' || practice.colleaguesSeeClients ? null : session.account.id };
}

export interface Member {
  readonly account: string;
  readonly scope: Scope;
  readonly practice: string;
}

/** null: the table does not allow the deed. */
export function memberMay(session: SessionView | null, deed: Deed): Member | null {
  if (!session?.account || !session.membership || !may(actorOf(session), deed)) return null;
  const scope = scopeOf(session);
  return scope && { account: session.account.id, scope, practice: session.membership.practice.id };
}

/** Writes the trail in the same transaction as the deed. */
export function audit(
  ports: Pick<Ports, 'newId' | 'now'>,
  store: Ports['store'],
  actor: { readonly account: string | null; readonly practice: string | null },
  deed: Deed,
  objectKind: string,
  objectId: string | null,
): Promise<void> {
  return store.audit.add({ id: ports.newId(), practice: actor.practice, actor: actor.account, deed, objectKind, objectId }, ports.now());
}

/** For deeds of people who are in no practice. Answers the account; null: the table does not allow the deed. */
export function memberlessMay(session: SessionView | null, deed: Deed): string | null {
  return session?.account && may(actorOf(session), deed) ? session.account.id : null;
}
