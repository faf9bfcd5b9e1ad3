import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

/** Ten connections serve a region's practices; PostgreSQL's default limit is a hundred for all roles together. */
const CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 5_000;
/** Making one takes longer than all that a click asks of it; a practice's clicks are minutes apart. */
const IDLE_TIMEOUT_MS = 30 * 60_000;

export interface Connection {
  readonly db: Kysely<Database>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** `onIdleError` hears of connections that broke while nobody used them (a restart of PostgreSQL); the pool makes new ones. */
export function connect(url: string, onIdleError: () => void): Connection {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    application_name: 'incamera',
  });
  pool.on('error', onIdleError);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, close: () => db.destroy() };
}
