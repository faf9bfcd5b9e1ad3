import { fail } from '@sveltejs/kit';
import { changeOperatorSettings, OPERATOR_SETTINGS, operatorSettings, type SettingFaults } from '#lib/server/use/operator.ts';
import { listEvents } from '#lib/server/use/events.ts';
import { accountWords, planningWords } from '#lib/words/portal/index.ts';
import { readFields } from './form-fields.server.ts';
import { listedView } from './events/event-views.server.ts';
import type { Actions, PageServerLoad } from './$types';

const DAY_MS = 24 * 3_600_000;
/** A working week and the weekend before it. */
const DAYS_SHOWN = 8;

export const load: PageServerLoad = async ({ locals }) => {
  const { session, ports, language } = locals;
  if (session?.account?.kind === 'operator') {
    return { view: 'operator' as const, words: accountWords[language].operator, names: OPERATOR_SETTINGS, settings: await operatorSettings(ports) };
  }
  const { overview, list, states, sizes } = planningWords[language];
  const now = ports.now();
  const zone = session?.membership?.practice.zone ?? 'UTC';
  const found = session ? await listEvents(ports, session, now, new Date(now.getTime() + DAYS_SHOWN * DAY_MS)) : [];
  return {
    view: 'provider' as const,
    words: { overview, list, states, sizes },
    firstName: session?.account?.firstName ?? '',
    events: found.map(listedView).filter((each) => each.state !== 'cancelled'),
    zone,
    now: now.getTime(),
  };
};

export const actions: Actions = {
  settings: async ({ locals, request }) => {
    const fields = await readFields(request);
    const settings = Object.fromEntries(OPERATOR_SETTINGS.map((name) => [name, fields.text(name)]));
    const refuse = (status: number, faults: SettingFaults) => fail(status, { settings, faults, saved: false });
    if ((settings['operator-name'] ?? '').trim() === '') return refuse(400, { 'operator-name': 'missing' });
    const answer = await changeOperatorSettings(locals.ports, locals.session, settings);
    if ('refused' in answer) return answer.refused === 'forbidden' ? refuse(403, {}) : refuse(400, answer.fields);
    const none: SettingFaults = {};
    return { settings, faults: none, saved: true };
  },
};
