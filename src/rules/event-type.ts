/** The kinds of appointment a practice offers: how long, for how many, in which colour, and what is kept free around them. */
import { MAX_MINUTES, MAX_TYPE, MIN_MINUTES } from './event.ts';
import { nameFault, type FieldFault } from './person.ts';

/** Never the only sign: the name stands beside it. */
export const TYPE_COLOURS = ['green', 'blue', 'violet', 'amber', 'rose', 'grey'] as const;
export type TypeColour = (typeof TYPE_COLOURS)[number];
/** Two hours: who needs longer between two appointments has another appointment. */
export const MAX_BUFFER_MINUTES = 120;
/** More is not a choice any more but a list to search. */
export const MAX_TYPES = 50;

export interface EventType {
  readonly id: string;
  readonly name: string;
  /** null: as long as the practice's appointments usually are. */
  readonly minutes: number | null;
  readonly size: 'single' | 'group';
  readonly colour: TypeColour;
  /** Kept free before and after; null: as the practice keeps it. */
  readonly before: number | null;
  readonly after: number | null;
  readonly archived: boolean;
}

/** As typed; an empty number: the practice's own. */
export interface TypeInput {
  readonly name: string;
  readonly minutes: string;
  readonly size: string;
  readonly colour: string;
  readonly before: string;
  readonly after: string;
}
export type TypeFaults = Partial<Record<'name' | 'minutes' | 'before' | 'after', FieldFault | 'not-in-limits' | 'taken' | 'too-many'>>;
export type TypeRead = { readonly ok: true; readonly type: Omit<EventType, 'id' | 'archived'> } | { readonly refused: TypeFaults };

export const TYPE_LIMITS = {
  minutes: { min: MIN_MINUTES, max: MAX_MINUTES },
  before: { min: 0, max: MAX_BUFFER_MINUTES },
  after: { min: 0, max: MAX_BUFFER_MINUTES },
} as const;

function numberIn(text: string, { min, max }: { readonly min: number; readonly max: number }): number | null | 'fault' {
  const typed = text.trim();
  if (typed === '') return null;
  const number = /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;
  return number >= min && number <= max ? number : 'fault';
}

/** All faults at once. A size or a colour that is none of the closed set is the first one: no form sends it. */
export function readType(input: TypeInput): TypeRead {
  const faults: TypeFaults = {};
  const name = input.name.trim().replace(/\s+/g, ' ');
  const fault = nameFault(input.name, MAX_TYPE);
  if (fault !== null) faults.name = fault;
  const read = (field: keyof typeof TYPE_LIMITS): number | null => {
    const number = numberIn(input[field], TYPE_LIMITS[field]);
    if (number !== 'fault') return number;
    faults[field] = 'not-in-limits';
    return null;
  };
  const type = {
    name,
    minutes: read('minutes'),
    size: input.size === 'group' ? 'group' : 'single',
    colour: TYPE_COLOURS.find((each) => each === input.colour) ?? TYPE_COLOURS[0],
    before: read('before'),
    after: read('after'),
  } as const;
  return Object.keys(faults).length > 0 ? { refused: faults } : { ok: true, type };
}

/** What a form proposes for one of them. */
export interface TypeProposal {
  readonly id: string;
  readonly minutes: number;
  readonly size: 'single' | 'group';
}
interface Filled {
  readonly type: string;
  readonly minutes: string;
  readonly size: string;
}

/**
 * Length and size follow the kind that is chosen, unless the person has changed them. `filledFor`: the kind whose proposal stood in the form.
 * What differs from that proposal was typed by hand and stays; an empty field is always filled.
 */
export function fillByType<Typed extends Filled>(typed: Typed, types: readonly TypeProposal[], filledFor: string): Typed {
  const chosen = types.find(({ id }) => id === typed.type);
  if (!chosen) return typed;
  const former = types.find(({ id }) => id === filledFor);
  const isNew = former !== undefined && former.id !== chosen.id;
  const minutes = typed.minutes.trim() === '' || (isNew && typed.minutes.trim() === String(former.minutes)) ? String(chosen.minutes) : typed.minutes;
  const size = typed.size === '' || (isNew && typed.size === former.size) ? chosen.size : typed.size;
  return { ...typed, minutes, size };
}

/** The one a new appointment begins with: of the usual length for one person, or else the first. */
export function usualType<Type extends Pick<EventType, 'minutes' | 'size'>>(types: readonly Type[]): Type | undefined {
  return types.find((each) => each.minutes === null && each.size === 'single') ?? types[0];
}
