/**
 * `npm run proof:forgetting`: plants one of everything that the register lets fall due into a real database, moves the clock to each end, and looks
 * for it, byte by byte, in a dump of all tables. Shows that it is still there a millisecond before. Fails when something stays, or goes too early.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { sql } from 'kysely';
import type { Length } from '../src/privacy/entry.ts';
import { ENTRY_IDS, REGISTER, entryOf, term } from '../src/privacy/register.ts';
import { ERASED_TERMS, TERMS, lengthMs, type ErasedTerm, type TermId } from '../src/privacy/terms.ts';
import { createAddressRing } from '../src/server/access/ring.ts';
import { connect, type Connection } from '../src/server/db/connection.ts';
import { startEmbedded } from '../src/server/db/embedded.ts';
import { openEraser } from '../src/server/db/erasure.ts';
import { migrate } from '../src/server/db/migrate.ts';
import { createErase } from '../src/server/jobs/erase.ts';
import { dumpOf, holds, plant } from '../src/server/jobs/testing.ts';
import { fill, plural } from '../src/words/fill.ts';
import { policyWords } from '../src/words/policy/index.ts';

/** Midnight, because a day's count falls due at one. */
const START = new Date('2026-11-24T00:00:00Z');
const words = policyWords.en;
let faults = 0;

function say(right: boolean, entry: string, what: string, when: string): void {
  if (!right) faults++;
  console.log(`${right ? '✓' : '✗'} ${entry.padEnd(22)} ${what.padEnd(34)} ${when}`);
}

function endOf({ count, unit }: Length): Date {
  if (unit !== 'months') return new Date(START.getTime() + lengthMs({ count, unit }));
  const end = new Date(START);
  end.setUTCMonth(end.getUTCMonth() + count);
  return end;
}
const lengthOf = ({ count, unit }: Length) => plural('en', words.units[unit], count);
const told = (id: TermId) => {
  const { length } = TERMS[id];
  return typeof length === 'string' ? words.terms[id] : fill(words.terms[id], { length: lengthOf(length) });
};
const MARK = 'planted to be forgotten';
const markOf = (id: ErasedTerm) => `${MARK}: ${id}`;

async function proveTables(connection: Connection): Promise<void> {
  const erase = createErase(
    openEraser(connection.db),
    () => [],
    () => undefined,
  );
  // A token's row says its end itself; the term was added when it was issued.
  const ends = ERASED_TERMS.map((id) => ({ id, end: endOf(TERMS[id].length) })).sort((a, b) => a.end.getTime() - b.end.getTime());
  for (const { id, end } of ends) await plant(connection.db, id, { mark: markOf(id), clock: TERMS[id].rows.holds === 'end' ? end : START });
  await sql`checkpoint`.execute(connection.db);
  const planted = await marksInFiles();
  for (const moment of new Set(ends.map(({ end }) => end.getTime()))) {
    const now = ends.filter(({ end }) => end.getTime() === moment);
    await erase(new Date(moment - 1));
    const before = await dumpOf(connection.db);
    await erase(new Date(moment));
    const after = await dumpOf(connection.db);
    for (const { id } of now) {
      const [there, gone] = [holds(before, markOf(id)), !holds(after, markOf(id))];
      const state = !there ? 'was gone before its time' : gone ? 'found until then, then nowhere' : 'IS STILL THERE';
      say(there && gone, entryOf(id), `${TERMS[id].rows.table}: ${lengthOf(TERMS[id].length)}`, `${state}. ${told(id)}`);
    }
  }
  const runs = await connection.db
    .selectFrom('erasure_run')
    .select(({ fn }) => fn.sum<string>('erased_total').as('erased'))
    .executeTakeFirst();
  console.log(`\n${runs?.erased ?? 0} rows erased and counted.\n`);
  await proveFiles(connection, planted);
}

/**
 * PostgreSQL leaves a deleted row's bytes in its page until the space is used again, and what was written in its log until the log has moved on.
 * Rewriting the tables and as much writing as two segments hold end both at once.
 */
async function proveFiles(connection: Connection, planted: number): Promise<void> {
  const erased = await marksInFiles();
  await sql`vacuum full`.execute(connection.db);
  await sql`create table filling (line text)`.execute(connection.db);
  await sql`insert into filling select repeat(md5(n::text), 100) from generate_series(1, 250000) n`.execute(connection.db);
  await sql`drop table filling`.execute(connection.db);
  for (let twice = 0; twice < 2; twice++) await sql`checkpoint`.execute(connection.db);
  const left = await marksInFiles();
  const counts = `planted ${planted} times, after erasure ${erased}, after VACUUM FULL and a turn of the write-ahead log ${left}`;
  say(planted > 0 && left === 0, 'database files', 'files and write-ahead log', counts);
}

async function marksInFiles(): Promise<number> {
  let found = 0;
  for (const file of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue;
    const content = await readFile(join(file.parentPath, file.name));
    for (let at = content.indexOf(MARK); at >= 0; at = content.indexOf(MARK, at + 1)) found++;
  }
  return found;
}

function proveRing(): void {
  const ring = createAddressRing(term('address-ring'));
  ring.add('203.0.113.9', '/', START);
  const there = ring.sightings(new Date(endOf(TERMS['address-ring'].length).getTime() - 1)).length === 1;
  const gone = ring.sightings(endOf(TERMS['address-ring'].length)).length === 0;
  say(
    there && gone,
    'address-ring',
    `memory: ${lengthOf(TERMS['address-ring'].length)}`,
    there && gone ? `found until then, then nowhere. ${told('address-ring')}` : 'IS STILL THERE',
  );
}

const folder = await mkdtemp(join(tmpdir(), 'incamera-forgetting-'));
const database = await startEmbedded({ dataDir: folder, log: () => undefined, durable: false });
const connection = connect(database.url, () => undefined);
try {
  await migrate(connection.db);
  await proveTables(connection);
} finally {
  await connection.close();
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
proveRing();

console.log('\nNot held in tables, and proven by other tests, or ended by the browser or by hand:');
for (const id of ENTRY_IDS) {
  const others = REGISTER[id].terms.filter((each) => !ERASED_TERMS.some((erased) => erased === each) && each !== 'address-ring');
  if (others.length > 0) console.log(`· ${id.padEnd(22)} ${others.map(told).join(' ')}`);
}
console.log(faults === 0 ? '\nEverything that fell due was forgotten.' : `\n${faults} terms were not kept.`);
process.exitCode = faults === 0 ? 0 : 1;
