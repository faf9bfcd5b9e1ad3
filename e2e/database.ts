/** A look into, and a push at, the database of a portal under test: for what a test cannot wait for. */
import pg from 'pg';
import type { Portal } from './portal.ts';

export async function query(portal: Pick<Portal, 'databaseUrl'>, sql: string, values: readonly unknown[] = []): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: portal.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql, [...values]);
    return rows;
  } finally {
    await client.end();
  }
}
