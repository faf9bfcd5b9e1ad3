/** The policy's skeleton, taken from the register: whose data, and for each entry what the law wants told (Art. 13 and 14 GDPR). It gets its words in the page. */
import type { Basis, Controller, Length, Objection, Place, Purpose, Recipient, Subject } from './entry.ts';
import { ENTRY_IDS, REGISTER, type EntryId, type RegisterEntry } from './register.ts';
import { TERMS, type TermId } from './terms.ts';
import type { Term } from './entry.ts';

export interface PolicyTerm {
  readonly id: TermId;
  /** null: it ends by itself, and the term's own words say when. */
  readonly length: Length | null;
  /** null: a practice cannot change it. */
  readonly limits: { readonly shortest: Length; readonly longest: Length } | null;
}
export interface PolicyEntry {
  readonly id: EntryId;
  readonly subjects: readonly Subject[];
  readonly controller: Controller;
  readonly bases: readonly Basis[];
  readonly purposes: readonly Purpose[];
  readonly places: readonly Place['kind'][];
  readonly terms: readonly PolicyTerm[];
  readonly recipients: readonly Recipient[];
  readonly objection: Objection | null;
}
export interface PolicySection {
  readonly subject: Subject;
  readonly entries: readonly PolicyEntry[];
}

/** In the order in which people meet the portal. */
const SUBJECTS = ['visitor', 'client', 'provider', 'operator', 'nobody'] as const satisfies readonly Subject[];

/** Each entry once, with those it concerns first. What is held only at a developer's machine is left out in production. */
export function policyOf(mode: 'development' | 'production', register: Readonly<Record<EntryId, RegisterEntry>> = REGISTER): readonly PolicySection[] {
  const ids = ENTRY_IDS.filter((id) => register[id].where.some((place) => place.kind !== 'file' || place.mode === 'both' || place.mode === mode));
  return SUBJECTS.map((subject) => ({
    subject,
    entries: ids.filter((id) => register[id].subjects[0] === subject).map((id) => policyEntry(id, register[id])),
  })).filter(({ entries }) => entries.length > 0);
}

function policyEntry(id: EntryId, entry: RegisterEntry): PolicyEntry {
  const { subjects, controller, bases, purposes, recipients } = entry;
  return {
    id,
    subjects,
    controller,
    bases,
    purposes,
    recipients,
    places: [...new Set(entry.where.map(({ kind }) => kind))],
    terms: entry.terms.map(policyTerm),
    objection: entry.objection ?? null,
  };
}

function policyTerm(id: TermId): PolicyTerm {
  const { length, limits }: Term = TERMS[id];
  return { id, length: typeof length === 'string' ? null : length, limits: limits ? { shortest: limits.shortest, longest: limits.longest } : null };
}
