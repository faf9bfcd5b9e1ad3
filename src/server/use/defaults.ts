/** What holds for the practice's appointments unless something else is said. */
import { TERMS, lengthMs } from '../../privacy/terms.ts';
import { MAX_BUFFER_MINUTES } from '../../rules/event-type.ts';
import { MAX_MINUTES, MIN_MINUTES } from '../../rules/event.ts';
import type { ReminderSettings } from '../../rules/reminder.ts';
import { audit, memberMay } from './actor.ts';
import type { PracticeDefaults } from './ports-practice.ts';
import type { Ports } from './ports.ts';
import type { SessionView } from './session.ts';

const HOUR_MS = 3_600_000;
/** A week: whoever wants to be let in earlier than that wants it always, and leaves the field empty. */
const MAX_LEAD_MINUTES = 7 * 24 * 60;
const { limits } = TERMS.event;

export const DEFAULT_LIMITS = {
  minutes: { min: MIN_MINUTES, max: MAX_MINUTES },
  lead: { min: 0, max: MAX_LEAD_MINUTES },
  before: { min: 0, max: MAX_BUFFER_MINUTES },
  after: { min: 0, max: MAX_BUFFER_MINUTES },
  termHours: { min: lengthMs(limits.shortest) / HOUR_MS, max: lengthMs(limits.longest) / HOUR_MS },
} as const;
type NumberName = keyof typeof DEFAULT_LIMITS;

/** As typed; empty: none of one's own. */
export interface DefaultsInput extends Readonly<Record<NumberName, string>> {
  readonly colleaguesSeeClients: boolean;
  readonly reminders: ReminderSettings;
}
export type DefaultsFaults = Partial<Record<NumberName, 'not-in-limits'>>;
export type DefaultsChanged = { readonly ok: true } | { readonly refused: 'forbidden' } | { readonly refused: 'invalid'; readonly fields: DefaultsFaults };

export async function practiceDefaults(ports: Pick<Ports, 'store'>, session: SessionView | null): Promise<PracticeDefaults | null> {
  const member = memberMay(session, 'practice.defaults');
  return member && ports.store.work.defaults(member.practice);
}

function read(name: NumberName, text: string): number | null | 'fault' {
  const typed = text.trim();
  if (typed === '') return null;
  const { min, max } = DEFAULT_LIMITS[name];
  const number = /^\d{1,6}$/.test(typed) ? Number(typed) : Number.NaN;
  return number >= min && number <= max ? number : 'fault';
}

/** Terms and lead times hold for appointments that are planned already, too. */
export async function changeDefaults(ports: Ports, session: SessionView | null, input: DefaultsInput): Promise<DefaultsChanged> {
  const member = memberMay(session, 'practice.defaults');
  if (!member) return { refused: 'forbidden' };
  const [minutes, lead, termHours] = [read('minutes', input.minutes), read('lead', input.lead), read('termHours', input.termHours)];
  const [before, after] = [read('before', input.before), read('after', input.after)];
  if (minutes === 'fault' || lead === 'fault' || termHours === 'fault' || before === 'fault' || after === 'fault') {
    const fields = Object.entries({ minutes, lead, termHours, before, after }).filter(([, value]) => value === 'fault');
    return { refused: 'invalid', fields: Object.fromEntries(fields.map(([name]) => [name, 'not-in-limits'])) };
  }
  await ports.store.atomically(async (store) => {
    await store.work.setDefaults(member.practice, {
      minutes,
      joiningLeadMinutes: lead,
      eventTermHours: termHours,
      colleaguesSeeClients: input.colleaguesSeeClients,
      beforeMinutes: before ?? 0,
      afterMinutes: after ?? 0,
      reminders: input.reminders,
    });
    await audit(ports, store, member, 'practice.defaults', 'practice', member.practice);
  });
  return { ok: true };
}
