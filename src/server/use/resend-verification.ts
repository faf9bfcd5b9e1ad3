/** The verification mail once more, for somebody who knows the password of an account that is still unverified. */
import { parseAddress } from '../../rules/person.ts';
import { signIn } from './accounts.ts';
import type { Ports } from './ports.ts';
import { hashToken } from './session.ts';

export type Resent = { readonly ok: true } | { readonly refused: 'wrong' | 'limited' };

/** Counts as an attempt to sign in. An account that is verified meanwhile gets no mail; the answer is the same. Opens no session. */
export async function resendVerification(ports: Ports, input: { readonly email: string; readonly password: string }, address: string): Promise<Resent> {
  const tried = await signIn(ports, null, input, address);
  if ('ok' in tried) {
    // The password was right and the address is verified: what signing in opened is not wanted here.
    await ports.store.sessions.remove(hashToken(tried.cookie));
    return { ok: true };
  }
  if ('second' in tried) return { ok: true };
  if (tried.refused !== 'unverified') return { refused: tried.refused };
  const account = await ports.store.accounts.byEmail(parseAddress(input.email) ?? input.email);
  if (account?.state === 'unverified')
    await ports.store.outbox.insert({ id: ports.newId(), practice: null, kind: 'verify', reference: account.id }, ports.now());
  ports.wakeMail();
  return { ok: true };
}
