import { expect, test } from 'vitest';
import { openPasswords } from './passwords.ts';

const passwords = openPasswords();

test('M2.3 the right password is recognised and no other, however it was composed', async () => {
  const phc = await passwords.hash('ein Schlüssel für Jana');
  expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwords.verify(phc, 'ein Schlüssel für Jana'.normalize('NFD'))).toBe(true);
  expect(await passwords.verify(phc, 'ein Schlüssel für jana')).toBe(false);
  expect(await passwords.hash('ein Schlüssel für Jana')).not.toBe(phc);
});

test('many at once wait for each other and all end', async () => {
  const phc = await passwords.hash('x'.repeat(15));
  const answers = await Promise.all(Array.from({ length: 12 }, (_, at) => passwords.verify(phc, at % 2 === 0 ? 'x'.repeat(15) : 'wrong')));
  expect(answers.filter(Boolean)).toHaveLength(6);
});
