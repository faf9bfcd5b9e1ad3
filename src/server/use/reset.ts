/** A new password for somebody who does not know the present one: a link to their mailbox, once, for an hour. */
import { term } from '../../privacy/register.ts';
import { addressKey, parseAddress, type FieldFault } from '../../rules/person.ts';
import { hasSecondFactor } from './factor-duty.ts';
import { replacePassword } from './password.ts';
import { knownOf, leastPassword, weakness } from './password-strength.ts';
import type { Ports } from './ports.ts';
import { drawToken, hashToken } from './session.ts';

/** Made when the mail is rendered, so that the outbox holds no secret. */
export async function resetToken(ports: Ports, account: string): Promise<string> {
  const token = drawToken(ports);
  await ports.store.tokens.insert(hashToken(token), 'reset', account, new Date(ports.now().getTime() + term('reset-token')));
  return token;
}

export type ResetAsked = { readonly ok: true } | { readonly refused: 'limited' | 'not-an-address' };

/** Same answer and same work whether the address is known: of an unknown one a row goes to the outbox too, which becomes no mail. */
export async function askReset(ports: Ports, typed: string, address: string): Promise<ResetAsked> {
  const email = parseAddress(typed);
  if (email === null) return { refused: 'not-an-address' };
  const now = ports.now();
  if (!ports.limits.allow('reset-address', address, now) || !ports.limits.allow('reset-all', '', now)) return { refused: 'limited' };
  // What lies in the mailbox already still works: a link lives as long as this counts. So it is answered alike.
  if (!ports.limits.allow('reset-mailbox', addressKey(email), now)) return { ok: true };
  const account = await ports.store.accounts.byEmail(email);
  await ports.store.outbox.insert({ id: ports.newId(), practice: null, kind: 'reset', reference: account?.id ?? ports.newId() }, now);
  ports.wakeMail();
  return { ok: true };
}

export type PasswordReset =
  { readonly ok: true } | { readonly refused: 'unknown' | 'limited' } | { readonly refused: 'invalid'; readonly fault: FieldFault; readonly least: number };

/**
 * Who opens the mailbox chooses; nobody is signed in by it, so that a second factor still stands. All sessions end, and so does a lock-out: this
 * was no guessing. A password that may not be used leaves the link as it is. `least`: how many characters it needs here.
 */
export async function resetPassword(ports: Ports, input: { readonly token: string; readonly password: string }, address: string): Promise<PasswordReset> {
  const now = ports.now();
  if (!ports.limits.allow('sign-in-address', address, now)) return { refused: 'limited' };
  const tokenHash = hashToken(input.token);
  const found = await ports.store.tokens.find(tokenHash, 'reset', now);
  const account = found?.account ? await ports.store.accounts.byId(found.account) : null;
  if (account?.state !== 'active') return { refused: 'unknown' };
  const least = leastPassword(await hasSecondFactor(ports, account.id));
  const fault = await weakness(ports, input.password, least, await knownOf(ports, account));
  if (fault) return { refused: 'invalid', fault, least };
  const replaced = await replacePassword(ports, account, input.password, null, async (store) => {
    if ((await store.tokens.use(tokenHash, 'reset', now))?.account !== account.id) return false;
    await store.failedLogins.clear(account.email);
    return true;
  });
  return replaced ? { ok: true } : { refused: 'unknown' };
}
