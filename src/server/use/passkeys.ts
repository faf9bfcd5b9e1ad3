/** Passkeys (WebAuthn Level 3): made on a device after the password, and then enough by themselves, because the device asks who holds it. */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type AuthenticatorTransport,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { term } from '../../privacy/register.ts';
import { nameFault } from '../../rules/person.ts';
import { memberlessMay } from './actor.ts';
import { proveOwn } from './accounts.ts';
import type { Ports } from './ports.ts';
import { hashToken, type SessionView } from './session.ts';
import { loosened, noteFactor, strengthened } from './totp.ts';

/** Of one account; more are a mistake. */
const MOST_PASSKEYS = 20;
/** Ed25519, ES256, RS256 (COSE). Node's verification of what is newer is still called experimental. */
const ALGORITHMS = [-8, -7, -257];
const bytesOf = (id: string) => new Uint8Array(Buffer.from(id, 'base64url'));
const partyOf = (ports: Pick<Ports, 'settings'>) => ports.settings.publicUrl.hostname;

/** Single use: the answer to it is taken once. */
async function keepChallenge(ports: Ports, challenge: string, account: string | null): Promise<void> {
  await ports.store.tokens.insert(hashToken(challenge), 'passkey-challenge', account, new Date(ports.now().getTime() + term('passkey-challenge')));
}
const spend = (ports: Ports, account: string | null) => async (challenge: string) => {
  const found = await ports.store.tokens.use(hashToken(challenge), 'passkey-challenge', ports.now());
  return found?.account === account && found !== null;
};

export type PasskeyAsked =
  { readonly ok: true; readonly options: PublicKeyCredentialCreationOptionsJSON } | { readonly refused: 'forbidden' | 'wrong' | 'limited' | 'too-many' };

export async function askPasskey(ports: Ports, session: SessionView | null, password: string, address: string): Promise<PasskeyAsked> {
  const proven = await proveOwn(ports, memberlessMay(session, 'account.change'), password, address);
  if ('refused' in proven) return proven;
  const { account } = proven;
  if ((await ports.store.factors.standing(account.id)).passkeys >= MOST_PASSKEYS) return { refused: 'too-many' };
  const options = await generateRegistrationOptions({
    rpName: 'Incamera',
    rpID: partyOf(ports),
    userName: account.email,
    userDisplayName: `${account.firstName} ${account.lastName}`,
    userID: new TextEncoder().encode(account.id),
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(ports, options.challenge, account.id);
  return { ok: true, options };
}

export type PasskeyAdded = { readonly ok: true; readonly cookie: string } | { readonly refused: 'forbidden' | 'not-a-passkey' };

/** `name`: how its owner knows the device; an unreadable one becomes the fallback. */
export async function addPasskey(ports: Ports, session: SessionView | null, response: RegistrationResponseJSON, name: string): Promise<PasskeyAdded> {
  const id = memberlessMay(session, 'account.change');
  if (id === null) return { refused: 'forbidden' };
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: spend(ports, id),
    expectedOrigin: ports.settings.publicUrl.origin,
    expectedRPID: partyOf(ports),
    requireUserVerification: true,
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null);
  if (verified?.verified !== true) return { refused: 'not-a-passkey' };
  const { credential } = verified.registrationInfo;
  const passkey = {
    id: ports.newId(),
    account: id,
    credentialId: bytesOf(credential.id),
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: credential.transports ?? [],
  };
  const added = await ports.store.atomically(async (store) => {
    if (!(await store.factors.addPasskey(passkey, nameFault(name) === null ? name.trim() : 'Passkey', ports.now()))) return false;
    await noteFactor(ports, store, id);
    return true;
  });
  if (!added) return { refused: 'not-a-passkey' };
  ports.wakeMail();
  return { ok: true, cookie: await strengthened(ports, session, id) };
}

/** All other sessions end. */
export async function removePasskey(
  ports: Ports,
  session: SessionView | null,
  input: { readonly id: string; readonly password: string },
  address: string,
): Promise<{ readonly ok: true } | { readonly refused: 'forbidden' | 'wrong' | 'limited' }> {
  const proven = await proveOwn(ports, memberlessMay(session, 'account.change'), input.password, address);
  if ('refused' in proven) return proven;
  const { account } = proven;
  await loosened(ports, session, account.id, (store) => store.factors.removePasskey(account.id, input.id));
  return { ok: true };
}

/** For anybody who wants to sign in: names no account, so that nobody learns of one. null: too many tries. */
export async function askSignInByPasskey(ports: Ports, address: string): Promise<PublicKeyCredentialRequestOptionsJSON | null> {
  const now = ports.now();
  if (!ports.limits.allow('sign-in-address', address, now) || !ports.limits.allow('sign-in-all', '', now)) return null;
  const options = await generateAuthenticationOptions({ rpID: partyOf(ports), userVerification: 'required' });
  await keepChallenge(ports, options.challenge, null);
  return options;
}

export type SignedInByPasskey = { readonly ok: true; readonly cookie: string } | { readonly refused: 'unknown' };

/** 'unknown' also for a wrong signature, a used challenge, a blocked account, a counter that went back. */
export async function signInByPasskey(ports: Ports, session: SessionView | null, response: AuthenticationResponseJSON): Promise<SignedInByPasskey> {
  const passkey = await ports.store.factors.passkeyBy(bytesOf(response.id));
  const account = passkey && (await ports.store.accounts.byId(passkey.account));
  if (!passkey || account?.state !== 'active') return { refused: 'unknown' };
  const verified = await verifyAuthenticationResponse({
    response,
    expectedChallenge: spend(ports, null),
    expectedOrigin: ports.settings.publicUrl.origin,
    expectedRPID: partyOf(ports),
    requireUserVerification: true,
    credential: {
      id: response.id,
      publicKey: new Uint8Array(passkey.publicKey),
      counter: passkey.counter,
      transports: [...passkey.transports] as AuthenticatorTransport[],
    },
  }).catch(() => null);
  if (verified?.verified !== true) return { refused: 'unknown' };
  if (!(await ports.store.factors.usePasskey(passkey.id, verified.authenticationInfo.newCounter, ports.now()))) return { refused: 'unknown' };
  return { ok: true, cookie: await strengthened(ports, session, account.id) };
}
