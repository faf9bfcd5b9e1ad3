import { error, fail } from '@sveltejs/kit';
import { MAX_NOTICE_LINK, MAX_NOTICE_TEXT, MAX_WAITING_TEXT, type PracticeNotice } from '#lib/rules/practice-words.ts';
import type { PracticeWords } from '#lib/server/use/ports-practice-words.ts';
import { changePracticeWords, practiceWords, WORDS_FIELDS, type WordsFaults, type WordsInput } from '#lib/server/use/practice-words.ts';
import { practiceWordsWords } from '#lib/words/practice-words/index.ts';
import { providerOf } from '../../account-page.server.ts';
import { readFields } from '../../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** So that too long is told at the field and what was typed is kept; each line's end comes as two characters. */
const LONGEST = 3 * MAX_NOTICE_TEXT;

const textOf = (notice: PracticeNotice | null) => (notice?.kind === 'text' ? notice.text : '');
const linkOf = (notice: PracticeNotice | null) => (notice?.kind === 'link' ? notice.link : '');
function typedFrom({ waiting, privacy, imprint }: PracticeWords): WordsInput {
  return {
    waitingDe: waiting.de ?? '',
    waitingEn: waiting.en ?? '',
    waitingFr: waiting.fr ?? '',
    privacyText: textOf(privacy),
    privacyLink: linkOf(privacy),
    imprintText: textOf(imprint),
    imprintLink: linkOf(imprint),
  };
}

export const load: PageServerLoad = async ({ locals }) => {
  const { session, practice } = providerOf(locals);
  const present = await practiceWords(locals.ports, session);
  if (!present) error(403, 'forbidden');
  return {
    words: practiceWordsWords[locals.language],
    practiceLanguage: practice.language,
    limits: { waiting: MAX_WAITING_TEXT, text: MAX_NOTICE_TEXT, link: MAX_NOTICE_LINK },
    values: typedFrom(present),
  };
};

const NO_FAULTS: WordsFaults = {};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = await readFields(request, LONGEST);
    const values = Object.fromEntries(WORDS_FIELDS.map((name) => [name, fields.text(name)])) as WordsInput;
    const changed = await changePracticeWords(locals.ports, locals.session, values);
    if ('ok' in changed) return { values: typedFrom(changed.words), faults: NO_FAULTS, saved: true };
    if (changed.refused === 'forbidden') error(403, 'forbidden');
    return fail(400, { values, faults: changed.fields, saved: false });
  },
};
