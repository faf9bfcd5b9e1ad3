import type { Kysely, Selectable } from 'kysely';
import type { NoticeKind, PracticeNotice } from '../../rules/practice-words.ts';
import type { Keyring } from '../use/ports.ts';
import type { PracticeWords, PracticeWordsStore } from '../use/ports-practice-words.ts';
import type { Database } from './schema.ts';

type Row = Selectable<Database['practice_words']>;
type Field = Exclude<keyof Row, 'practice_id'> extends `${infer Name}_sealed` ? Name : never;

export function practiceWordsStore(db: Kysely<Database>, keyring: Keyring): PracticeWordsStore {
  return {
    async of(practice) {
      const row = await db.selectFrom('practice_words').selectAll().where('practice_id', '=', practice).executeTakeFirst();
      const open = (field: Field): string | null => {
        const sealed = row?.[`${field}_sealed`] ?? null;
        return sealed === null ? null : keyring.open(`practice_words.${field}`, practice, practice, sealed);
      };
      const notice = (kind: NoticeKind): PracticeNotice | null => {
        const [text, link] = [open(`${kind}_text`), open(`${kind}_link`)];
        return text !== null ? { kind: 'text', text } : link !== null ? { kind: 'link', link } : null;
      };
      return {
        waiting: { de: open('waiting_de'), en: open('waiting_en'), fr: open('waiting_fr') },
        privacy: notice('privacy'),
        imprint: notice('imprint'),
      };
    },
    async set(practice, words) {
      const seal = (field: Field, text: string | null) =>
        text === null ? null : Buffer.from(keyring.seal(`practice_words.${field}`, practice, practice, text));
      const values = {
        waiting_de_sealed: seal('waiting_de', words.waiting.de),
        waiting_en_sealed: seal('waiting_en', words.waiting.en),
        waiting_fr_sealed: seal('waiting_fr', words.waiting.fr),
        privacy_text_sealed: seal('privacy_text', textOf(words, 'privacy')),
        privacy_link_sealed: seal('privacy_link', linkOf(words, 'privacy')),
        imprint_text_sealed: seal('imprint_text', textOf(words, 'imprint')),
        imprint_link_sealed: seal('imprint_link', linkOf(words, 'imprint')),
      };
      await db
        .insertInto('practice_words')
        .values({ practice_id: practice, ...values })
        .onConflict((conflict) => conflict.column('practice_id').doUpdateSet(values))
        .execute();
    },
  };
}

const textOf = (words: PracticeWords, kind: NoticeKind) => (words[kind]?.kind === 'text' ? words[kind].text : null);
const linkOf = (words: PracticeWords, kind: NoticeKind) => (words[kind]?.kind === 'link' ? words[kind].link : null);
