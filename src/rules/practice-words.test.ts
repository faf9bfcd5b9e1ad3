import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inLanguage, paragraphs, readLink, readText } from './practice-words.ts';

test('M2.5 a link to a notice is an encrypted page of a named machine, as people write it', () => {
  expect(readLink(' https://praxis.example/datenschutz?x=1#y ')).toBe('https://praxis.example/datenschutz?x=1#y');
  expect(readLink('www.praxis.example/impressum')).toBe('https://www.praxis.example/impressum');
  expect(readLink('https://müller.example')).toBe('https://xn--mller-kva.example/');
  for (const bad of [
    '',
    'http://praxis.example',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user:word@praxis.example',
    'https://localhost/x',
    'https://127.0.0.1/',
    'https://[::1]/',
    'praxis',
    'https://praxis.example/a b',
    'https://praxis.example/\u202e',
    `https://praxis.example/${'a'.repeat(500)}`,
  ]) {
    expect([bad, readLink(bad)]).toEqual([bad, null]);
  }
});

test('M2.5 whatever is typed: what comes out of a link is null or https, and reading it again changes nothing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.domain()), (typed) => {
      const link = readLink(typed);
      if (link === null) return;
      expect(link.startsWith('https://')).toBe(true);
      expect(readLink(link)).toBe(link);
    }),
  );
});

test('M2.5 a text keeps its words and its paragraphs; blank ones are none', () => {
  expect(readText(' \r\n ')).toBeNull();
  expect(readText('a  \r\nb\r\n\r\nc\n')).toBe('a\nb\n\nc');
  expect(paragraphs('a\nb\n \n\nc')).toEqual(['a\nb', 'c']);
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '\n', '\r', '\t', '<') }), (typed) => {
      const text = readText(typed);
      expect(readText(text ?? '')).toBe(text);
      const letters = (of: string) => of.replace(/\s/g, '');
      expect(letters(paragraphs(text ?? '').join(''))).toBe(letters(typed));
    }),
  );
});

test('M3.9 a text comes in the reader’s language, else in the practice’s, else in any', () => {
  const texts = { de: 'Hallo', en: 'Hello', fr: null };
  expect(inLanguage(texts, 'en', 'de')).toEqual({ language: 'en', text: 'Hello' });
  expect(inLanguage(texts, 'fr', 'en')).toEqual({ language: 'en', text: 'Hello' });
  expect(inLanguage<'de' | 'en' | 'fr'>({ ...texts, de: null }, 'fr', 'de')).toEqual({ language: 'en', text: 'Hello' });
  expect(inLanguage<'de' | 'en' | 'fr'>({ de: null, en: null, fr: null }, 'fr', 'de')).toBeNull();
});
