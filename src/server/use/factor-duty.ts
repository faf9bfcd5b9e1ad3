/** Who has a second factor, and who must set one up before anything else. */
import { dutyOf, graceDaysOf, type Duty } from '../../rules/second-factor.ts';
import { actorOf } from './actor.ts';
import type { Ports } from './ports.ts';
import type { Standing } from './ports-factors.ts';
import type { SessionView } from './session.ts';

const GRACE_SETTING = 'second-factor-grace-days';

const hasOne = ({ hasTotp, passkeys }: Standing): boolean => hasTotp || passkeys > 0;

export async function hasSecondFactor(ports: Pick<Ports, 'store'>, account: string): Promise<boolean> {
  return hasOne(await ports.store.factors.standing(account));
}

export async function factorDuty(ports: Pick<Ports, 'store' | 'now'>, session: SessionView | null): Promise<Duty> {
  const actor = actorOf(session);
  if (!session?.account || actor === 'client') return { kind: 'none' };
  const standing = await ports.store.factors.standing(session.account.id);
  // Asked with every page: whoever has one costs no second look.
  if (hasOne(standing)) return { kind: 'none' };
  return dutyOf(actor, false, standing.verifiedAt, graceDaysOf((await ports.store.settings.all())[GRACE_SETTING]), ports.now());
}
