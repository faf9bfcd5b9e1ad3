import { error, fail, redirect } from '@sveltejs/kit';
import { changeEvent } from '#lib/server/use/events.ts';
import { fillByType } from '#lib/rules/event-type.ts';
import { offeredTypes } from '#lib/server/use/event-types.ts';
import { scheduleWords } from '#lib/words/schedule/index.ts';
import { faultsOf, hasFaults, planOf, type PlanTyped, type TypedFaults } from '#lib/ui/portal/plan-form.ts';
import { zones } from '#lib/ui/portal/zones.ts';
import { planningWords } from '#lib/words/portal/index.ts';
import { readFields } from '../../../form-fields.server.ts';
import { areAccepted, hoursFor, NO_WARNINGS, typedFrom, typedPlan, warningsOf, type Warnings } from '../../plan-input.server.ts';
import { eventOr404 } from '../event-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { event, invitations, session, practice } = await eventOr404(locals, params.id);
  if (event.state === 'cancelled') redirect(303, `/portal/events/${event.id}`);
  const words = planningWords[locals.language];
  return {
    refused: words.event.refused,
    words: { form: words.form, sizes: words.sizes, languages: words.languages, plan: scheduleWords[locals.language].plan },
    types: (await offeredTypes(locals.ports, session, event.typeId)).types,
    hours: { zone: practice.zone, of: await hoursFor(locals.ports, practice.id, [{ value: event.owner }]) },
    owner: event.owner,
    id: event.id,
    present: typedFrom(event),
    zones: zones(event.zone),
    /** Somebody would be told of a new time. */
    tells: event.state === 'published' && invitations.some((each) => each.state === 'sent'),
    now: locals.ports.now().getTime(),
  };
};

const NO_FAULTS: TypedFaults = { plan: {}, people: [] };
const kept = (typed: PlanTyped, faults: TypedFaults = NO_FAULTS, warnings: Warnings = NO_WARNINGS) => ({
  typed,
  faults,
  warnings,
  filledFor: typed.type,
  notOpen: null,
});

export const actions: Actions = {
  save: async ({ locals, params, request }) => {
    const { event, invitations, session } = await eventOr404(locals, params.id);
    const { ports } = locals;
    const fields = await readFields(request);
    const { types } = await offeredTypes(ports, session, event.typeId);
    const typed = { ...fillByType(typedPlan(fields), types, fields.text('filledFor')), people: [] };
    const faults = faultsOf(typed, 0, ports.now());
    if (hasFaults(faults)) return fail(400, kept(typed, faults));
    const warnings = await warningsOf(ports, session, typed, event.id, event.owner);
    if (!areAccepted(warnings, fields.text('despite'))) return fail(409, kept(typed, NO_FAULTS, warnings));
    const changed = await changeEvent(ports, session, event.id, planOf(typed));
    if ('refused' in changed) {
      if (changed.refused === 'invalid') return fail(400, kept(typed, { plan: changed.fields, people: [] }));
      if (changed.refused === 'wrong-state') redirect(303, `/portal/events/${event.id}`);
      if (changed.refused === 'practice-ended' || changed.refused === 'practice-requested') return fail(409, { ...kept(typed), notOpen: changed.refused });
      error(changed.refused === 'forbidden' ? 403 : 404, changed.refused);
    }
    const moved = changed.event.startsAt.getTime() !== event.startsAt.getTime() || changed.event.minutes !== event.minutes;
    const told = moved && event.state === 'published' && invitations.some((each) => each.state === 'sent');
    redirect(303, `/portal/events/${event.id}?done=${told ? 'told' : 'changed'}`);
  },
};
