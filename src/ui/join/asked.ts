/** The question that the document asked before the page's script was there, and how it is handed over. Once: whoever takes it has it. */
import type { Key } from './fragment.ts';

export interface Early {
  readonly key: Key;
  readonly response: Promise<Response>;
}

const PLACE = Symbol.for('incamera.asked');

export function askLook(key: Key): Promise<Response> {
  return post('/j/look', key);
}

/** A hanging line must not leave somebody before a page that says nothing. */
const PATIENCE_MS = 10_000;

export function post(path: string, body: unknown): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
    cache: 'no-store',
  });
}

export function leaveAnswer(key: Key): void {
  const response = askLook(key);
  // Whoever takes it hears of it.
  response.catch(() => undefined);
  Reflect.set(globalThis, PLACE, { key, response } satisfies Early);
}

/** null: nothing was asked, or somebody has it already. */
export function takeAnswer(): Early | null {
  const left = Reflect.get(globalThis, PLACE) as Early | undefined;
  Reflect.deleteProperty(globalThis, PLACE);
  return left ?? null;
}
