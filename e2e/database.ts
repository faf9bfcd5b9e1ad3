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

/** A look at everything at once, again and again. */
export interface Look {
  /** A sum of each table's rows, but for these tables; with `ids` only of the rows in which one of them stands. What the sending of mail changes by itself is left out. */
  sums(except: readonly string[], ids?: readonly string[]): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

/** A mail's token is drawn when it is sent, and its row then tells how that went. */
const CHANGED_BY_SENDING = ['token_hash', 'attempts', 'next_attempt_at', 'accepted_at', 'failure'];
const CHANGED_IN_OUTBOX = ['state', ...CHANGED_BY_SENDING];

export async function openLook(portal: Pick<Portal, 'databaseUrl'>): Promise<Look> {
  const client = new pg.Client({ connectionString: portal.databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ tablename: string }>(`select tablename from pg_tables where schemaname = 'public'`);
  return {
    async sums(except, ids) {
      const names = rows.map(({ tablename }) => tablename).filter((name) => !except.includes(name));
      const where = ids === undefined ? '' : `where t::text ~ '${ids.join('|')}'`;
      const sums = names.map((name) => {
        const left = (name === 'outbox' ? CHANGED_IN_OUTBOX : CHANGED_BY_SENDING).map((column) => `'${column}'`).join(', ');
        const row = `(to_jsonb(t) - array[${left}])::text`;
        return `(select md5(coalesce(string_agg(${row}, '|' order by ${row}), '')) from "${name}" t ${where}) as "${name}"`;
      });
      return (await client.query<Record<string, unknown>>(`select ${sums.join(', ')}`)).rows[0] ?? {};
    },
    close: () => client.end(),
  };
}
