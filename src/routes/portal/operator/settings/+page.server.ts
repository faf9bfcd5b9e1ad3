import { error, fail } from '@sveltejs/kit';
import { may } from '#lib/rules/authority.ts';
import { actorOf } from '#lib/server/use/actor.ts';
import { ALL_SETTINGS, changeOperatorSettings, OPERATOR_SETTINGS, operatorSettings, RULE_SETTINGS, type SettingFaults } from '#lib/server/use/operator.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { readFields } from '../../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  if (!may(actorOf(locals.session), 'operator.settings')) error(403, 'forbidden');
  return {
    words: accountWords[locals.language].operator,
    names: { shown: OPERATOR_SETTINGS, rules: RULE_SETTINGS },
    settings: await operatorSettings(locals.ports),
  };
};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = await readFields(request);
    const settings = Object.fromEntries(ALL_SETTINGS.map((name) => [name, fields.text(name)]));
    const refuse = (status: number, faults: SettingFaults) => fail(status, { settings, faults, saved: false });
    if ((settings['operator-name'] ?? '').trim() === '') return refuse(400, { 'operator-name': 'missing' });
    const answer = await changeOperatorSettings(locals.ports, locals.session, settings);
    if ('refused' in answer) return answer.refused === 'forbidden' ? refuse(403, {}) : refuse(400, answer.fields);
    const none: SettingFaults = {};
    return { settings, faults: none, saved: true };
  },
};
