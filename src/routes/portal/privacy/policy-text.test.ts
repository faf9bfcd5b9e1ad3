import { describe, expect, test } from 'vitest';
import { policyOf } from '#lib/privacy/policy.ts';
import { ENTRY_IDS, REGISTER } from '#lib/privacy/register.ts';
import { TERMS } from '#lib/privacy/terms.ts';
import { LANGUAGES } from '#lib/words/fill.ts';
import { policyWords } from '#lib/words/policy/index.ts';
import { lengthText, sectionTexts } from './policy-text.ts';

const german = sectionTexts(policyOf('production'), policyWords.de, 'de');
const factsOf = (id: string) => {
  const entry = german.flatMap(({ entries }) => entries).find((each) => each.id === `entry-${id}`);
  if (!entry) throw new Error(`no entry ${id}`);
  return Object.fromEntries(entry.facts.map(({ label, lines }) => [label, lines]));
};

describe('M11.1 the policy is the register in words', () => {
  test('M11.1 every entry stands in it once, in each language, with all the law asks for', () => {
    for (const language of LANGUAGES) {
      const [production, development] = (['production', 'development'] as const).map((mode) =>
        sectionTexts(policyOf(mode), policyWords[language], language).flatMap((section) => section.entries),
      );
      const entries = [...(production ?? []), ...(development ?? []).filter(({ id }) => id === 'entry-outbox-folder')];
      expect(entries.map(({ id }) => id).sort()).toEqual(ENTRY_IDS.map((id) => `entry-${id}`).sort());
      for (const { id, name, what, facts } of entries) {
        expect([id, name !== '', what !== '']).toEqual([id, true, true]);
        expect([id, facts.length >= 6, facts.every(({ lines }) => lines.length > 0 && lines.every((line) => line !== ''))]).toEqual([id, true, true]);
        for (const { lines } of facts) expect([id, lines.join(' ')]).toEqual([id, expect.not.stringMatching(/[{}]|undefined/)]);
      }
    }
  });

  test('M11.1 there are words for what is in the register and for nothing else', () => {
    for (const language of LANGUAGES) {
      expect(Object.keys(policyWords[language].entries).sort()).toEqual([...ENTRY_IDS].sort());
      expect(Object.keys(policyWords[language].terms).sort()).toEqual(Object.keys(TERMS).sort());
    }
  });

  test('M11.1 every length in the text comes from the register, and no other number of time is written down', () => {
    for (const language of LANGUAGES) {
      const words = policyWords[language];
      for (const [id, text] of Object.entries(words.terms)) {
        const { length } = TERMS[id as keyof typeof TERMS];
        expect([id, text.includes('{length}')]).toEqual([id, typeof length !== 'string']);
        expect([id, text]).toEqual([id, expect.not.stringMatching(/\d/)]);
      }
    }
  });

  test('M1.2 a reader learns that the full address is forgotten after 60 minutes, and where it is until then', () => {
    expect(factsOf('address-ring')['Wie lange']).toEqual(['60 Minuten nach der Anfrage ist die volle Adresse vergessen.']);
    expect(factsOf('address-ring')['Wo']).toEqual(['Arbeitsspeicher des Servers']);
  });

  test('M11.1 a practice’s choice is told with its limits', () => {
    expect(factsOf('event')['Wie lange']).toEqual([
      '30 Tage nach dem geplanten Ende. Die Praxis kann eine andere Frist wählen: mindestens 1 Stunde, höchstens 90 Tage.',
      'Im Arbeitsspeicher nur, bis es in der Datenbank steht.',
    ]);
    expect(lengthText(TERMS.audit.length, policyWords.fr, 'fr')).toBe('12 mois');
  });

  test('M11.1 every objection has its effect told', () => {
    for (const id of ENTRY_IDS.filter((each) => REGISTER[each].bases.includes('6-1-f'))) expect(factsOf(id)['Widerspruch']).toHaveLength(1);
  });

  test('M11.1 what lies only at a developer’s machine is not told to visitors', () => {
    const ids = german.flatMap(({ entries }) => entries.map(({ id }) => id));
    expect(ids).not.toContain('entry-outbox-folder');
    expect(ids).toContain('entry-set-up-link');
  });

  test('M11.1 the rights of Articles 15 to 22 are all told', () => {
    for (const language of LANGUAGES) {
      expect(policyWords[language].rights.list.map(({ article }) => article)).toEqual([15, 16, 17, 18, 19, 20, 21, 22].map((number) => `Art. ${number}`));
    }
  });
});
