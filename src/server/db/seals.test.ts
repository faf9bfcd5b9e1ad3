import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newKeyring, openKeyring, rotateKeyring } from '../keys/keyring.ts';
import { openTestHouse, orderOf, type TestHouse } from '../testing.ts';
import { registerProvider } from '../use/register-provider.ts';
import { oldSeals, reseal, SEALS } from './seals.ts';
import { openStore } from './store.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house.close());

async function sealedColumns(): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public' and column_name like '%\\_sealed'`.execute(
    house.db,
  );
  return rows.map(({ name }) => name).sort();
}

test('B7 every sealed column of the database is in the table of seals, and one that is not is found', async () => {
  const named = SEALS.map(({ table, column }) => `${table}.${column}`).sort();
  expect(await sealedColumns()).toEqual(named);
  await sql`alter table event add column note_sealed bytea`.execute(house.db);
  expect(await sealedColumns()).not.toEqual(named);
  await sql`alter table event drop column note_sealed`.execute(house.db);
});

test('B7 the keys are changed in a run that is interrupted and taken up again, while both keys serve', async () => {
  const first = newKeyring();
  const old = openKeyring(first);
  const ports = { ...house.ports, keyring: old, store: openStore(house.db, old) };
  await ports.store.settings.set('operator-name', 'Incamera GmbH');
  await ports.store.settings.set('creditor-id', 'DE98ZZZ09999999999');
  const emails = Array.from({ length: 5 }, (_, at) => `rotate${at}@praxis.example`);
  const paid = { plan: 'solo', holder: 'Jana Krüger', iban: 'DE89370400440532013000', mandate: 'on' } as const;
  for (const email of emails) await registerProvider(ports, orderOf({ ...paid, email }), '');

  const contents = rotateKeyring(first, new Date('2027-01-01T00:00:00Z'));
  const both = openKeyring(contents);
  const readable = async (keyring: typeof both): Promise<void> => {
    const store = openStore(house.db, keyring);
    for (const email of emails) {
      const account = await store.accounts.byEmail(email);
      const practice = (await store.practices.membershipOf(account?.id ?? ''))?.practice.id ?? '';
      expect(account).toMatchObject({ email, lastName: 'Krüger' });
      expect(await store.contracts.mandateOf(practice)).toMatchObject({ iban: 'DE89370400440532013000', holder: 'Jana Krüger', bic: null });
      expect(await store.contracts.detailsOf(practice)).toMatchObject({ contactEmail: 'post@praxis.example' });
    }
  };
  // Three columns of an account, three of a practice, two of a mandate, two acceptances.
  expect(await oldSeals(house.db, both)).toBe(5 * 10);
  let batches = 0;
  expect(await reseal(house.db, both, () => ++batches < 2, 3)).toBe(5);
  expect(await oldSeals(house.db, both)).toBe(45);
  await readable(both);

  // A portal that serves writes one anew meanwhile, and two runs at once do no harm.
  const runs = await Promise.all([reseal(house.db, both, undefined, 3), reseal(house.db, both, undefined, 2)]);
  expect(runs.reduce((sum, run) => sum + run, 0)).toBe(45);
  expect(await oldSeals(house.db, both)).toBe(0);
  const current = contents.keys[contents.current] ?? '';
  await readable(openKeyring({ ...contents, keys: { [contents.current]: current } }));
  expect(await reseal(house.db, both)).toBe(0);
});
