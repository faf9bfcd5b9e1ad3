import { isUuid } from '#lib/rules/uuid.ts';
import { error, fail } from '@sveltejs/kit';
import { EEA_COUNTRIES } from '#lib/rules/country.ts';
import type { SupplierFaults, SupplierInput } from '#lib/rules/supplier.ts';
import type { Supplier } from '#lib/server/use/ports-ending.ts';
import { addSupplier, changeSupplier, endSupplier, supplierPage, type SupplierSaved } from '#lib/server/use/suppliers.ts';
import { endingWords } from '#lib/words/ending/index.ts';
import { readFields, type Fields } from '../../form-fields.server.ts';
import { dayWords } from '../days.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { language, ports } = locals;
  const page = await supplierPage(ports, locals.session);
  if (page === null) error(403, 'forbidden');
  const day = dayWords(language);
  const names = new Intl.DisplayNames(language, { type: 'region' });
  const shown = ({ id, role, name, address, country, since, changedAt, endedAt }: Supplier) => ({
    id,
    values: { role, name, address, country, since },
    role,
    country: names.of(country) ?? country,
    from: day(new Date(since)) ?? since,
    to: day(endedAt),
    changed: day(changedAt) ?? '',
  });
  return {
    words: endingWords[language].suppliers,
    countries: EEA_COUNTRIES.map((value) => ({ value, text: names.of(value) ?? value })).sort((a, b) => a.text.localeCompare(b.text, language)),
    today: ports.now().toISOString().slice(0, 10),
    present: page.present.map(shown),
    former: page.former.map(shown),
  };
};

interface Outcome {
  readonly part: 'add' | 'change' | 'end';
  /** Of the supplier that it is about; empty: a new one. */
  readonly id: string;
  readonly done: boolean;
  readonly unknown: boolean;
  readonly values: SupplierInput | null;
  readonly faults: SupplierFaults;
}
const outcome = (part: Outcome['part'], rest: Partial<Outcome> = {}): Outcome => ({
  part,
  id: '',
  done: false,
  unknown: false,
  values: null,
  faults: {},
  ...rest,
});

function inputOf(fields: Fields): SupplierInput {
  return {
    role: fields.text('role'),
    name: fields.text('name'),
    address: fields.text('address'),
    country: fields.text('country'),
    since: fields.text('since'),
  };
}
function idOf(fields: Fields): string {
  const id = fields.text('id');
  if (!isUuid(id)) error(400, 'not an id');
  return id;
}
function answered(part: Outcome['part'], id: string, values: SupplierInput | null, saved: SupplierSaved) {
  if ('ok' in saved) return outcome(part, { id, done: true });
  if (saved.refused === 'forbidden') error(403, 'forbidden');
  if (saved.refused === 'unknown') return fail(409, outcome(part, { id, values, unknown: true }));
  return fail(400, outcome(part, { id, values, faults: saved.fields }));
}

export const actions: Actions = {
  add: async ({ locals, request }) => {
    const input = inputOf(await readFields(request));
    return answered('add', '', input, await addSupplier(locals.ports, locals.session, input));
  },
  change: async ({ locals, request }) => {
    const fields = await readFields(request);
    const [id, input] = [idOf(fields), inputOf(fields)];
    return answered('change', id, input, await changeSupplier(locals.ports, locals.session, id, input));
  },
  end: async ({ locals, request }) => {
    const id = idOf(await readFields(request));
    return answered('end', id, null, await endSupplier(locals.ports, locals.session, id));
  },
};
