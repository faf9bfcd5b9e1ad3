import { error, fail } from '@sveltejs/kit';
import { eventKeptHours } from '#lib/privacy/due.ts';
import { changeDefaults, DEFAULT_LIMITS, practiceDefaults, type DefaultsFaults } from '#lib/server/use/defaults.ts';
import { practiceWords } from '#lib/words/practice/index.ts';
import { reminderWords } from '#lib/words/reminders/index.ts';
import { providerOf } from '../../account-page.server.ts';
import { readFields } from '../../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { session } = providerOf(locals);
  const present = await practiceDefaults(locals.ports, session);
  if (!present) error(403, 'forbidden');
  const text = (number: number | null) => (number === null ? '' : String(number));
  return {
    words: practiceWords[locals.language].defaults,
    reminderWords: reminderWords[locals.language].defaults,
    limits: DEFAULT_LIMITS,
    days: eventKeptHours(null) / 24,
    values: {
      minutes: text(present.minutes),
      lead: text(present.joiningLeadMinutes),
      termHours: text(present.eventTermHours),
      before: text(present.beforeMinutes),
      after: text(present.afterMinutes),
      colleagues: present.colleaguesSeeClients ? 'yes' : 'no',
      remindDay: present.reminders.day ? 'on' : '',
      remindShortly: present.reminders.shortly ? 'on' : '',
    },
  };
};

const NO_FAULTS: DefaultsFaults = {};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = await readFields(request);
    const numbers = {
      minutes: fields.text('minutes'),
      lead: fields.text('lead'),
      termHours: fields.text('termHours'),
      before: fields.text('before'),
      after: fields.text('after'),
    };
    const colleagues = fields.text('colleagues') === 'yes' ? 'yes' : 'no';
    const values = { ...numbers, colleagues, remindDay: fields.text('remindDay'), remindShortly: fields.text('remindShortly') };
    const changed = await changeDefaults(locals.ports, locals.session, {
      ...numbers,
      colleaguesSeeClients: colleagues === 'yes',
      reminders: { day: values.remindDay === 'on', shortly: values.remindShortly === 'on' },
    });
    if ('ok' in changed) return { values, faults: NO_FAULTS, saved: true };
    if (changed.refused === 'forbidden') error(403, 'forbidden');
    return fail(400, { values, faults: changed.fields, saved: false });
  },
};
