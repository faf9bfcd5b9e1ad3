/** A practice's contract: its opening after the address was proved, what its owner sees of it, and other bank details. */
import { maskIban } from '../../rules/iban.ts';
import { trialEnd } from '../../rules/plan.ts';
import { proveOwn } from './accounts.ts';
import { audit, memberMay } from './actor.ts';
import { bankFaults, creditorOf, newMandate, type BankFault, type BankInput } from './bank.ts';
import type { Language, Ports, Practice, Store } from './ports.ts';
import type { Contract } from './ports-contracts.ts';
import type { SessionView } from './session.ts';

/** The operator's setting: `by-hand` lets each order wait for a look; anything else opens at once. */
const CONFIRMATION = 'contract-confirmation';

/** In the transaction that verifies the owner's address. A trial counts from the opening, not from the order. */
export async function openOrdered(store: Store, practice: string, now: Date): Promise<void> {
  const contract = await store.contracts.of(practice);
  const settings = await store.settings.all();
  if (contract && settings[CONFIRMATION] === 'by-hand') return store.contracts.request(practice);
  await openPractice(store, practice, contract?.plan ?? null, null, now);
}

/** A trial starts with it. `by`: the operator who confirmed; null: it opens by itself. false: it was open or has ended. */
export function openPractice(store: Store, practice: string, plan: string | null, by: string | null, now: Date): Promise<boolean> {
  return store.contracts.open(practice, { trialEndsAt: plan === 'trial' ? trialEnd(now) : null, by }, now);
}

export interface ContractPage {
  readonly contract: Contract | null;
  readonly state: Practice['state'];
  readonly mandate: {
    readonly reference: string;
    readonly holder: string;
    /** The account as far as one needs it to know it again. */
    readonly iban: string;
    readonly consentedAt: Date;
  } | null;
}

/** null: not theirs to see. */
export async function contractPage(ports: Ports, session: SessionView | null): Promise<ContractPage | null> {
  const member = memberMay(session, 'contract.read');
  const practice = session?.membership?.practice;
  if (!member || !practice) return null;
  const [contract, mandate] = await Promise.all([ports.store.contracts.of(member.practice), ports.store.contracts.mandateOf(member.practice)]);
  const shown = mandate && { reference: mandate.reference, holder: mandate.holder, iban: maskIban(mandate.iban), consentedAt: mandate.consentedAt };
  return { contract, state: practice.state, mandate: shown };
}

export type BankChanged =
  | { readonly ok: true }
  | { readonly refused: 'forbidden' | 'wrong' | 'limited' | 'unpayable' }
  | { readonly refused: 'invalid'; readonly fields: Partial<Record<keyof BankInput | 'password', BankFault>> };

/** A new account is a new mandate under a new reference, given by who knows the password. */
export async function changeBank(
  ports: Ports,
  session: SessionView | null,
  input: BankInput & { readonly password: string },
  language: Language,
  address: string,
): Promise<BankChanged> {
  const member = memberMay(session, 'contract.change');
  if (!member) return { refused: 'forbidden' };
  const fields = { ...bankFaults(input), ...(input.password === '' && { password: 'missing' as const }) };
  if (Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  if (!(await creditorOf(ports))) return { refused: 'unpayable' };
  const proven = await proveOwn(ports, member.account, input.password, address);
  if ('refused' in proven) return proven;
  await ports.store.atomically(async (store) => {
    await store.contracts.setMandate(newMandate(ports, member.practice, input, language));
    await audit(ports, store, member, 'contract.change', 'practice', member.practice);
  });
  return { ok: true };
}
