/** What stands in the form of an event, as typed; and what may be wrong with it. */
import { parseAddress, nameFault, type FieldFault } from '../../rules/person.ts';
import { checkPlan, type EventPlan, type PlanFaults } from '../../rules/event.ts';

export interface PersonTyped {
  readonly email: string;
  readonly label: string;
  readonly language: string;
}
export interface PlanTyped {
  /** The id of a kind of the practice; empty: in words of its own. */
  readonly type: string;
  readonly typeWords: string;
  readonly title: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** `HH:mm` */
  readonly time: string;
  readonly zone: string;
  readonly minutes: string;
  readonly size: string;
  readonly people: readonly PersonTyped[];
}
export type PersonFaults = Partial<Record<'email' | 'label', FieldFault | 'twice' | 'too-many'>>;
export interface TypedFaults {
  readonly plan: PlanFaults;
  /** By row. */
  readonly people: readonly PersonFaults[];
}

export const MAX_LABEL = 120;

export function planOf(typed: PlanTyped): EventPlan {
  // Browsers leave the seconds away or not.
  const time = typed.time.slice(0, 5);
  const minutes = /^\d{1,4}$/.test(typed.minutes.trim()) ? Number(typed.minutes) : Number.NaN;
  return {
    type: typed.type === '' ? typed.typeWords : typed.type,
    title: typed.title,
    localStart: typed.date === '' && time === '' ? '' : `${typed.date}T${time}`,
    zone: typed.zone,
    minutes,
    size: typed.size === 'group' ? 'group' : 'single',
  };
}

/** A row in which nothing was typed is no person. */
export function isEmptyRow(person: PersonTyped): boolean {
  return person.email.trim() === '' && person.label.trim() === '';
}

/** All at once, before anything is stored. `now` decides what lies in the past. */
export function faultsOf(typed: PlanTyped, maxPeople: number, now: Date): TypedFaults {
  const planned = checkPlan(planOf(typed), now);
  const seen = new Set<string>();
  const people = typed.people.map((person): PersonFaults => {
    if (isEmptyRow(person)) return {};
    const email = parseAddress(person.email);
    const label = person.label.trim() === '' ? null : nameFault(person.label.trim(), MAX_LABEL);
    const faults: PersonFaults = label === null ? {} : { label };
    if (person.email.trim() === '') return { ...faults, email: 'missing' };
    if (email === null) return { ...faults, email: 'not-an-address' };
    const key = email.toLowerCase();
    if (seen.has(key)) return { ...faults, email: 'twice' };
    seen.add(key);
    return seen.size > maxPeople ? { ...faults, email: 'too-many' } : faults;
  });
  return { plan: 'refused' in planned ? planned.refused : {}, people };
}

export function hasFaults(faults: TypedFaults): boolean {
  return Object.keys(faults.plan).length > 0 || faults.people.some((each) => Object.keys(each).length > 0);
}
