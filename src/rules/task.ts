/** A task: what somebody has to do until when. Its text is the practice's; only who gave it and who has it see it. */
import { isUuid } from './uuid.ts';
import { addressFault, MAX_NAME, nameFault, textFault } from './person.ts';

/** A few sentences: more belongs into a conversation. */
export const MAX_TASK = 1_000;
/** Ten years ahead is a typing error, not a plan. */
const MAX_AHEAD_DAYS = 3_660;
/** A list that long is no longer read; it also ends a flood. */
export const MAX_OPEN_TASKS = 500;
/** Local time at the practice: before its day begins, after the night is over. */
export const REMIND_AT = '08:00';

/** `client`: somebody named by their address. Otherwise `member:ID` or `invitation:ID`. */
export type TaskFor = { readonly kind: 'member'; readonly id: string } | { readonly kind: 'invitation'; readonly id: string } | { readonly kind: 'client' };

export interface TaskTyped {
  readonly text: string;
  readonly for: string;
  /** Used when it is for a client. */
  readonly email: string;
  readonly label: string;
  /** `YYYY-MM-DD` or empty: no day. */
  readonly due: string;
  readonly remind: boolean;
}
export type TaskFaults = Partial<{
  readonly text: 'missing' | 'too-long' | 'control-characters';
  readonly for: 'missing';
  readonly email: 'missing' | 'not-an-address';
  readonly label: 'missing' | 'too-long' | 'control-characters';
  readonly due: 'not-a-day' | 'in-the-past' | 'too-far-ahead' | 'needed-for-reminder';
}>;

/** null: nobody. */
export function readFor(typed: string): TaskFor | null {
  if (typed === 'client') return { kind: 'client' };
  const [kind, id = ''] = typed.split(':');
  if (!isUuid(id)) return null;
  return kind === 'member' || kind === 'invitation' ? { kind, id } : null;
}

/** @param today `YYYY-MM-DD` where the practice is. */
export function taskFaults(typed: TaskTyped, today: string): TaskFaults {
  const whom = readFor(typed.for);
  const email = whom?.kind === 'client' ? addressFault(typed.email) : null;
  const label = whom?.kind === 'client' ? nameFault(typed.label, MAX_NAME) : null;
  return { ...whatFaults(typed, today), ...(whom === null && { for: 'missing' }), ...(email && { email }), ...(label && { label }) };
}

/** Of what is to be done until when; whom it is for stays. @param was the day it was due until now: it may stay, also when it is past. */
export function whatFaults(typed: Pick<TaskTyped, 'text' | 'due' | 'remind'>, today: string, was: string | null = null): Pick<TaskFaults, 'text' | 'due'> {
  const text = textFault(typed.text, MAX_TASK);
  const due = dueFault(typed, today, was);
  return { ...(text && { text }), ...(due && { due }) };
}

function dueFault({ due, remind }: Pick<TaskTyped, 'due' | 'remind'>, today: string, was: string | null): TaskFaults['due'] | null {
  if (due === '') return remind ? 'needed-for-reminder' : null;
  if (!isDay(due)) return 'not-a-day';
  if (due < today && due !== was) return 'in-the-past';
  return daysBetween(today, due) > MAX_AHEAD_DAYS ? 'too-far-ahead' : null;
}

/** A day that the calendar has. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

export type Urgency = 'overdue' | 'today' | 'later' | 'no-day' | 'done';
export function urgencyOf(task: { readonly due: string | null; readonly doneAt: Date | null }, today: string): Urgency {
  if (task.doneAt !== null) return 'done';
  if (task.due === null) return 'no-day';
  return task.due < today ? 'overdue' : task.due === today ? 'today' : 'later';
}

/** What is open by its day, what has none after it; what is done, the latest first. */
export function inOrder<T extends { readonly due: string | null; readonly doneAt: Date | null; readonly createdAt: Date }>(tasks: readonly T[]): readonly T[] {
  return [...tasks].sort((a, b) => {
    if (a.doneAt !== null || b.doneAt !== null) return (b.doneAt?.getTime() ?? Infinity) - (a.doneAt?.getTime() ?? Infinity) || 0;
    return (a.due ?? '9999').localeCompare(b.due ?? '9999') || a.createdAt.getTime() - b.createdAt.getTime();
  });
}
