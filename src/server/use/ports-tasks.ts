/** Tasks of a practice, found by who gave them and by who has them. */
import type { Language } from './ports.ts';

export type TaskHolder = { readonly kind: 'member'; readonly account: string } | { readonly kind: 'client'; readonly email: string; readonly label: string };
export interface Task {
  readonly id: string;
  readonly practice: string;
  readonly creator: string;
  readonly holder: TaskHolder;
  readonly event: string | null;
  readonly text: string;
  /** `YYYY-MM-DD` where the practice is. null: no day. */
  readonly due: string | null;
  readonly remind: boolean;
  readonly createdAt: Date;
  readonly doneAt: Date | null;
}
export interface TaskStore {
  /** false: `most` of this creator's are open already, or there is one with this id. */
  insert(task: Task, most: number): Promise<boolean>;
  /** A day that has changed is reminded of anew. false: not there, or another's. */
  change(creator: string, task: Pick<Task, 'id' | 'text' | 'due' | 'remind'>): Promise<boolean>;
  remove(creator: string, id: string): Promise<boolean>;
  /** In this practice, given by or to this account. */
  ofMember(practice: string, account: string): Promise<readonly Task[]>;
  /** Given to whoever has this address, by any practice. */
  ofClient(email: string): Promise<readonly (Task & { readonly practiceName: string; readonly zone: string })[]>;
  byId(id: string): Promise<Task | null>;
  /** Twice is once. */
  tick(id: string, done: boolean, now: Date): Promise<void>;
  /** Not done, given to this account: as a member, or by its address. */
  openOf(account: string): Promise<number>;
  /** Claims what is to be reminded of now: on its day, from `at` (`HH:mm`) on where the practice is, and each once. */
  claimReminders(now: Date, at: string): Promise<readonly { readonly id: string; readonly practice: string }[]>;
  /** For a mail to who has it. null: done, removed, or nobody's any more. */
  recipient(
    id: string,
  ): Promise<{ readonly email: string; readonly language: Language; readonly kind: TaskHolder['kind']; readonly practiceName: string } | null>;
}
