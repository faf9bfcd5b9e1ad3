/** Working hours as people write them in one line, `09:00–12:30, 14:00–18:00`, and the days on which they differ. */
import { DAY_MINUTES, type Span } from './hours.ts';

export const MAX_SPANS = 6;
/** Holidays, leave, courses: more are hardly planned ahead by one person. */
export const MAX_EXCEPTIONS = 100;
const MAX_EXCEPTION_DAYS = 366;

export type SpansFault = 'not-hours' | 'backwards' | 'overlapping' | 'too-many';
export type SpansRead = { readonly ok: true; readonly spans: readonly Span[] } | { readonly refused: SpansFault };

const TIME = String.raw`(\d{1,2})(?:[:.h](\d{2})?)?`;
const SPAN = new RegExp(String.raw`^${TIME}\s*(?:[-–—]|bis|to|à)\s*${TIME}$`, 'i');

/** Empty: no hours. Also understands `9-12 und 13-17.30` and `9h–12h`. The spans come in order; those that meet stay apart. */
export function readSpans(text: string): SpansRead {
  const parts = text
    .replace(/\b(Uhr|o’clock|h)\b/gi, '')
    .split(/[,;]|\s(?:und|and|et)\s/i)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length > MAX_SPANS) return { refused: 'too-many' };
  const spans: Span[] = [];
  for (const part of parts) {
    const match = SPAN.exec(part);
    const [from, to] = match ? [minuteOf(match[1], match[2]), minuteOf(match[3], match[4])] : [null, null];
    if (from === null || to === null) return { refused: 'not-hours' };
    if (from >= to) return { refused: 'backwards' };
    spans.push({ from, to });
  }
  spans.sort((a, b) => a.from - b.from);
  return spans.some((span, index) => span.from < (spans[index - 1]?.to ?? 0)) ? { refused: 'overlapping' } : { ok: true, spans };
}

function minuteOf(hour: string | undefined, minute = '0'): number | null {
  const [hours, minutes] = [Number(hour), Number(minute)];
  const of = hours * 60 + minutes;
  return minutes < 60 && of <= DAY_MINUTES ? of : null;
}

/** What `readSpans` reads back. */
export function spansText(spans: readonly Span[]): string {
  const clock = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  return spans.map(({ from, to }) => `${clock(from)}–${clock(to)}`).join(', ');
}

export interface ExceptionInput {
  /** `YYYY-MM-DD` */
  readonly firstDay: string;
  /** Empty: the first alone. */
  readonly lastDay: string;
  readonly hours: string;
}
export type DayFault = 'missing' | 'not-a-day' | 'past' | 'backwards' | 'too-long' | 'too-many';
export interface ExceptionFaults {
  readonly firstDay?: DayFault;
  readonly lastDay?: DayFault;
  readonly hours?: SpansFault;
}
export type ExceptionRead =
  | { readonly ok: true; readonly exception: { readonly firstDay: string; readonly lastDay: string; readonly spans: readonly Span[] } }
  | { readonly refused: ExceptionFaults };

/** All faults at once. `today`, `YYYY-MM-DD`: what is over by then changes nothing any more. */
export function readException(input: ExceptionInput, today: string): ExceptionRead {
  const firstDay = input.firstDay.trim();
  const lastDay = input.lastDay.trim() === '' ? firstDay : input.lastDay.trim();
  const spans = readSpans(input.hours);
  const first = firstDay === '' ? 'missing' : isDay(firstDay) ? null : 'not-a-day';
  const last = first === null ? lastDayFault(firstDay, lastDay, today) : null;
  if (first === null && last === null && 'ok' in spans) return { ok: true, exception: { firstDay, lastDay, spans: spans.spans } };
  const isAlone = input.lastDay.trim() === '';
  return {
    refused: {
      ...(first !== null && { firstDay: first }),
      ...(last !== null && (isAlone ? { firstDay: last } : { lastDay: last })),
      ...('refused' in spans && { hours: spans.refused }),
    },
  };
}

function lastDayFault(firstDay: string, lastDay: string, today: string): DayFault | null {
  if (!isDay(lastDay)) return 'not-a-day';
  if (lastDay < firstDay) return 'backwards';
  if (lastDay < today) return 'past';
  return Date.parse(lastDay) - Date.parse(firstDay) > MAX_EXCEPTION_DAYS * 86_400_000 ? 'too-long' : null;
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().slice(0, 10) === text;
}
