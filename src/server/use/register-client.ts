/** A client takes an account, and never has to. No answer tells whether an address is known. */
import { addressFault, MIN_PASSWORD, parseAddress, type FieldFault } from '../../rules/person.ts';
import { accept, acceptFault, partyOf, type AcceptFault } from './accept.ts';
import { audit } from './actor.ts';
import { weakness } from './password-strength.ts';
import type { Account, Language, Ports } from './ports.ts';
import { takeAddress } from './take-address.ts';
import { profileFaults, profileOf, type ProfileFault, type ProfileInput } from './profile.ts';

export interface ClientInput extends ProfileInput {
  readonly email: string;
  readonly password: string;
  readonly terms: boolean;
  /** Of the terms that the form showed, and in which language. */
  readonly termsVersion: string;
  readonly shownIn: Language;
}
export type ClientFault = FieldFault | ProfileFault | AcceptFault;
export type ClientFaults = Partial<Record<keyof ClientInput, ClientFault>>;
export type ClientRegistered = { readonly ok: true } | { readonly refused: 'limited' } | { readonly refused: 'invalid'; readonly fields: ClientFaults };

/**
 * Same answer, same work, whether the address is known or not. Of an address that was never verified the new registration replaces the former
 * one whole, with its links. Of a verified one nothing changes and nobody is told.
 */
export async function registerClient(ports: Ports, input: ClientInput, address: string): Promise<ClientRegistered> {
  const password = await weakness(ports, input.password, MIN_PASSWORD, [input.email, input.firstName, input.lastName]);
  const email = parseAddress(input.email);
  const emailFault = addressFault(input.email);
  const terms = acceptFault(await ports.store.texts.current(), 'terms-client', input.termsVersion) ?? (input.terms ? null : 'not-accepted');
  const fields: ClientFaults = {
    ...profileFaults(input),
    ...(emailFault && { email: emailFault }),
    ...(password && { password }),
    ...(terms && { terms }),
  };
  if (Object.keys(fields).length > 0 || email === null) return { refused: 'invalid', fields };
  const now = ports.now();
  if (!ports.limits.allow('register-address', address, now) || !ports.limits.allow('register-all', '', now)) return { refused: 'limited' };
  const account: Account = {
    id: ports.newId(),
    kind: 'client',
    email,
    passwordHash: await ports.passwords.hash(input.password),
    ...profileOf(input),
    state: 'unverified',
    createdAt: now,
  };
  await ports.store.atomically(async (store) => {
    if (!(await takeAddress(store, account, () => Promise.resolve(false)))) return;
    const who = { account: account.id, practice: null, party: partyOf(account) };
    await accept(ports, store, who, { 'terms-client': Number(input.termsVersion) }, input.shownIn);
    await audit(ports, store, { account: account.id, practice: null }, 'client.register', 'account', account.id);
    await store.outbox.insert({ id: ports.newId(), practice: null, kind: 'verify', reference: account.id }, now);
  });
  ports.wakeMail();
  return { ok: true };
}
