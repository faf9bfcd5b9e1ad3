/** Who must set a second factor up before anything else. */
import { dutyOf, graceDaysOf, type Duty } from '../../rules/second-factor.ts';
import { actorOf } from './actor.ts';
import type { Ports } from './ports.ts';
import type { SessionView } from './session.ts';

export const GRACE_SETTING = 'second-factor-grace-days';

export async function factorDuty(ports: Pick<Ports, 'store' | 'now'>, session: SessionView | null): Promise<Duty> {
  const actor = actorOf(session);
  if (!session?.account || actor === 'client') return { kind: 'none' };
  const { hasTotp, passkeys, verifiedAt } = await ports.store.factors.standing(session.account.id);
  if (hasTotp || passkeys > 0) return { kind: 'none' };
  return dutyOf(actor, false, verifiedAt, graceDaysOf((await ports.store.settings.all())[GRACE_SETTING]), ports.now());
}
