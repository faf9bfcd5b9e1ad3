import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog, LOG_EVENTS, type LogEvent } from './log.ts';

const NOON = () => new Date('2026-11-24T12:00:00Z');

function said(readable: boolean, ...args: Parameters<ReturnType<typeof createLog>>): string {
  let text = '';
  createLog((line) => (text += line), NOON, readable)(...args);
  return text;
}

test('a line is one JSON object of the closed schema', () => {
  expect(said(false, 'database-started', { ms: 51.7 })).toBe('{"level":"info","at":"2026-11-24T12:00:00.000Z","event":"database-started","ms":52}\n');
  expect(said(false, 'mail-postponed', { code: 'ECONNREFUSED', role: 'jobs', count: 2 })).toBe(
    '{"level":"warn","at":"2026-11-24T12:00:00.000Z","event":"mail-postponed","code":"ECONNREFUSED","role":"jobs","count":2}\n',
  );
});

test('M1.2 a code that is an address, a name or a token is not written, whoever passes it', () => {
  for (const code of ['203.0.113.9', '2001:db8::1', 'erika@example.org', 'Erika Muster', 'x'.repeat(43), 'Key (email)=(a@b) already exists.', '']) {
    expect(said(false, 'job-failed', { code })).toContain('"code":"other"');
  }
  expect(said(false, 'job-failed', { code: '23505' })).toContain('"code":"23505"');
});

test('whatever is passed, a line holds no line break of its own and no field beyond the schema', () => {
  const events = Object.keys(LOG_EVENTS) as LogEvent[];
  fc.assert(
    fc.property(fc.constantFrom(...events), fc.string(), fc.integer(), (event, code, count) => {
      const line = said(false, event, { code, count });
      expect(line.indexOf('\n')).toBe(line.length - 1);
      const record: unknown = JSON.parse(line);
      expect(Object.keys(record as object).every((key) => ['level', 'at', 'event', 'code', 'role', 'ms', 'count'].includes(key))).toBe(true);
    }),
  );
});

test('for people at a terminal it is a sentence', () => {
  expect(said(true, 'mail-postponed', { code: 'ECONNREFUSED', count: 2 })).toBe('12:00:00 ! mail postponed (ECONNREFUSED) 2\n');
});
