import { expect, test } from 'vitest';
import { blocksOf } from '../../rules/legal-text.ts';
import { firstTexts } from '../../words/law/index.ts';
import { pdfOf, type Paper } from './text-pdf.ts';

const paper = (change: Partial<Paper> = {}): Paper => ({
  title: 'Vereinbarung – Œuvre',
  facts: ['Fassung 1 vom 24. November 2026'],
  blocks: blocksOf(firstTexts.de.agreement),
  language: 'de',
  publishedAt: new Date('2026-11-24T08:00:00Z'),
  foot: (page, pages) => `Seite ${page} von ${pages}`,
  ...change,
});

test('M2.5 a text gives the same PDF byte for byte each time, and another text another', async () => {
  const [first, again, other] = await Promise.all([pdfOf(paper()), pdfOf(paper()), pdfOf(paper({ blocks: blocksOf(firstTexts.de['terms-client']) }))]);
  expect(first.equals(again)).toBe(true);
  expect(first.equals(other)).toBe(false);
  expect(first.subarray(0, 5).toString()).toBe('%PDF-');
});

test('M2.5 the PDF is tagged, says its language and title, and brings its fonts', async () => {
  const made = (await pdfOf(paper())).toString('latin1');
  for (const part of [
    '/MarkInfo',
    '/Marked true',
    '/StructTreeRoot',
    '/Lang (de-DE)',
    '/DisplayDocTitle true',
    '/FontFile2',
    '/S /H1',
    '/S /H2',
    '/S /L\n',
    '/S /LBody',
  ]) {
    expect([part, made.includes(part)]).toEqual([part, true]);
  }
  expect(made).toContain('pdfuaid');
  // Nothing of the machine or the moment it was made on.
  expect(made).not.toContain(process.cwd());
  expect(made.match(/D:\d{4}/g)?.every((date) => date === 'D:2026')).toBe(true);
});

test('M2.5 what looks like markup of a PDF is text', async () => {
  const made = await pdfOf(paper({ title: 'A) /JS (x', blocks: [{ kind: 'paragraph', text: ') Tj /OpenAction << >> (' }] }));
  expect(made.toString('latin1')).not.toContain('/OpenAction');
});
