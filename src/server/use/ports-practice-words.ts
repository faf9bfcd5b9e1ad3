/** What a practice tells its clients in words of its own. */
import type { NoticeKind, PracticeNotice } from '../../rules/practice-words.ts';
import type { Language } from './ports.ts';

export interface PracticeWords extends Readonly<Record<NoticeKind, PracticeNotice | null>> {
  /** In the waiting room; null: nothing in this language. */
  readonly waiting: Readonly<Record<Language, string | null>>;
}

export interface PracticeWordsStore {
  /** A practice that has said nothing has words too: none. */
  of(practice: string): Promise<PracticeWords>;
  /** In place of all that was there. */
  set(practice: string, words: PracticeWords): Promise<void>;
}
