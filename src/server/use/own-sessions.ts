/** Where one is signed in, and signing out there. */
import { memberlessMay } from './actor.ts';
import type { OwnSession, Ports } from './ports.ts';
import { hasRunOut, type SessionView } from './session.ts';

export interface ListedSession extends Omit<OwnSession, 'tokenHash' | 'secondFactor'> {
  /** The one that asks. */
  readonly isThis: boolean;
}

/** Those that have not ended, by age or by idleness either, the one last used first. */
export async function ownSessions(ports: Ports, session: SessionView | null): Promise<readonly ListedSession[]> {
  const account = memberlessMay(session, 'account.change');
  if (account === null || !session) return [];
  const now = ports.now();
  const all = await ports.store.sessions.ofAccount(account);
  return all
    .filter((each) => !hasRunOut(each, ports.sessionLives, now))
    .map(({ tokenHash, secondFactor: _, ...rest }) => ({ ...rest, isThis: Buffer.from(tokenHash).equals(Buffer.from(session.tokenHash)) }));
}

/** `which`: an id of the list, or all but this one. What is not there any more counts as ended. */
export async function endOwnSessions(
  ports: Ports,
  session: SessionView | null,
  which: { readonly id: string } | 'others',
): Promise<{ readonly ok: true } | { readonly refused: 'forbidden' }> {
  const account = memberlessMay(session, 'account.change');
  if (account === null || !session) return { refused: 'forbidden' };
  const ended =
    which === 'others' ? (await ports.store.sessions.removeAll(account, session.tokenHash)) > 0 : await ports.store.sessions.removeOne(account, which.id);
  // Pages that are still open ask for a new ticket, and those whose session has ended get none.
  if (ended) await ports.bus.publish({ type: 'session-ended', account });
  return { ok: true };
}
