/** What a practice is: its name and number, which its clients see, and what stands in its contract. */
import { detailFaults, readDetails, type DetailFault, type DetailField, type DetailValues } from '../../rules/practice-details.ts';
import { MAX_PRACTICE_NAME, nameFault, readTelephone, telephoneFault, type FieldFault } from '../../rules/person.ts';
import { audit, memberMay } from './actor.ts';
import type { Ports } from './ports.ts';
import type { PracticeDetails } from './ports-contracts.ts';
import type { SessionView } from './session.ts';

/** What clients are shown. */
export interface ShownInput {
  readonly name: string;
  /** Empty: none. */
  readonly telephone: string;
}
export type PracticeInput = ShownInput & DetailValues;
export type PracticeFaults = Partial<Record<keyof ShownInput, FieldFault> & Record<DetailField, DetailFault>>;
export type PracticeChanged =
  { readonly ok: true; readonly values: PracticeInput } | { readonly refused: 'forbidden' } | { readonly refused: 'invalid'; readonly fields: PracticeFaults };

export function practiceFaults(input: ShownInput): Partial<Record<keyof ShownInput, FieldFault>> {
  const name = nameFault(input.name, MAX_PRACTICE_NAME);
  const telephone = telephoneFault(input.telephone);
  return { ...(name && { name }), ...(telephone && { telephone }) };
}

/** As it stands in the fields of a form. */
function typedFrom(shown: { readonly name: string; readonly telephone: string | null }, details: PracticeDetails | null): PracticeInput {
  return {
    name: shown.name,
    telephone: shown.telephone ?? '',
    kind: details?.kind ?? '',
    street: details?.street ?? '',
    postalCode: details?.postalCode ?? '',
    city: details?.city ?? '',
    country: details?.country ?? '',
    contactName: details?.contactName ?? '',
    contactTelephone: details?.contactTelephone ?? '',
    contactEmail: details?.contactEmail ?? '',
  };
}

/** null: not theirs to change. */
export async function practicePage(ports: Pick<Ports, 'store'>, session: SessionView | null): Promise<PracticeInput | null> {
  const member = memberMay(session, 'practice.change');
  const practice = member && (await ports.store.practices.byId(member.practice));
  return practice && typedFrom(practice, await ports.store.contracts.detailsOf(practice.id));
}

/** Name and number are seen from then on by whoever opens a link; mails that were sent keep what they said. */
export async function changePractice(ports: Ports, session: SessionView | null, input: PracticeInput): Promise<PracticeChanged> {
  const member = memberMay(session, 'practice.change');
  if (!member) return { refused: 'forbidden' };
  const fields = { ...practiceFaults(input), ...detailFaults(input) };
  if (Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  const shown = { name: input.name.trim(), telephone: readTelephone(input.telephone) };
  const details = readDetails(input);
  await ports.store.atomically(async (store) => {
    await store.practices.change(member.practice, shown);
    await store.contracts.changeDetails(member.practice, details);
    await audit(ports, store, member, 'practice.change', 'practice', member.practice);
  });
  return { ok: true, values: typedFrom(shown, details) };
}
