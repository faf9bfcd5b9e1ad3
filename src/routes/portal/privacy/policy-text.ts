/** Puts the register's policy into words. Plain data, so that the page gets only its reader's language. */
import type { Length } from '#lib/privacy/entry.ts';
import type { PolicyEntry, PolicySection, PolicyTerm } from '#lib/privacy/policy.ts';
import { fill, plural, type Language } from '#lib/words/fill.ts';
import type { PolicyWords } from '#lib/words/policy/index.ts';

export interface Fact {
  readonly label: string;
  readonly lines: readonly string[];
}
export interface EntryText {
  readonly id: string;
  readonly name: string;
  readonly what: string;
  readonly facts: readonly Fact[];
}
export interface SectionText {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly entries: readonly EntryText[];
}

export function sectionTexts(sections: readonly PolicySection[], words: PolicyWords, language: Language): readonly SectionText[] {
  return sections.map(({ subject, entries }) => ({
    id: subject,
    ...words.subjects[subject],
    entries: entries.map((entry) => entryText(entry, words, language)),
  }));
}

function entryText(entry: PolicyEntry, words: PolicyWords, language: Language): EntryText {
  const { labels } = words;
  const sentence = (parts: readonly string[]) => capital(parts.join(words.joint));
  const facts: Fact[] = [
    { label: labels.why, lines: [sentence(entry.purposes.map((purpose) => words.purposes[purpose]))] },
    { label: labels.basis, lines: entry.bases.map((basis) => sentence([words.bases[basis]])) },
    { label: labels.term, lines: entry.terms.map((term) => termText(term, words, language)) },
    {
      label: labels.who,
      lines: [sentence(entry.recipients.length === 0 ? [words.nobodyElse] : entry.recipients.map((recipient) => words.recipients[recipient]))],
    },
    { label: labels.where, lines: [sentence([...new Set(entry.places.map((place) => words.places[place]))])] },
    { label: labels.controller, lines: [sentence([words.controllers[entry.controller]])] },
  ];
  // Whom the section is about need not be said again.
  if (entry.subjects.length > 1) facts.push({ label: labels.subjects, lines: [sentence(entry.subjects.map((subject) => words.people[subject]))] });
  if (entry.objection) facts.push({ label: labels.objection, lines: [words.objections[entry.objection]] });
  return { id: `entry-${entry.id}`, ...words.entries[entry.id], facts };
}

export function termText({ id, length, limits }: PolicyTerm, words: PolicyWords, language: Language): string {
  const text = words.terms[id];
  const own = capital(length === null ? text : fill(text, { length: lengthText(length, words, language) }));
  if (limits === null) return own;
  return `${own} ${fill(words.limits, { shortest: lengthText(limits.shortest, words, language), longest: lengthText(limits.longest, words, language) })}`;
}

export function lengthText({ count, unit }: Length, words: PolicyWords, language: Language): string {
  return plural(language, words.units[unit], count);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
