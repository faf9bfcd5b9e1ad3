import { error, fail, redirect } from '@sveltejs/kit';
import type { TaskFaults } from '#lib/rules/task.ts';
import { changeTask, givenTask, removeTask } from '#lib/server/use/tasks.ts';
import { fill } from '#lib/words/fill.ts';
import { taskWords } from '#lib/words/tasks/index.ts';
import { readFields } from '../../form-fields.server.ts';
import { typedTask } from '../task-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const task = await givenTask(locals.ports, locals.session, params.id);
  if (task === null) error(404, 'not found');
  const words = taskWords[locals.language];
  return {
    words: words.form,
    holder: task.holderName === null ? words.form.self : fill(words.for, { name: task.holderName }),
    typed: { text: task.text, for: '', email: '', label: '', due: task.due ?? '', remind: task.remind, tell: false },
    asks: url.searchParams.get('ask') === 'remove',
  };
};

const NO_FAULTS: TaskFaults = {};

export const actions: Actions = {
  change: async ({ locals, params, request }) => {
    const typed = typedTask(await readFields(request));
    const changed = await changeTask(locals.ports, locals.session, params.id, typed);
    if ('ok' in changed) redirect(303, '/portal/tasks?done=changed');
    if (changed.refused === 'not-there') error(404, 'not found');
    return fail(400, { typed, faults: changed.fields ?? NO_FAULTS });
  },
  remove: async ({ locals, params }) => {
    const removed = await removeTask(locals.ports, locals.session, params.id);
    if ('refused' in removed) error(404, 'not found');
    redirect(303, '/portal/tasks?done=removed');
  },
};
