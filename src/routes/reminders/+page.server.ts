import { fail } from '@sveltejs/kit';
import { changeOwnReminders } from '#lib/server/use/reminders.ts';
import { portalWords } from '#lib/words/portal/index.ts';
import { reminderWords } from '#lib/words/reminders/index.ts';
import { readFields } from '../portal/form-fields.server.ts';
import { tokenIn } from '../portal/token-in.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
  words: reminderWords[locals.language].page,
  shell: portalWords[locals.language].shell,
  now: locals.ports.now().getTime(),
});

const STATUS = { unknown: 410, limited: 429 } as const;

async function change({ locals, request }: RequestEvent, stopped: boolean) {
  const pasted = (await readFields(request)).text('token');
  if (pasted.trim() === '') return fail(400, { pasted, missing: true, refused: null });
  const token = tokenIn(pasted);
  const changed = token === null ? ({ refused: 'unknown' } as const) : await changeOwnReminders(locals.ports, token, stopped, locals.address);
  if ('refused' in changed) return fail(STATUS[changed.refused], { pasted, missing: false, refused: changed.refused });
  return { pasted, missing: false, refused: null, changed };
}

/** Opening the page changes nothing; mail scanners open links and run scripts. A person's press on the button does. */
export const actions: Actions = {
  stop: async (event) => change(event, true),
  resume: async (event) => change(event, false),
};
