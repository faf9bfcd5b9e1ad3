import { expect, test } from 'vitest';
import { PICTURES, TOPICS } from '../../rules/manual.ts';
import { LANGUAGES } from '../fill.ts';
import { manualWords, topicWords } from './index.ts';
import { labelsOf } from './labels.ts';

test('M3.4 every topic is a page in each language, with as many steps everywhere and a picture for each', () => {
  for (const language of LANGUAGES) {
    expect(Object.keys(manualWords[language].topics).sort()).toEqual([...TOPICS].sort());
    for (const topic of TOPICS) {
      const { steps, notes } = topicWords(language, topic);
      expect([language, topic, steps.length]).toEqual([language, topic, PICTURES[topic].length]);
      expect([language, topic, notes.length]).toEqual([language, topic, topicWords('de', topic).notes.length]);
    }
  }
});

test('M3.4 the manual calls every button by what stands on it: no label is missing or left over, and each language names the same', () => {
  const named = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const used = new Set<string | undefined>();
  for (const topic of TOPICS) {
    const inLanguage = LANGUAGES.map((language) => named(JSON.stringify(manualWords[language].topics[topic])).sort());
    for (const each of inLanguage) expect([topic, each]).toEqual([topic, inLanguage[0]]);
    for (const name of inLanguage[0] ?? []) used.add(name);
    for (const language of LANGUAGES) expect(JSON.stringify(topicWords(language, topic))).not.toMatch(/[{]\w+[}]/);
  }
  expect([...used].sort()).toEqual(Object.keys(labelsOf('de')).sort());
});
