/** The register against what there really is: the database's catalogue, the log, the cookie, the browser's storage, the mails, the numbers in the code. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Place } from '../../privacy/entry.ts';
import { ENTRY_IDS, REGISTER, term } from '../../privacy/register.ts';
import { ERASED_TERMS, TERMS } from '../../privacy/terms.ts';
import { openMailBell } from '../jobs/jobs.ts';
import { createLog, type LogFields } from '../log.ts';
import { KEEP_ADMITTED_MS } from '../signal/room.ts';
import { CREDENTIAL_LIFE_MS } from '../turn/credentials.ts';
import type { MailKind } from '../use/ports.ts';
import { COOKIE } from '../use/session.ts';
import { TICKET_LIFE_MS } from '../use/tickets.ts';
import { connect, type Connection } from './connection.ts';
import { migratedDatabase, type FreshDatabase } from './testing.ts';

const SRC = join(import.meta.dirname, '../..');
let database: FreshDatabase;
let connection: Connection;

beforeAll(async () => {
  database = await migratedDatabase();
  connection = connect(database.url, () => undefined);
  const bell = await openMailBell(database.url, () => undefined);
  await bell.stop();
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

function placesOf<Kind extends Place['kind']>(kind: Kind): readonly Extract<Place, { kind: Kind }>[] {
  return ENTRY_IDS.flatMap((id) => REGISTER[id].where.flatMap((place) => (isOf(place, kind) ? [place] : [])));
}
function isOf<Kind extends Place['kind']>(place: Place, kind: Kind): place is Extract<Place, { kind: Kind }> {
  return place.kind === kind;
}

/** Columns as `table.column`; those of a schema that is registered by one rule count as that schema. */
async function faults(): Promise<readonly string[]> {
  const { rows } = await sql<{ schema: string; column: string }>`
    select table_schema as schema, table_name || '.' || column_name as column from information_schema.columns
    where table_schema <> 'information_schema' and table_schema not like 'pg\\_%'`.execute(connection.db);
  const schemas = placesOf('schema').map(({ schema }) => schema);
  const registered = placesOf('table').flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
  const there = rows.filter(({ schema }) => schema === 'public').map(({ column }) => column);
  return [
    ...rows.filter(({ schema }) => schema !== 'public' && !schemas.includes(schema)).map(({ schema, column }) => `schema without entry: ${schema}.${column}`),
    ...schemas.filter((schema) => !rows.some((row) => row.schema === schema)).map((schema) => `entry without schema: ${schema}`),
    ...there.filter((column) => !registered.includes(column)).map((column) => `column without entry: ${column}`),
    ...registered.filter((column) => !there.includes(column)).map((column) => `entry without column: ${column}`),
    ...registered.filter((column, at) => registered.indexOf(column) !== at).map((column) => `column with two entries: ${column}`),
  ];
}

describe('B1 nothing is held without an entry', () => {
  test('B1 every column of the database has exactly one entry, and every entry its column', async () => {
    expect(await faults()).toEqual([]);
  });

  test('B1 a column, a table, a schema that nobody registered is found, and an entry for nothing too', async () => {
    await sql`
      alter table account add column favourite_colour text;
      create table diary (line text);
      create schema elsewhere;
      create table elsewhere.note (line text);
      alter table audit rename column deed to action`.execute(connection.db);
    try {
      expect([...(await faults())].sort()).toEqual([
        'column without entry: account.favourite_colour',
        'column without entry: audit.action',
        'column without entry: diary.line',
        'entry without column: audit.deed',
        'schema without entry: elsewhere.note.line',
      ]);
    } finally {
      await sql`alter table account drop column favourite_colour; drop table diary; drop schema elsewhere cascade; alter table audit rename column action to deed`.execute(
        connection.db,
      );
    }
  });

  test('B1 no column holds what would have to be registered key by key', async () => {
    const { rows } =
      await sql`select 1 from information_schema.columns where table_schema = 'public' and data_type in ('json', 'jsonb', 'xml', 'ARRAY')`.execute(
        connection.db,
      );
    expect(rows).toEqual([]);
  });

  test('B1 every clock by which something is erased is a column of the register', () => {
    const registered = placesOf('table').flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`));
    for (const id of ERASED_TERMS) expect(registered).toContain(TERMS[id].rows.clock);
  });

  test('B1 the log says the fields of the register and no others', () => {
    const lines: string[] = [];
    const all: Required<LogFields> = { code: 'ECONNREFUSED', role: 'web', ms: 3, count: 2 };
    createLog(
      (line) => lines.push(line),
      () => new Date('2026-11-24T08:00:00Z'),
      false,
    )('request-failed', all);
    expect(placesOf('log').flatMap(({ fields }) => fields)).toEqual(Object.keys(JSON.parse(lines[0] ?? '{}') as object));
  });

  test('B1 every kind of mail has its entry', () => {
    const kinds = {
      verify: true,
      reset: true,
      'email-change': true,
      'email-changed': true,
      'password-changed': true,
      'factor-changed': true,
      'trial-ends': true,
      'contract-confirmed': true,
      'contract-ends': true,
      contact: true,
      'task-given': true,
      'task-due': true,
      'trial-ends-tomorrow': true,
      'account-ended': true,
      'account-restored': true,
      'member-invitation': true,
      'request-answered': true,
      invitation: true,
      moved: true,
      cancelled: true,
      reminder: true,
    } satisfies Record<MailKind, true>;
    expect(
      placesOf('mail')
        .map(({ mail }) => mail)
        .sort(),
    ).toEqual(Object.keys(kinds).sort());
  });

  test('M1.5 there is one cookie, and what else a browser keeps stands in the register', () => {
    expect(placesOf('cookie').map(({ name }) => name)).toEqual([COOKIE]);
    const sources = globSync('**/*.{ts,svelte}', { cwd: SRC })
      .filter((path) => !/\.test\.ts$|testing/.test(path) && !path.startsWith('privacy'))
      .map((path) => readFileSync(join(SRC, path), 'utf8'));
    expect(sources.length).toBeGreaterThan(100);
    const found = (pattern: RegExp) => sources.flatMap((source) => [...source.matchAll(pattern)].map(([, name]) => name));
    expect(found(/(\blocalStorage\b|\bindexedDB\b|\bcaches\.open\b|\bdocument\.cookie\b|\bcookieStore\b)/g)).toEqual([]);
    expect([...new Set(found(/cookies\.(?:set|serialize)\(([^,]+),/g))]).toEqual(['COOKIE']);
    const own = placesOf('tab')
      .map(({ key }) => key)
      .filter((key) => key.startsWith('incamera.'));
    expect([...new Set(found(/const KEY = '([^']+)'/g))].sort()).toEqual(own.sort());
    expect([...new Set(found(/sessionStorage\.\w+\(\s*([^,)\s]+)/g))]).toEqual(['KEY']);
  });

  test('M1.5 what the framework keeps in the tab stands in the register', () => {
    const client = join(SRC, '../node_modules/@sveltejs/kit/src/runtime/client');
    const code = globSync('*.js', { cwd: client })
      .map((path) => readFileSync(join(client, path), 'utf8'))
      .join('\n');
    const kept = [...code.matchAll(/storage\.set\((\w+),/g)].map(([, name]) => new RegExp(`const ${name} = '([^']+)'`).exec(code)?.[1]);
    const registered: (string | undefined)[] = placesOf('tab')
      .map(({ key }) => key)
      .filter((key) => key.startsWith('sveltekit:'));
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.sort()).toEqual(registered.sort());
  });
});

describe('B1 what the code keeps is what the register says', () => {
  test('M6.2 tickets, credentials and places in the waiting room', () => {
    expect([TICKET_LIFE_MS, CREDENTIAL_LIFE_MS, KEEP_ADMITTED_MS]).toEqual([term('ticket'), term('turn-credential'), term('waiting-room')]);
  });

  test('B1 finished jobs', async () => {
    const { rows } = await sql<{ seconds: number }>`select distinct deletion_seconds as seconds from pgboss.queue where name in ('send-mail', 'erase')`.execute(
      connection.db,
    );
    expect(rows.map(({ seconds }) => seconds * 1000)).toEqual([term('queue-job')]);
  });
});
