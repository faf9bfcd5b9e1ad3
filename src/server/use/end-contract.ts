/** The owner of a practice ends its contract from inside the account; the password shows that it is meant. */
import { memberMay } from './actor.ts';
import { proveOwn } from './accounts.ts';
import { endFor, giveNotice } from './operate.ts';
import type { Ports } from './ports.ts';
import type { SessionView } from './session.ts';

/** When it would end if notice were given now. null: not theirs, or there is no contract. */
export async function ownEnd(ports: Ports, session: SessionView | null): Promise<Date | null> {
  const member = memberMay(session, 'contract.end');
  return member && endFor(ports, member.practice, ports.now());
}

export async function endContract(
  ports: Ports,
  session: SessionView | null,
  password: string,
  address: string,
): Promise<{ readonly ok: true } | { readonly refused: 'forbidden' | 'wrong' | 'limited' | 'unknown' }> {
  const member = memberMay(session, 'contract.end');
  if (!member) return { refused: 'forbidden' };
  const proven = await proveOwn(ports, member.account, password, address);
  if ('refused' in proven) return proven;
  return giveNotice(ports, {
    practice: member.practice,
    received: ports.now(),
    by: 'practice',
    actor: member.account,
    scope: member.practice,
    deed: 'contract.end',
  });
}
