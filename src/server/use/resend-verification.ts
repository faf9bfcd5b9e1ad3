/** The verification mail once more, for somebody who knows the password of an account that is still unverified. */
import { provePassword } from './accounts.ts';
import type { Ports } from './ports.ts';

export type Resent = { readonly ok: true } | { readonly refused: 'wrong' | 'limited' };

/** Counts as an attempt to sign in. An account that is verified meanwhile gets no mail; the answer is the same. Opens no session. */
export async function resendVerification(ports: Ports, input: { readonly email: string; readonly password: string }, address: string): Promise<Resent> {
  const proven = await provePassword(ports, input, address);
  if ('refused' in proven) return proven;
  if (proven.account.state === 'unverified')
    await ports.store.outbox.insert({ id: ports.newId(), practice: null, kind: 'verify', reference: proven.account.id }, ports.now());
  ports.wakeMail();
  return { ok: true };
}
