import { expect, test } from 'vitest';
import { tokenIn } from './token-in.ts';

const TOKEN = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123_-9';

test('M2.6 a pasted link, a bare token and a token with quotation around it are all understood', () => {
  expect(TOKEN).toHaveLength(43);
  for (const pasted of [TOKEN, ` ${TOKEN}\n`, `https://portal.example/portal/verify#${TOKEN}`, `<https://portal.example/portal/verify#${TOKEN}>`, `#${TOKEN}`])
    expect(tokenIn(pasted)).toBe(TOKEN);
});

test('M2.6 anything else is no token', () => {
  for (const pasted of ['', '#', 'https://portal.example/portal/verify', TOKEN.slice(1), `${TOKEN}x`, `${TOKEN}#`]) expect(tokenIn(pasted)).toBeNull();
});
