/** The days of a month as a calendar page shows them: weeks from Monday to Sunday (ISO 8601). */

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;
const DAY_MS = 86_400_000;

/** null: no month, or one that nobody plans for. */
export function parseMonth(text: string | null): string | null {
  const [, year = ''] = MONTH.exec(text ?? '') ?? [];
  return Number(year) >= 2020 && Number(year) <= 2100 ? text : null;
}

export function monthBefore(month: string): string {
  return new Date(Date.parse(`${month}-01T00:00Z`) - DAY_MS).toISOString().slice(0, 7);
}

export function monthNext(month: string): string {
  return new Date(Date.parse(`${month}-01T00:00Z`) + 31 * DAY_MS).toISOString().slice(0, 7);
}

export interface Week {
  /** ISO 8601 number. */
  readonly number: number;
  /** `YYYY-MM-DD` from Monday to Sunday; null: not of this month. */
  readonly days: readonly (string | null)[];
}

/** `month`: `YYYY-MM`, as `parseMonth` accepts it. */
export function weeksOf(month: string): readonly Week[] {
  const first = Date.parse(`${month}-01T00:00Z`);
  const last = Date.parse(`${monthNext(month)}-01T00:00Z`) - DAY_MS;
  const monday = first - ((new Date(first).getUTCDay() + 6) % 7) * DAY_MS;
  const weeks: Week[] = [];
  for (let start = monday; start <= last; start += 7 * DAY_MS) {
    const days = Array.from({ length: 7 }, (_, index) => start + index * DAY_MS);
    weeks.push({ number: weekNumber(start), days: days.map((day) => (day < first || day > last ? null : new Date(day).toISOString().slice(0, 10))) });
  }
  return weeks;
}

/** The week belongs to the year in which its Thursday lies. */
function weekNumber(monday: number): number {
  const thursday = monday + 3 * DAY_MS;
  const newYear = Date.UTC(new Date(thursday).getUTCFullYear(), 0, 1);
  return Math.floor((thursday - newYear) / (7 * DAY_MS)) + 1;
}
