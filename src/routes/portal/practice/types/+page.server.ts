import { error, fail } from '@sveltejs/kit';
import type { EventType, TypeFaults, TypeInput } from '#lib/rules/event-type.ts';
import { addType, archiveType, changeType, removeType, typesPage, type TypeDone, type TypeSaved } from '#lib/server/use/event-types.ts';
import { scheduleWords } from '#lib/words/schedule/index.ts';
import { readFields, type Fields } from '../../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

const EMPTY: TypeInput = { name: '', minutes: '', size: 'single', colour: 'green', before: '', after: '' };
const text = (number: number | null) => (number === null ? '' : String(number));
const typedFrom = ({ name, minutes, size, colour, before, after }: EventType): TypeInput => ({
  name,
  minutes: text(minutes),
  size,
  colour,
  before: text(before),
  after: text(after),
});

export const load: PageServerLoad = async ({ locals, url }) => {
  const types = await typesPage(locals.ports, locals.session);
  if (!types) error(403, 'forbidden');
  const change = types.find(({ id }) => id === url.searchParams.get('change'));
  return {
    words: scheduleWords[locals.language].types,
    types,
    change: change ? { id: change.id, typed: typedFrom(change) } : null,
    empty: EMPTY,
  };
};

interface Outcome {
  readonly saved: string | null;
  readonly done: 'archived' | 'restored' | 'removed' | null;
  readonly refused: 'not-there' | 'used' | null;
  /** Of which kind; null: of a new one. */
  readonly id: string | null;
  readonly typed: TypeInput | null;
  readonly faults: TypeFaults;
}
const outcome = (part: Partial<Outcome>): Outcome => ({ saved: null, done: null, refused: null, id: null, typed: null, faults: {}, ...part });

const typedIn = (fields: Fields): TypeInput => ({
  name: fields.text('name'),
  minutes: fields.text('minutes'),
  size: fields.text('size'),
  colour: fields.text('colour'),
  before: fields.text('before'),
  after: fields.text('after'),
});

function answered(answer: TypeSaved, typed: TypeInput, id: string | null) {
  if ('ok' in answer) return outcome({ saved: typed.name.trim() });
  if (answer.refused === 'invalid') return fail(answer.fields.name === 'taken' ? 409 : 400, outcome({ typed, faults: answer.fields, id }));
  if (answer.refused === 'forbidden') error(403, 'forbidden');
  return fail(404, outcome({ refused: answer.refused }));
}

function did(answer: TypeDone, done: NonNullable<Outcome['done']>) {
  if ('ok' in answer) return outcome({ done });
  if (answer.refused === 'forbidden') error(403, 'forbidden');
  return fail(answer.refused === 'used' ? 409 : 404, outcome({ refused: answer.refused }));
}

export const actions: Actions = {
  add: async ({ locals, request }) => {
    const typed = typedIn(await readFields(request));
    return answered(await addType(locals.ports, locals.session, typed), typed, null);
  },
  change: async ({ locals, request }) => {
    const fields = await readFields(request);
    const [typed, id] = [typedIn(fields), fields.text('id')];
    return answered(await changeType(locals.ports, locals.session, id, typed), typed, id);
  },
  archive: async ({ locals, request }) => did(await archiveType(locals.ports, locals.session, (await readFields(request)).text('id'), true), 'archived'),
  restore: async ({ locals, request }) => did(await archiveType(locals.ports, locals.session, (await readFields(request)).text('id'), false), 'restored'),
  remove: async ({ locals, request }) => did(await removeType(locals.ports, locals.session, (await readFields(request)).text('id')), 'removed'),
};
