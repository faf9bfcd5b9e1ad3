import { mailWords } from '#lib/words/mail/index.ts';
import { mailOfPage } from '../outbox.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { html, calendar, ...mail } = await mailOfPage(locals.ports, params.mail);
  return { words: mailWords[locals.language].outbox, language: locals.language, mail, hasHtml: html !== '', hasCalendar: calendar !== null };
};
