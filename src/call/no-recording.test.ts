import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SOURCES = join(import.meta.dirname, '..');

/** What a page would need to keep picture or sound: a recorder, a copy of a stream, raw samples that leave the page. */
const RECORDS = /MediaRecorder|captureStream|MediaStreamTrackProcessor|RTCRtpScriptTransform|createScriptProcessor|showSaveFilePicker/;

function recording(files: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(files).flatMap(([file, text]) => (RECORDS.test(text) ? [file] : []));
}

test('M7.2 there is no recording: nowhere in the code', () => {
  const files = globSync('**/*.{ts,svelte}', { cwd: SOURCES }).filter((file) => !file.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(150);
  const texts = Object.fromEntries(files.map((file) => [file, readFileSync(join(SOURCES, file), 'utf8')]));
  expect(recording(texts)).toEqual([]);
  expect(recording({ ...texts, planted: 'new MediaRecorder(stream)' })).toEqual(['planted']);
});
