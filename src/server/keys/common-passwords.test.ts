import { expect, test } from 'vitest';
import { isCommon } from './common-passwords.ts';

test('M2.6 passwords that are guessed first are known, also repeated, spaced and in capitals', async () => {
  for (const password of ['password', 'Password', '12345678', 'qwertyuiop', 'passwordpassword', 'pass word', 'aaaaaaaaaaaaaaaa', 'abcabcabcabcabc'])
    expect([password, await isCommon(password)]).toEqual([password, true]);
  for (const password of ['ein langer Schlüssel', 'correct horse battery staple', 'Regen im Oktober 7', ''])
    expect([password, await isCommon(password)]).toEqual([password, false]);
});
