/** B1: whatever a server process could collect in memory is compared with the register, by name and in both directions. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { MEMORY_PLACES, type Holding } from '../privacy/memory.ts';

/** Collections that live as long as the process or a socket, by the place of the register that they are. */
const PLACES: Readonly<Record<string, Holding['place']>> = {
  'access/ring.ts ring': 'address-ring',
  'access/limits.ts counters': 'rate-limit',
  'access/blocks.ts lines': 'blocked-lines',
  'access/blocks.ts networks': 'blocked-networks',
  'access/record.ts gathered': 'access-records',
  'access/record.ts underWay': 'access-records',
  'signal/endings.ts unsaved': 'endings',
  'signal/look-ups.ts running': 'relayed-messages',
  'signal/hub.ts halls': 'rooms',
  'signal/hub.ts watchers': 'people',
  'signal/hub.ts sessions': 'people',
  'signal/hub.ts nonces': 'used-tickets',
  'signal/hub.ts sessionsEnded': 'sessions-ended',
};
/** When each visitor got credentials, and whose page they are; members of theirs and no collections of their own. */
const WITHIN_OTHERS: readonly Holding['place'][] = ['turn-credentials', 'open-pages'];
/** Collections that are about nobody, or keep nothing. */
const ABOUT_NOBODY: Readonly<Record<string, string>> = {
  'access/limits.ts refusals': 'how often each rule said no, by the minute',
  'access/guard.ts others': 'how often each rule said no in other processes',
  'bus/memory.ts receivers': 'parts of this process',
  'bus/redis.ts receivers': 'parts of this process',
  'db/erasure.ts FENCED': 'names of tables',
  'keys/keyring.ts derived': 'keys',
  'keys/keyring.ts masters': 'keys',
  'keys/passwords.ts waiting': 'what is called when a place is free',
  'routes/+layout.server.ts BARE': 'names of routes',
  'signal/room.ts NONE': 'always empty',
  'start.ts stops': 'parts of this process',
  'use/held-memory.ts parts': 'parts of this process',
  'use/held-memory.ts others': 'counts and ages of the register’s places',
};
/** Inside one call of a function, and gone with its end. */
const PASSING: readonly string[] = [
  'access/guard.ts lines',
  'access/guard.ts names',
  'access/guard.ts sums',
  'access/limits.ts sums',
  'use/cancel-ahead.ts cancelled',
  'use/give-up-events.ts told',
  'use/operate.ts heard',
  'use/operate.ts events',
  'use/tasks.ts names',
  'use/text-pdf.ts parts',
  'routes/portal/practice/trail/+page.server.ts names',
  'use/export-practice.ts mine',
  'config.ts faults',
  'db/embedded-launch.ts candidates',
  'db/migrate.ts names',
  'jobs/erase.ts late',
  'mail/render.ts parts',
  'routes/portal/events/plan-input.server.ts seen',
  'signal/hub.ts here',
  'signal/room.ts sends',
  'start.ts lines',
];

const COLLECTION = /\b(?:const|let|readonly|static) (\w+)(?:: [^\n]*?)? = (?:new (?:Map|Set|WeakMap|WeakSet)\b|\[\]|Object\.create\(null\))/g;
const SRC = join(import.meta.dirname, '..');

function collections(): readonly string[] {
  const files = globSync(['server/**/*.ts', 'routes/**/*.server.ts', 'routes/**/+server.ts', 'hooks.server.ts'], { cwd: SRC });
  const read = files.filter((path) => !/\.test\.ts$|testing/.test(path));
  expect(read.length).toBeGreaterThan(80);
  return read.flatMap((file) => [...readFileSync(join(SRC, file), 'utf8').matchAll(COLLECTION)].map(([, name]) => `${file.replace(/^server\//, '')} ${name}`));
}

test('B1 M6.2 M7.10 every collection in a server’s memory is a place of the register or about nobody, and every place of the register is there', () => {
  const found = new Set(collections());
  const known = new Set([...Object.keys(PLACES), ...Object.keys(ABOUT_NOBODY), ...PASSING]);
  expect([...found].filter((each) => !known.has(each)).sort()).toEqual([]);
  expect([...known].filter((each) => !found.has(each)).sort()).toEqual([]);
  expect([...new Set([...Object.values(PLACES), ...WITHIN_OTHERS])].sort()).toEqual([...MEMORY_PLACES].sort());
});

test('B1 the search finds what is planted', () => {
  const planted =
    'const diary = new Map<string, string>();\n  let lines: string[] = [];\nconst seen: Set<string> = new Set();\nconst told: (() => void)[] = [];';
  expect([...planted.matchAll(COLLECTION)].map(([, name]) => name)).toEqual(['diary', 'lines', 'seen', 'told']);
});
