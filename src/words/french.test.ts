/** Every French word of the interface, as it is handed out. */
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { french } from './fill.ts';

const BREAKABLE = / [:;?!»]|« /;

function texts(words: unknown): readonly string[] {
  if (typeof words === 'string') return [words];
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(texts) : [];
}

test('no line breaks before French punctuation, in no word of pages and mails', async () => {
  const files = globSync('*/*.ts', { cwd: import.meta.dirname }).filter((file) => !file.endsWith('.test.ts'));
  const modules = (await Promise.all(files.map((file) => import(join(import.meta.dirname, file)) as Promise<object>))).flatMap((module): unknown[] =>
    Object.values(module),
  );
  const handedOut = modules.flatMap((words) => (typeof words === 'object' && words !== null && 'fr' in words && 'de' in words ? texts(words.fr) : []));
  expect(handedOut.length).toBeGreaterThan(500);
  expect(handedOut.filter((text) => BREAKABLE.test(text))).toEqual([]);
  expect(handedOut.filter((text) => /\u00a0[:;?!»]/.test(text)).length).toBeGreaterThan(100);
});

test('ordinary spaces become fast ones wherever a text lies, and nothing else changes', () => {
  const words = { a: 'Prêt ? « Oui » : « non » ; oui !', list: ['Ah !', { one: '1 : 2' }], mark: '{time} h 00?', count: 3 };
  expect(french(words)).toEqual({
    a: 'Prêt\u00a0? «\u00a0Oui\u00a0»\u00a0: «\u00a0non\u00a0»\u00a0; oui\u00a0!',
    list: ['Ah\u00a0!', { one: '1\u00a0: 2' }],
    mark: '{time} h 00?',
    count: 3,
  });
});
