/** What somebody writes to the operator. */
import { addressFault, MAX_NAME, nameFault, textFault } from './person.ts';

export const TOPICS = ['question', 'fault', 'data-protection', 'accessibility', 'contract'] as const;
export type Topic = (typeof TOPICS)[number];
/** Two pages of typescript: more is better told on the telephone, and what is pasted by mistake is shorter. */
export const MAX_MESSAGE = 3_500;

export interface ContactTyped {
  readonly topic: string;
  /** May be empty: a question about the portal needs no name. */
  readonly name: string;
  readonly email: string;
  readonly text: string;
}
export type ContactFaults = Partial<{
  readonly topic: 'missing';
  readonly name: 'too-long' | 'control-characters';
  readonly email: 'missing' | 'not-an-address';
  readonly text: 'missing' | 'too-long' | 'control-characters';
}>;

export function contactFaults(typed: ContactTyped): ContactFaults {
  const name = typed.name.trim() === '' ? null : nameFault(typed.name, MAX_NAME);
  const email = addressFault(typed.email);
  const text = textFault(typed.text, MAX_MESSAGE);
  return {
    ...(!TOPICS.some((topic) => topic === typed.topic) && { topic: 'missing' }),
    ...(name !== null && name !== 'missing' && { name }),
    ...(email !== null && { email }),
    ...(text !== null && { text }),
  };
}
