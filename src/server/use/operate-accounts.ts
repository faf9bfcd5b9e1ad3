/** A written notice ends an account; a wrong end is undone. The operator types the address of the notice, and sees no names. */
import { addressFault, parseAddress } from '../../rules/person.ts';
import { memberlessMay } from './actor.ts';
import { endFor, type EndRefusal } from './end-account.ts';
import type { Account, Ports } from './ports.ts';
import type { SessionView } from './session.ts';

type Refusal = { readonly refused: 'forbidden' | 'missing' | 'not-an-address' | 'unknown' };

async function named(ports: Ports, session: SessionView | null, typed: string): Promise<{ readonly operator: string; readonly account: Account } | Refusal> {
  const operator = memberlessMay(session, 'operator.terminate');
  if (operator === null) return { refused: 'forbidden' };
  const fault = addressFault(typed);
  if (fault !== null) return { refused: fault };
  const account = await ports.store.accounts.byEmail(parseAddress(typed) ?? '');
  // An operator's account ends with the portal; one that was never verified goes by itself.
  return account && account.kind !== 'operator' && account.state !== 'unverified' ? { operator, account } : { refused: 'unknown' };
}

export type EndedByNotice = { readonly ok: true } | Refusal | { readonly refused: EndRefusal };

export async function endByNotice(ports: Ports, session: SessionView | null, typed: string): Promise<EndedByNotice> {
  const found = await named(ports, session, typed);
  if ('refused' in found) return found;
  return endFor(ports, found.account, { actor: found.operator, deed: 'operator.terminate' });
}

export type Restored = { readonly ok: true } | Refusal | { readonly refused: 'not-ended' };

/** Their role in the practice is theirs again; their photo and their sessions are gone, and what they handed over stays there. */
export async function restoreAccount(ports: Ports, session: SessionView | null, typed: string): Promise<Restored> {
  const found = await named(ports, session, typed);
  if ('refused' in found) return found;
  const { operator, account } = found;
  const now = ports.now();
  const done = await ports.store.atomically(async (store) => {
    if (!(await store.endings.restore(account.id))) return false;
    await store.outbox.insert({ id: ports.newId(), practice: null, kind: 'account-restored', reference: account.id }, now);
    await store.audit.add({ id: ports.newId(), practice: null, actor: operator, deed: 'operator.terminate', objectKind: 'account', objectId: account.id }, now);
    return true;
  });
  if (!done) return { refused: 'not-ended' };
  ports.wakeMail();
  return { ok: true };
}
