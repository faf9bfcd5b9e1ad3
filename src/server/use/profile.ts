/** What people tell of themselves: form of address, title, names, language. */
import { FORMS_OF_ADDRESS } from '../../rules/order.ts';
import { nameFault, type FieldFault } from '../../rules/person.ts';
import { audit, memberlessMay } from './actor.ts';
import type { Language, Ports } from './ports.ts';
import type { Profile } from './ports-profile.ts';
import type { SessionView } from './session.ts';

const MAX_TITLE = 40;
const LANGUAGES: readonly string[] = ['de', 'en', 'fr'];

export interface ProfileInput {
  /** Empty: none. */
  readonly formOfAddress: string;
  readonly title: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: string;
}
export type ProfileFault = Extract<FieldFault, 'missing' | 'too-long' | 'control-characters' | 'unknown-language'> | 'unknown-choice';
export type ProfileFaults = Partial<Record<keyof ProfileInput, ProfileFault>>;

export function profileFaults(input: ProfileInput): ProfileFaults {
  const faults: Readonly<Record<keyof ProfileInput, ProfileFault | null>> = {
    formOfAddress: input.formOfAddress === '' || (FORMS_OF_ADDRESS as readonly string[]).includes(input.formOfAddress) ? null : 'unknown-choice',
    title: input.title.trim() === '' ? null : nameFault(input.title, MAX_TITLE),
    firstName: nameFault(input.firstName),
    lastName: nameFault(input.lastName),
    language: LANGUAGES.includes(input.language) ? null : 'unknown-language',
  };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== null));
}

/** Of an input without faults. */
export function profileOf(input: ProfileInput): Profile {
  return {
    formOfAddress: input.formOfAddress || null,
    title: input.title.trim() || null,
    firstName: input.firstName.trim(),
    lastName: input.lastName.trim(),
    language: input.language as Language,
  };
}

export type ProfileChanged =
  { readonly ok: true; readonly profile: Profile } | { readonly refused: 'forbidden' } | { readonly refused: 'invalid'; readonly fields: ProfileFaults };

/** Seen from then on by whoever opens a link of theirs; mails that were sent keep what they said. The present session speaks the language chosen. */
export async function changeProfile(ports: Ports, session: SessionView | null, input: ProfileInput): Promise<ProfileChanged> {
  const account = memberlessMay(session, 'account.change');
  if (account === null || !session) return { refused: 'forbidden' };
  const fields = profileFaults(input);
  if (Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  const profile = profileOf(input);
  await ports.store.atomically(async (store) => {
    await store.profiles.change(account, profile);
    await store.sessions.setLanguage(session.tokenHash, profile.language);
    await audit(ports, store, { account, practice: session.membership?.practice.id ?? null }, 'account.change', 'account', account);
  });
  return { ok: true, profile };
}
