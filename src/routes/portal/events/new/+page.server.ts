import { error, fail, redirect } from '@sveltejs/kit';
import { actorOf } from '#lib/server/use/actor.ts';
import { listEvents, planEvent } from '#lib/server/use/events.ts';
import { invite, MAX_INVITATIONS } from '#lib/server/use/invitations.ts';
import type { NotOpenReason } from '#lib/server/use/open-practice.ts';
import { may } from '#lib/rules/authority.ts';
import type { EventPlan } from '#lib/rules/event.ts';
import { fillByType } from '#lib/rules/event-type.ts';
import { offeredTypes } from '#lib/server/use/event-types.ts';
import { scheduleWords } from '#lib/words/schedule/index.ts';
import { faultsOf, hasFaults, isEmptyRow, planOf, type PlanTyped, type TypedFaults } from '#lib/ui/portal/plan-form.ts';
import { zones } from '#lib/ui/portal/zones.ts';
import { LANGUAGES } from '#lib/words/fill.ts';
import { membersWords } from '#lib/words/members/index.ts';
import { planningWords } from '#lib/words/portal/index.ts';
import type { Ports } from '#lib/server/use/ports.ts';
import type { SessionView } from '#lib/server/use/session.ts';
import { providerOf } from '../../account-page.server.ts';
import { helpLink } from '../../help/help-link.server.ts';
import { oneOf, readFields } from '../../form-fields.server.ts';
import { areAccepted, emptyPlan, hoursFor, NO_WARNINGS, plannedFor, typedPlan, warningsOf, type Warnings } from '../plan-input.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { session, practice } = providerOf(locals);
  const words = planningWords[locals.language];
  if (!may(actorOf(session), 'event.plan')) error(403, 'forbidden');
  const owners = await plannedFor(locals.ports, session);
  const offered = await offeredTypes(locals.ports, session, null);
  return {
    help: helpLink(locals.language, 'plan'),
    refused: words.event.refused,
    words: { form: words.form, sizes: words.sizes, languages: words.languages, plan: scheduleWords[locals.language].plan },
    planFor: membersWords[locals.language].planFor,
    isHost: may(actorOf(session), 'consultation.host'),
    owners,
    types: offered.types,
    hours: { zone: practice.zone, of: await hoursFor(locals.ports, practice.id, owners) },
    empty: emptyPlan(locals.ports.now(), practice.zone, practice.language, offered),
    zones: zones(practice.zone),
    maxPeople: MAX_INVITATIONS,
    now: locals.ports.now().getTime(),
  };
};

const NO_FAULTS: TypedFaults = { plan: {}, people: [] };
interface Outcome {
  readonly typed: PlanTyped;
  readonly faults: TypedFaults;
  readonly warnings: Warnings;
  readonly filledFor: string;
  readonly owner: string;
  readonly notOpen: NotOpenReason | null;
}
const keptFor =
  (owner: string) =>
  (typed: PlanTyped, faults: TypedFaults = NO_FAULTS, warnings: Warnings = NO_WARNINGS): Outcome => ({
    typed,
    faults,
    warnings,
    owner,
    filledFor: typed.type,
    notOpen: null,
  });

export const actions: Actions = {
  save: async ({ locals, request }) => {
    const { session } = providerOf(locals);
    const { ports } = locals;
    const fields = await readFields(request);
    const offered = await offeredTypes(ports, session, null);
    const typed = fillByType(typedPlan(fields), offered.types, fields.text('filledFor'));
    const owners = await plannedFor(ports, session);
    // Without a choice in the form it is one's own.
    const owner = fields.has('owner') ? fields.text('owner') : (owners[0]?.value ?? '');
    const kept = keptFor(owner);
    const faults = faultsOf(typed, MAX_INVITATIONS, ports.now());
    if (hasFaults(faults)) return fail(400, kept(typed, faults));
    if (!owners.some(({ value }) => value === owner)) error(403, 'forbidden');
    const same = await sameDraft(ports, session, planOf(typed), owner);
    if (same !== null) redirect(303, `/portal/events/${same}?done=same-draft`);
    const warnings = await warningsOf(ports, session, typed, null, owner);
    if (!areAccepted(warnings, fields.text('despite'))) return fail(409, kept(typed, NO_FAULTS, warnings));
    const planned = await planEvent(ports, session, planOf(typed), owner);
    if ('refused' in planned) {
      if (planned.refused === 'forbidden') error(403, 'forbidden');
      if (planned.refused === 'invalid') return fail(400, kept(typed, { plan: planned.fields, people: [] }));
      return fail(409, { ...kept(typed), notOpen: planned.refused });
    }
    for (const person of typed.people) {
      if (!isEmptyRow(person))
        await invite(ports, session, planned.event.id, {
          email: person.email,
          label: person.label,
          language: oneOf(LANGUAGES, person.language) ?? locals.language,
        });
    }
    redirect(303, `/portal/events/${planned.event.id}?ask=publish`);
  },
  /** One more row, for who has no script. */
  row: async ({ locals, request }) => {
    const { practice } = providerOf(locals);
    const fields = await readFields(request);
    const [typed, kept] = [typedPlan(fields), keptFor(fields.text('owner'))];
    const people = typed.people.length < MAX_INVITATIONS ? [...typed.people, { email: '', label: '', language: practice.language }] : typed.people;
    return { ...kept({ ...typed, people }), filledFor: fields.text('filledFor') };
  },
};

/** Pressing twice plans once: the second press finds what the first one made. */
async function sameDraft(ports: Ports, session: SessionView, plan: EventPlan, owner: string): Promise<string | null> {
  const now = ports.now();
  const ahead = await listEvents(ports, session, now, new Date(now.getTime() + 11 * 366 * 24 * 3_600_000));
  const same = ahead.find(
    ({ event }) =>
      event.state === 'draft' &&
      event.owner === owner &&
      event.localStart === plan.localStart &&
      event.zone === plan.zone &&
      event.minutes === plan.minutes &&
      event.size === plan.size &&
      event.title === plan.title.trim() &&
      (event.typeId === plan.type || event.type.toLowerCase() === plan.type.trim().toLowerCase()),
  );
  return same?.event.id ?? null;
}
