import { fill, french, type Language, type Shape } from '../fill.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { labelsOf } from './labels.ts';

export type ManualWords = Shape<typeof de>;
export type TopicId = keyof ManualWords['topics'];
export interface TopicWords {
  readonly title: string;
  readonly lead: string;
  /** In their order. */
  readonly steps: readonly string[];
  readonly notes: readonly string[];
}

export const manualWords: Readonly<Record<Language, ManualWords>> = { de, en, fr: french(fr) };

/** With the words that stand on the portal's buttons. */
export function topicWords(language: Language, id: TopicId): TopicWords {
  const labels = labelsOf(language);
  const { title, lead, steps, notes }: TopicWords = manualWords[language].topics[id];
  const filled = (text: string): string => fill(text, labels);
  return { title, lead: filled(lead), steps: steps.map(filled), notes: notes.map(filled) };
}
