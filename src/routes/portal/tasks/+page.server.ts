import { error, fail } from '@sveltejs/kit';
import { taskLists, tickTask, type TaskView } from '#lib/server/use/tasks.ts';
import { taskWords } from '#lib/words/tasks/index.ts';
import { LOCALES } from '#lib/words/when.ts';
import { oneOf, readFields } from '../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

const TOLD = ['given', 'changed', 'removed'] as const;

export const load: PageServerLoad = async ({ locals, url }) => {
  const lists = await taskLists(locals.ports, locals.session);
  if (lists === null) error(403, 'forbidden');
  const zone = locals.session?.membership?.practice.zone ?? 'UTC';
  const day = new Intl.DateTimeFormat(LOCALES[locals.language], { dateStyle: 'medium', timeZone: 'UTC' });
  const doneDay = new Intl.DateTimeFormat(LOCALES[locals.language], { dateStyle: 'medium', timeZone: zone });
  const row = (task: TaskView) => ({
    ...task,
    due: task.due === null ? null : day.format(new Date(`${task.due}T00:00:00Z`)),
    doneAt: task.doneAt === null ? null : doneDay.format(task.doneAt),
  });
  return {
    words: taskWords[locals.language],
    own: lists.own.map(row),
    given: lists.given.map(row),
    done: lists.done.map(row),
    mayGive: lists.mayGive,
    isClient: locals.session?.account?.kind === 'client',
    told: oneOf(TOLD, url.searchParams.get('done') ?? ''),
  };
};

export const actions: Actions = {
  tick: async ({ locals, request }) => {
    const fields = await readFields(request);
    const answer = await tickTask(locals.ports, locals.session, fields.text('task'), fields.text('done') === 'yes');
    if ('ok' in answer) return { gone: false };
    return fail(answer.refused === 'forbidden' ? 403 : 404, { gone: true });
  },
};
