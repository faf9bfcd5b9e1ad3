/** What a practice's clients are shown of it: its name and its telephone number. */
import { MAX_PRACTICE_NAME, nameFault, readTelephone, telephoneFault, type FieldFault } from '../../rules/person.ts';
import { audit, memberMay } from './actor.ts';
import type { Ports, Practice } from './ports.ts';
import type { SessionView } from './session.ts';

export interface PracticeInput {
  readonly name: string;
  /** Empty: none. */
  readonly telephone: string;
}
export type PracticeFaults = Partial<Record<keyof PracticeInput, FieldFault>>;
export type PracticeChanged =
  | { readonly ok: true; readonly shown: Pick<Practice, 'name' | 'telephone'> }
  | { readonly refused: 'forbidden' }
  | { readonly refused: 'invalid'; readonly fields: PracticeFaults };

export function practiceFaults(input: PracticeInput): PracticeFaults {
  const name = nameFault(input.name, MAX_PRACTICE_NAME);
  const telephone = telephoneFault(input.telephone);
  return { ...(name && { name }), ...(telephone && { telephone }) };
}

/** Seen from then on by whoever opens a link; mails that were sent keep what they said. */
export async function changePractice(ports: Ports, session: SessionView | null, input: PracticeInput): Promise<PracticeChanged> {
  const member = memberMay(session, 'practice.change');
  if (!member) return { refused: 'forbidden' };
  const fields = practiceFaults(input);
  if (Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  const shown = { name: input.name.trim(), telephone: readTelephone(input.telephone) };
  await ports.store.atomically(async (store) => {
    await store.practices.change(member.practice, shown);
    await audit(ports, store, member, 'practice.change', 'practice', member.practice);
  });
  return { ok: true, shown };
}
