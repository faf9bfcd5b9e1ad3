/** When a contract ends after notice was given: at the end of one of its months, and not before the notice period is over. */

export const DEFAULT_NOTICE_WEEKS = 4;
export const LONGEST_NOTICE_WEEKS = 26;
const DAY_MS = 86_400_000;

/** What an operator typed; anything else than whole weeks within the limits is the default. */
export function noticeWeeksOf(setting: string | undefined): number {
  if (setting === undefined || !/^\d{1,2}$/.test(setting.trim())) return DEFAULT_NOTICE_WEEKS;
  return Math.min(LONGEST_NOTICE_WEEKS, Number(setting));
}

/** `day` of that month, or its last day where it has no such day; at the time of `from`, in UTC. */
function monthsLater(from: Date, months: number): Date {
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate();
  const later = new Date(from);
  later.setUTCDate(1);
  later.setUTCMonth(from.getUTCMonth() + months, Math.min(from.getUTCDate(), lastDay));
  return later;
}

/** The contract's months count from `began`; each ends where the next begins. Notice before it began counts from its beginning. */
export function endAfterNotice(began: Date, received: Date, weeks: number): Date {
  const earliest = Math.max(received.getTime() + weeks * 7 * DAY_MS, began.getTime());
  const passed = (new Date(earliest).getUTCFullYear() - began.getUTCFullYear()) * 12 + new Date(earliest).getUTCMonth() - began.getUTCMonth();
  for (let month = Math.max(1, passed); ; month++) {
    const end = monthsLater(began, month);
    if (end.getTime() >= earliest) return end;
  }
}
