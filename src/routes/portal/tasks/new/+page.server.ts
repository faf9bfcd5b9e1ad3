import { isUuid } from '#lib/rules/uuid.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { MAX_OPEN_TASKS, type TaskFaults } from '#lib/rules/task.ts';
import { giveTask, taskChoices } from '#lib/server/use/tasks.ts';
import { taskWords } from '#lib/words/tasks/index.ts';
import { readFields } from '../../form-fields.server.ts';
import { typedTask } from '../task-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const asked = url.searchParams.get('event');
  const choices = await taskChoices(locals.ports, locals.session, asked !== null && isUuid(asked) ? asked : null);
  if (choices === null) error(asked === null ? 403 : 404, 'not found');
  const words = taskWords[locals.language].form;
  const only = choices.invited.length === 1 ? choices.invited[0] : undefined;
  return {
    words,
    event: choices.event,
    whom: [
      { value: '', text: words.choose },
      ...choices.members.map(({ id, name, isSelf }) => ({ value: `member:${id}`, text: isSelf ? words.self : name })),
      ...choices.invited.map(({ id, label }) => ({ value: `invitation:${id}`, text: label })),
      { value: 'client', text: words.client },
    ],
    empty: {
      id: locals.ports.newId(),
      text: '',
      for: only ? `invitation:${only.id}` : '',
      email: '',
      label: '',
      due: '',
      remind: false,
      event: choices.event?.id ?? '',
      tell: true,
    },
    most: MAX_OPEN_TASKS,
  };
};

const NO_FAULTS: TaskFaults = {};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = await readFields(request);
    const typed = { ...typedTask(fields), id: fields.text('id'), event: fields.text('event') };
    const given = await giveTask(locals.ports, locals.session, typed);
    if ('ok' in given) redirect(303, '/portal/tasks?done=given');
    switch (given.refused) {
      case 'invalid':
        return fail(400, { typed, faults: given.fields, tooMany: false });
      case 'too-many':
        return fail(409, { typed, faults: NO_FAULTS, tooMany: true });
      case 'forbidden':
        return error(403, 'forbidden');
      case 'not-there':
        return error(404, 'not found');
    }
  },
};
