import { expect, test } from 'vitest';
import { keyDeed, type Pressed } from './keys.ts';

/** An element that is, or lies in, one of these kinds. */
function inside(...kinds: readonly string[]): EventTarget {
  return Object.assign(new EventTarget(), {
    closest: (selector: string) => (kinds.some((kind) => selector.split(', ').some((part) => part.startsWith(kind))) ? {} : null),
  });
}
const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  target: inside(),
  ...more,
});

test('each key does its deed, in capitals too', () => {
  expect(['m', 'V', 'c', 'f', '?', ' '].map((key) => keyDeed(press(key)))).toEqual(['microphone', 'camera', 'chat', 'full-screen', 'help', 'talk']);
  expect(keyDeed(press('x'))).toBeNull();
});

test('keys do nothing while somebody types', () => {
  for (const key of ['m', 'v', 'c', 'f', '?', ' ']) expect(keyDeed(press(key, { target: inside('textarea') })), key).toBeNull();
});

test('the browser’s and the system’s own shortcuts stay theirs', () => {
  expect(keyDeed(press('c', { ctrlKey: true }))).toBeNull();
  expect(keyDeed(press('m', { metaKey: true }))).toBeNull();
  expect(keyDeed(press('v', { altKey: true }))).toBeNull();
});

test('the space bar still presses a focused button', () => {
  expect(keyDeed(press(' ', { target: inside('button') }))).toBeNull();
  expect(keyDeed(press('m', { target: inside('button') }))).toBe('microphone');
});

test('a held letter toggles once', () => {
  expect(keyDeed(press('m', { repeat: true }))).toBeNull();
});
