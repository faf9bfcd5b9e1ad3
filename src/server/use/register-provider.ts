/** A practice orders: account, practice, contract and mandate come into being together or not at all. No answer tells whether an address is known. */
import type { OrderValues } from '../../rules/order.ts';
import { MIN_PASSWORD, parseAddress, readTelephone } from '../../rules/person.ts';
import { PLANS, readPlan, type PlanName } from '../../rules/plan.ts';
import { readDetails } from '../../rules/practice-details.ts';
import { accept, partyOf } from './accept.ts';
import { audit } from './actor.ts';
import { creditorOf, newMandate } from './bank.ts';
import { firstTypes } from './event-types.ts';
import { orderFaults, type OrderFaults } from './order-faults.ts';
import type { Account, Language, Ports, Practice, Store } from './ports.ts';
import { weakness } from './password-strength.ts';
import { profileOf } from './profile.ts';
import { hashToken } from './session.ts';
import { takeAddress } from './take-address.ts';

export interface Order extends OrderValues {
  readonly password: string;
  /** Drawn with the form: the same order sent twice is one. */
  readonly orderKey: string;
  /** The language in which the texts were shown. */
  readonly shownIn: Language;
}
export type Registered = { readonly ok: true } | { readonly refused: 'limited' | 'unpayable' } | { readonly refused: 'invalid'; readonly fields: OrderFaults };

/** Another order with the same key was quicker: everything of this one is undone. */
class OrderedAlready extends Error {}

/**
 * Same answer, same work, whether the address is known or not. Of an address that was never verified the new registration replaces the
 * former one whole, with its links: whoever was first may have been somebody else. Of a verified one nothing changes and nobody is told.
 * 'unpayable': the operator cannot take mandates yet.
 */
export async function registerProvider(ports: Ports, input: Order, address: string): Promise<Registered> {
  const password = await weakness(ports, input.password, MIN_PASSWORD, [input.email, input.firstName, input.lastName, input.practiceName]);
  const current = await ports.store.texts.current();
  const fields: OrderFaults = { ...orderFaults(input, current), ...(password && { password }) };
  const plan = readPlan(input.plan);
  const email = parseAddress(input.email);
  if (Object.keys(fields).length > 0 || plan === null || email === null) return { refused: 'invalid', fields };
  if (PLANS[plan].paid && !(await creditorOf(ports))) return { refused: 'unpayable' };
  const now = ports.now();
  if (!ports.limits.allow('register-address', address, now) || !ports.limits.allow('register-all', '', now)) return { refused: 'limited' };
  const account = accountOf(ports, input, email, await ports.passwords.hash(input.password), now);
  const orderHash = hashToken(input.orderKey);
  await ports.store
    .atomically(async (store) => {
      if (await store.contracts.isOrdered(orderHash)) return;
      if (!(await takeAddress(store, account, () => store.contracts.isOrdered(orderHash)))) return;
      const practice = practiceOf(ports.newId(), input);
      await store.practices.insert(practice, account.id, now);
      await firstTypes(ports, store, practice.id, practice.language);
      await saveContract(ports, store, input, plan, practice, orderHash, now);
      await acceptAll(ports, store, input, account, practice.id);
      await audit(ports, store, { account: account.id, practice: practice.id }, 'practice.register', 'practice', practice.id);
      await store.outbox.insert({ id: ports.newId(), practice: null, kind: 'verify', reference: account.id }, now);
    })
    .catch((error: unknown) => {
      if (!(error instanceof OrderedAlready)) throw error;
    });
  ports.wakeMail();
  return { ok: true };
}

/** The versions were found to be the newest ones just now. */
function acceptAll(ports: Ports, store: Store, input: Order, account: Account, practice: string): Promise<void> {
  const party = partyOf(account, [input.practiceName.trim(), input.street.trim(), `${input.postalCode.trim()} ${input.city.trim()}`]);
  const versions = { 'terms-practice': Number(input.termsVersion), agreement: Number(input.agreementVersion) };
  return accept(ports, store, { account: account.id, practice, party }, versions, input.shownIn);
}

async function saveContract(ports: Ports, store: Store, input: Order, plan: PlanName, practice: Practice, orderHash: Uint8Array, now: Date): Promise<void> {
  await store.contracts.changeDetails(practice.id, readDetails(input));
  const contract = {
    practice: practice.id,
    plan,
    orderedAt: now,
    confirmedAt: null,
    confirmedBy: null,
    trialEndsAt: null,
    trialToldAt: null,
    noticeReceivedAt: null,
    noticeBy: null,
    endsAt: null,
  } as const;
  if (!(await store.contracts.insert(contract, orderHash))) throw new OrderedAlready();
  if (!PLANS[plan].paid) return;
  await store.contracts.setMandate(newMandate(ports, practice.id, { ...input, mandate: true }, practice.language));
}

function accountOf(ports: Ports, input: Order, email: string, passwordHash: string, now: Date): Account {
  return {
    id: ports.newId(),
    kind: 'provider',
    email,
    passwordHash,
    ...profileOf(input),
    state: 'unverified',
    createdAt: now,
  };
}

function practiceOf(id: string, input: Order): Practice {
  return {
    id,
    name: input.practiceName.trim(),
    telephone: readTelephone(input.telephone),
    language: input.language as Language,
    zone: input.zone,
    colleaguesSeeClients: false,
    eventTermHours: null,
    joiningLeadMinutes: null,
    state: 'unverified',
  };
}
