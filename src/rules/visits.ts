/**
 * M1.3: how often the portal was visited, in figures that name nobody. Days and hours are those of UTC, like the terms of the register and the daily
 * counts. What is so rare that it could be one person is never shown as a number.
 */
import { TERMS } from '../privacy/terms.ts';

/** What one can look back on: by the day as far as the access records reach, by the month as far as the daily counts do. */
export const RANGES = ['week', 'month', 'records', 'counts'] as const;
export type Range = (typeof RANGES)[number];
export const RANGE_DAYS = { week: 7, month: 30, records: TERMS['access-record'].length.count } as const satisfies Record<Exclude<Range, 'counts'>, number>;
export const RANGE_MONTHS = TERMS['daily-count'].length.count;

/** Fewer than this are not told apart from none and from each other: the usual least number of official statistics is three to five. */
export const FEWEST = 5;
const DAY_MS = 86_400_000;

/** What is asked for beside pages, by the route's pattern: files, what pages ask for by themselves, addresses without a page, and what was turned away. */
export const BESIDE = {
  '/_app/[file]': 'files',
  '/favicon.svg': 'files',
  '/robots.txt': 'files',
  '/portal/photo/[account]': 'files',
  '/portal/feed/[secret].ics': 'files',
  '/portal/practice/export/file': 'files',
  '/portal/operator/visits/csv': 'files',
  '/portal/terms/[kind]/[version]/[file]': 'files',
  '/dev/outbox/[mail]/html': 'files',
  '/dev/outbox/[mail]/calendar': 'files',
  '/signal': 'calls',
  '/j/look': 'calls',
  '/j/enter': 'calls',
  '/j/ticket': 'calls',
  '/j/reply': 'calls',
  '/j/notice': 'calls',
  '/language': 'calls',
  '/portal/waiting': 'calls',
  '/portal/waiting/extend': 'calls',
  '/portal/ticket': 'calls',
  '/portal/login/passkey': 'calls',
  '/portal/account/second-factor/passkey': 'calls',
  '[unknown]': 'unknown',
  '[blocked]': 'blocked',
} as const satisfies Readonly<Record<string, 'files' | 'calls' | 'unknown' | 'blocked'>>;
export type Beside = (typeof BESIDE)[keyof typeof BESIDE];
export const NOT_PAGES = Object.keys(BESIDE) as readonly (keyof typeof BESIDE)[];

export interface Count {
  readonly name: string;
  readonly visits: number;
}
/** As it is kept, added up over all addresses before it leaves the database. */
export interface VisitCounts {
  /** Named `YYYY-MM-DDTHH`, as far as there are access records. */
  readonly hours: readonly Count[];
  /** Named `YYYY-MM-DD`, what was folded of older ones. */
  readonly days: readonly Count[];
  /** Of all routes, those of NOT_PAGES too. */
  readonly routes: readonly Count[];
  /** Family and major version, of pages alone. */
  readonly browsers: readonly Count[];
}

/** `visits` null: fewer than FEWEST, or hidden so that such a one cannot be reckoned from the sum. */
export interface Shown {
  readonly name: string;
  readonly visits: number | null;
}
export interface Pooled {
  /** The most frequent first. */
  readonly shown: readonly Count[];
  /** All that is too rare to be named, together. null: even together it is too rare. */
  readonly rest: number | null;
}
export interface VisitFigures {
  /** null: fewer than FEWEST, but some. */
  readonly total: number | null;
  /** Days `YYYY-MM-DD`, or months `YYYY-MM`; each one of the range. */
  readonly dates: readonly Shown[];
  /** `00` to `23`. */
  readonly hours: readonly Shown[];
  readonly pages: Pooled;
  readonly families: Pooled;
  /** Not among the visits. */
  readonly beside: Pooled;
}

/** null: not one of them. */
export function readRange(text: string): Range | null {
  return RANGES.find((range) => range === text) ?? null;
}

/** The midnight with which the range begins: today is its last day, this month its last month. */
export function rangeStart(range: Range, now: Date): Date {
  if (range === 'counts') return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - RANGE_MONTHS + 1, 1));
  return new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - (RANGE_DAYS[range] - 1) * DAY_MS);
}

export function visitFigures(counts: VisitCounts, range: Range, now: Date): VisitFigures {
  const pages = counts.routes.filter(({ name }) => besideOf(name) === null);
  const others = counts.routes.flatMap(({ name, visits }) => {
    const beside = besideOf(name);
    return beside === null ? [] : [{ name: beside, visits }];
  });
  const dates = [...counts.hours, ...counts.days].map(({ name, visits }) => ({ name: name.slice(0, range === 'counts' ? 7 : 10), visits }));
  const total = sum(pages);
  return {
    total: total > 0 && total < FEWEST ? null : total,
    dates: withheld(onto(datesOf(range, now), dates)),
    hours: withheld(
      onto(
        Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0')),
        counts.hours.map(({ name, visits }) => ({ name: name.slice(11, 13), visits })),
      ),
    ),
    pages: pooled(added(pages)),
    families: pooled(added(counts.browsers.map(({ name, visits }) => ({ name: name.replace(/ \d+$/, ''), visits })))),
    beside: pooled(added(others)),
  };
}

/** Of a row in which every name stands: a number is none, or at least FEWEST; what is hidden adds up to at least FEWEST, as long as there is that much. */
export function withheld(counts: readonly Count[]): readonly Shown[] {
  const hidden = new Set(counts.filter(({ visits }) => visits > 0 && visits < FEWEST));
  const others = counts.filter((count) => count.visits > 0 && !hidden.has(count)).sort((a, b) => a.visits - b.visits);
  for (const other of others) if (tooFew(sum([...hidden]))) hidden.add(other);
  return counts.map((count) => ({ name: count.name, visits: hidden.has(count) ? null : count.visits }));
}

/** Of names that are themselves told by what happened: the rare ones lose theirs, and the least frequent of the others with them until they are FEWEST. */
export function pooled(counts: readonly Count[]): Pooled {
  const sorted = counts.filter(({ visits }) => visits > 0).sort((a, b) => b.visits - a.visits || (a.name < b.name ? -1 : 1));
  let kept = sorted.filter(({ visits }) => visits >= FEWEST);
  let rest = sum(sorted) - sum(kept);
  while (tooFew(rest) && kept.length > 0) {
    rest += kept.at(-1)?.visits ?? 0;
    kept = kept.slice(0, -1);
  }
  return { shown: kept, rest: tooFew(rest) ? null : rest };
}

function tooFew(visits: number): boolean {
  return visits > 0 && visits < FEWEST;
}

function besideOf(route: string): Beside | null {
  return Object.entries(BESIDE).find(([name]) => name === route)?.[1] ?? null;
}

function datesOf(range: Range, now: Date): readonly string[] {
  const start = rangeStart(range, now);
  if (range !== 'counts') return Array.from({ length: RANGE_DAYS[range] }, (_, at) => new Date(start.getTime() + at * DAY_MS).toISOString().slice(0, 10));
  return Array.from({ length: RANGE_MONTHS }, (_, at) => new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + at, 1)).toISOString().slice(0, 7));
}

/** One count a name. */
function added(counts: readonly Count[]): readonly Count[] {
  const sums = new Map<string, number>();
  for (const { name, visits } of counts) sums.set(name, (sums.get(name) ?? 0) + visits);
  return [...sums].map(([name, visits]) => ({ name, visits }));
}

/** One count for each of the names, in their order; others are left out. */
function onto(names: readonly string[], counts: readonly Count[]): readonly Count[] {
  const sums = new Map(added(counts).map(({ name, visits }) => [name, visits]));
  return names.map((name) => ({ name, visits: sums.get(name) ?? 0 }));
}

function sum(counts: readonly Count[]): number {
  return counts.reduce((all, { visits }) => all + visits, 0);
}
