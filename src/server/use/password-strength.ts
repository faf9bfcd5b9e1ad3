/** Whether a password may be used. */
import { isOwnName, MIN_PASSWORD, MIN_PASSWORD_WITH_SECOND_FACTOR, passwordFault, type FieldFault } from '../../rules/person.ts';
import type { Account, Ports } from './ports.ts';

/** What is wrong with it. `least`: characters; `known`: what everybody knows of its owner. null: it may be used. */
export async function weakness(ports: Pick<Ports, 'passwords'>, password: string, least: number, known: readonly string[]): Promise<FieldFault | null> {
  const fault = passwordFault(password, least);
  if (fault) return fault;
  if (isOwnName(password, known)) return 'own-name';
  return (await ports.passwords.isCommon(password)) ? 'guessed-first' : null;
}

/** Eight characters do where a second factor stands beside them (NIST SP 800-63B-4, 3.1.1.2). */
export function leastPassword(hasSecondFactor: boolean): number {
  return hasSecondFactor ? MIN_PASSWORD_WITH_SECOND_FACTOR : MIN_PASSWORD;
}

export async function knownOf(ports: Pick<Ports, 'store'>, account: Account): Promise<readonly string[]> {
  const membership = account.kind === 'provider' ? await ports.store.practices.membershipOf(account.id) : null;
  return [account.email, account.firstName, account.lastName, ...(membership ? [membership.practice.name] : [])];
}
