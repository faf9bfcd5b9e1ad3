import { mailWords } from '#lib/words/mail/index.ts';
import { outboxFolder, outboxMails } from './outbox.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { mails, more } = await outboxMails(outboxFolder(locals.ports));
  return {
    words: mailWords[locals.language].outbox,
    language: locals.language,
    mails: mails.map(({ name, at, to, subject }) => ({ name, at, to, subject })),
    more,
  };
};
