/** The second step of signing in: the password was right, and now a code of the app or of the list. */
import { term } from '../../privacy/register.ts';
import { waitMs } from '../../rules/lock-out.ts';
import type { Ports } from './ports.ts';
import { drawToken, hashToken, type SessionView } from './session.ts';
import { spendSecondCode, strengthened } from './totp.ts';

/** Says that the password was right, five minutes long. It opens nothing by itself. */
export async function stepToken(ports: Ports, account: string): Promise<string> {
  const token = drawToken(ports);
  await ports.store.tokens.insert(hashToken(token), 'second-step', account, new Date(ports.now().getTime() + term('second-step-token')));
  return token;
}

export type SecondStep = { readonly ok: true; readonly cookie: string } | { readonly refused: 'over' | 'wrong' | 'limited' };

/** 'over': the five minutes are, or it was used. A wrong code counts like a wrong password, and the password does not make that good. */
export async function takeSecondStep(
  ports: Ports,
  session: SessionView | null,
  input: { readonly step: string; readonly code: string },
  address: string,
): Promise<SecondStep> {
  const now = ports.now();
  if (!ports.limits.allow('sign-in-address', address, now) || !ports.limits.allow('sign-in-all', '', now)) return { refused: 'limited' };
  const tokenHash = hashToken(input.step);
  const found = await ports.store.tokens.find(tokenHash, 'second-step', now);
  const account = found?.account ? await ports.store.accounts.byId(found.account) : null;
  if (account?.state !== 'active') return { refused: 'over' };
  const network = ports.networkOf(address);
  if (waitMs(await ports.store.failedLogins.of(account.email, network), now) > 0) return { refused: 'limited' };
  if (!(await spendSecondCode(ports, account.id, input.code))) {
    await ports.store.failedLogins.add(account.email, network, now);
    return { refused: 'wrong' };
  }
  if ((await ports.store.tokens.use(tokenHash, 'second-step', now))?.account !== account.id) return { refused: 'over' };
  await ports.store.failedLogins.succeeded(account.email, network, now);
  return { ok: true, cookie: await strengthened(ports, session, account.id) };
}
