/** Databases for integration tests: real, empty or from a template, a few milliseconds each. Used under Vitest only. */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { connect as openDatabase } from './connection.ts';
import { migrate } from './migrate.ts';

/** Set by tools/vitest-database.ts: where to ask for the run's PostgreSQL. */
export const TEST_DATABASE_SOCKET = 'INCAMERA_TEST_DATABASE_SOCKET';

export interface FreshDatabase {
  readonly url: string;
  /** Cuts whoever is still connected. */
  drop(): Promise<void>;
}

/** Prepared once a run, then copied for each caller. `name` must differ for different preparations. */
export interface Template {
  readonly name: string;
  prepare(url: string): Promise<void>;
}

/** The caller drops it, at the latest in `afterAll`; what is forgotten goes with the run. */
export async function freshDatabase(template?: Template): Promise<FreshDatabase> {
  const server = await serverUrl();
  const name = `test_${randomBytes(8).toString('hex')}`;
  await asOwner(server, async (client) => {
    const source = template === undefined ? 'template1' : await preparedTemplate(client, server, template);
    await client.query(`create database ${name} template ${source}`);
  });
  return {
    url: urlOf(server, name),
    drop: () => asOwner(server, (client) => client.query(`drop database if exists ${name} with (force)`)).then(() => undefined),
  };
}

/** With the schema of this code. */
export function migratedDatabase(): Promise<FreshDatabase> {
  return freshDatabase(MIGRATED);
}

const MIGRATED: Template = {
  name: 'migrated',
  async prepare(url) {
    const connection = openDatabase(url, () => undefined);
    await migrate(connection.db);
    await connection.close();
  },
};

async function preparedTemplate(client: pg.Client, server: string, template: Template): Promise<string> {
  if (!/^[a-z0-9_]{1,40}$/.test(template.name)) throw new Error(`A template's name is lower-case letters, digits and underscores: ${template.name}`);
  const name = `template_${template.name}`;
  // Test files run in several processes; the first prepares, the others wait here.
  await client.query('select pg_advisory_lock(hashtext($1))', [name]);
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount === 0) {
    const unfinished = `unfinished_${randomBytes(8).toString('hex')}`;
    await client.query(`create database ${unfinished}`);
    await template.prepare(urlOf(server, unfinished));
    // A pool that `prepare` closed may still be hanging up; nobody may be connected while it is renamed.
    await client.query('select pg_terminate_backend(pid, 2000) from pg_stat_activity where datname = $1', [unfinished]);
    await client.query(`alter database ${unfinished} rename to ${name}`);
  }
  // The lock goes with the connection, after the copy was made: a template that is being copied by two at once refuses the second.
  return name;
}

async function asOwner<T>(server: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function urlOf(server: string, database: string): string {
  return server.replace(/\/incamera\?/, `/${database}?`);
}

async function serverUrl(): Promise<string> {
  const path = process.env[TEST_DATABASE_SOCKET];
  if (path === undefined) throw new Error('There is a test database only under Vitest (see vitest.config.ts).');
  const answer = await text(connect(path));
  if (!answer.startsWith('postgresql://')) throw new Error(answer);
  return answer;
}
