import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { freshDatabase, migratedDatabase, type FreshDatabase } from './testing.ts';

const made: FreshDatabase[] = [];
afterAll(() => Promise.all(made.map((database) => database.drop())));

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(sql);
  await client.end();
  return rows;
}

test('every test gets a database of its own, copied from a template that is prepared once', async () => {
  let prepared = 0;
  const template = {
    name: 'testing_test',
    async prepare(url: string) {
      prepared++;
      await ask(url, "create table kept (word text); insert into kept values ('once')");
    },
  };
  made.push(...(await Promise.all([freshDatabase(template), freshDatabase(template), freshDatabase()])));
  const [first, second, empty] = made as [FreshDatabase, FreshDatabase, FreshDatabase];
  expect(prepared).toBe(1);
  await ask(first.url, "insert into kept values ('mine')");
  expect(await ask(first.url, 'select word from kept order by word')).toEqual([{ word: 'mine' }, { word: 'once' }]);
  expect(await ask(second.url, 'select word from kept')).toEqual([{ word: 'once' }]);
  expect(await ask(empty.url, "select to_regclass('kept') as found")).toEqual([{ found: null }]);
});

test('a migrated database has the schema of this code', async () => {
  const database = await migratedDatabase();
  made.push(database);
  expect(await ask(database.url, "select to_regclass('invitation') is not null as found")).toEqual([{ found: true }]);
});
