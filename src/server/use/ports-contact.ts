/** Messages to the operator: held only until the mail server has taken them. */
import type { Topic } from '../../rules/contact.ts';
import type { Language } from './ports.ts';

export interface ContactMessage {
  readonly id: string;
  readonly topic: Topic;
  /** Empty: none was given. */
  readonly name: string;
  readonly email: string;
  readonly text: string;
  /** The writer's. */
  readonly language: Language;
  readonly createdAt: Date;
}
export interface ContactStore {
  /** false: there is one with this id already. */
  insert(message: ContactMessage): Promise<boolean>;
  byId(id: string): Promise<ContactMessage | null>;
  remove(id: string): Promise<void>;
  /** How many wait for the mail server, and since when. null: none. */
  waiting(): Promise<{ readonly count: number; readonly since: Date } | null>;
}
