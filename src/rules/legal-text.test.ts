import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksOf, changedFault, MAX_TEXT, neededTexts, readVersion, textFault, tidyText } from './legal-text.ts';

test('M2.5 clients accept their terms, members those for practices, owners the agreement too, and nobody else anything', () => {
  expect(neededTexts('client', null)).toEqual(['terms-client']);
  expect(neededTexts('provider', 'assistant')).toEqual(['terms-practice']);
  expect(neededTexts('provider', 'provider')).toEqual(['terms-practice']);
  expect(neededTexts('provider', 'owner')).toEqual(['terms-practice', 'agreement']);
  expect(neededTexts('provider', null)).toEqual([]);
  expect(neededTexts('operator', null)).toEqual([]);
});

test('headings, lists and paragraphs are read, and all else is plain text', () => {
  const text = '# One\r\nFirst line\r\nsecond line  \n\n- a\n- b\n  more\n## Two\n#no heading\n\n\n\n<b>not bold</b> & [no link](x)\n-5 degrees';
  expect(blocksOf(text)).toEqual([
    { kind: 'heading', text: 'One' },
    { kind: 'paragraph', text: 'First line second line' },
    { kind: 'list', items: ['a', 'b   more'] },
    { kind: 'subheading', text: 'Two' },
    { kind: 'paragraph', text: '#no heading' },
    { kind: 'paragraph', text: '<b>not bold</b> & [no link](x) -5 degrees' },
  ]);
  expect(blocksOf('')).toEqual([]);
});

test('a text that cannot be published says why', () => {
  expect(textFault(' \r\n ')).toBe('missing');
  expect(textFault('no heading')).toBe('no-heading');
  expect(textFault('## small first')).toBe('no-heading');
  expect(textFault('# a\n\u202eb')).toBe('control-characters');
  expect(textFault(`# ${'x'.repeat(MAX_TEXT)}`)).toBe('too-long');
  expect(textFault('# a\r\n\r\n\tb')).toBeNull();
  expect(changedFault(' ')).toBe('missing');
  expect(changedFault('A word.')).toBeNull();
});

test('only the number of a version is one', () => {
  for (const text of ['', '0', '01', '-1', '1.0', '1e3', ' 1', '1234567', 'NaN']) expect(readVersion(text)).toBeNull();
  expect(readVersion('12')).toBe(12);
});

const anyText = fc
  .array(fc.oneof(fc.string(), fc.constantFrom('# ', '## ', '- ', '-', '#', '\n', '\r\n', '\n\n', ' ', '\t', '<script>')), { maxLength: 30 })
  .map((parts) => parts.join(''));

test('tidying twice is tidying once, and no character that one sees is lost between text and page', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const tidy = tidyText(text);
      expect(tidyText(tidy)).toBe(tidy);
      const shown = blocksOf(text).flatMap((block) => (block.kind === 'list' ? block.items : [block.text]));
      const seen = (of: string) => of.replace(/\s/g, '');
      const signs = (of: string) => of.replace(/^(##?|-) +/gm, '');
      expect(seen(shown.join(''))).toBe(seen(signs(tidy)));
      expect(shown.some((each) => each.includes('\n'))).toBe(false);
    }),
  );
});
