import { expect, test } from 'vitest';
import { contactFaults, MAX_MESSAGE } from './contact.ts';

const whole = { topic: 'question', name: '', email: 'lena@mail.example', text: 'Guten Tag,\n\nwie ändere ich …?' } as const;

test('M3.3 a message needs a topic, an address and words; a name it does not need', () => {
  expect(contactFaults(whole)).toEqual({});
  expect(contactFaults({ topic: '', name: '', email: '', text: ' \n ' })).toEqual({ topic: 'missing', email: 'missing', text: 'missing' });
});

test('M3.3 each fault is told at its field', () => {
  expect(contactFaults({ topic: 'weather', name: 'x'.repeat(81), email: 'lena', text: 'x'.repeat(MAX_MESSAGE + 1) })).toEqual({
    topic: 'missing',
    name: 'too-long',
    email: 'not-an-address',
    text: 'too-long',
  });
  expect(contactFaults({ ...whole, name: 'Lena\u202e', text: 'x\u0000' })).toEqual({ name: 'control-characters', text: 'control-characters' });
});
