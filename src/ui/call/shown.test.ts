import { expect, test } from 'vitest';
import { mayFill } from './shown.ts';

test('a picture fills the stage only when little of it is hidden', () => {
  expect(mayFill({ width: 640, height: 480 }, { width: 1280, height: 800 })).toBe(true);
  expect(mayFill({ width: 1280, height: 720 }, { width: 390, height: 844 })).toBe(false);
  expect(mayFill({ width: 480, height: 640 }, { width: 390, height: 600 })).toBe(true);
  expect(mayFill({ width: 0, height: 0 }, { width: 390, height: 600 })).toBe(false);
});
