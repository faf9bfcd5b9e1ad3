/** The page of working hours at the door: one's own and the practice's are the same but for whose they are. */
import { error, fail } from '@sveltejs/kit';
import { spansText, type ExceptionFaults, type ExceptionInput, type SpansFault } from '#lib/rules/hours-text.ts';
import { addException, changeWeek, hoursPage, removeException, type HoursOf } from '#lib/server/use/hours.ts';
import { scheduleWords } from '#lib/words/schedule/index.ts';
import { providerOf } from './account-page.server.ts';
import { readFields } from './form-fields.server.ts';

interface Outcome {
  readonly said: 'saved' | 'added' | 'removed' | null;
  readonly week: readonly string[] | null;
  readonly weekFaults: readonly (SpansFault | null)[];
  readonly exception: ExceptionInput | null;
  readonly exceptionFaults: ExceptionFaults;
}
const outcome = (part: Partial<Outcome>): Outcome => ({ said: null, week: null, weekFaults: [], exception: null, exceptionFaults: {}, ...part });

export async function loadHours(locals: App.Locals, of: HoursOf) {
  const { session, practice } = providerOf(locals);
  const page = await hoursPage(locals.ports, session, of);
  if (!page) error(403, 'forbidden');
  const { week, exceptions, practiceWeek } = page;
  const lines = Array.from({ length: 7 }, (_, day) => spansText(week?.[day] ?? []));
  return { words: scheduleWords[locals.language].hours, zone: practice.zone, week: lines, exceptions, practiceWeek };
}

interface Posted {
  readonly locals: App.Locals;
  readonly request: Request;
}

export const saveWeek =
  (of: HoursOf) =>
  async ({ locals, request }: Posted) => {
    const fields = await readFields(request);
    const week = Array.from({ length: 7 }, (_, day) => fields.text(`day-${day}`));
    const changed = await changeWeek(locals.ports, locals.session, of, week);
    if ('ok' in changed) return outcome({ said: 'saved' });
    if (changed.refused === 'forbidden') error(403, 'forbidden');
    return fail(400, outcome({ week, weekFaults: changed.days }));
  };

export const addDays =
  (of: HoursOf) =>
  async ({ locals, request }: Posted) => {
    const fields = await readFields(request);
    const exception = { firstDay: fields.text('firstDay'), lastDay: fields.text('lastDay'), hours: fields.text('hours') };
    const added = await addException(locals.ports, locals.session, of, exception);
    if ('ok' in added) return outcome({ said: 'added' });
    if (added.refused === 'forbidden') error(403, 'forbidden');
    return fail(400, outcome({ exception, exceptionFaults: added.fields }));
  };

export const removeDays =
  (of: HoursOf) =>
  async ({ locals, request }: Posted) => {
    const removed = await removeException(locals.ports, locals.session, of, (await readFields(request)).text('id'));
    if ('refused' in removed) error(403, removed.refused);
    return outcome({ said: 'removed' });
  };
