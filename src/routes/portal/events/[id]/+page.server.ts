import { fail, redirect } from '@sveltejs/kit';
import { EXTENSION_STEPS_MINUTES } from '#lib/rules/event.ts';
import { actorBefore, actorOf } from '#lib/server/use/actor.ts';
import { may } from '#lib/rules/authority.ts';
import { cancelEvent, extendEvent, noteHeld, publishEvent, removeDraft } from '#lib/server/use/events.ts';
import { invite, linkAndCode, MAX_INVITATIONS, resend, uninvite } from '#lib/server/use/invitations.ts';
import type { NotOpenReason } from '#lib/server/use/open-practice.ts';
import { reminderOutlook } from '#lib/server/use/reminders.ts';
import { LANGUAGES } from '#lib/words/fill.ts';
import { taskWords } from '#lib/words/tasks/index.ts';
import { planningWords } from '#lib/words/portal/index.ts';
import { reminderWords } from '#lib/words/reminders/index.ts';
import { providerOf } from '../../account-page.server.ts';
import { oneOf, readFields } from '../../form-fields.server.ts';
import { eventView, invitationRow } from '../event-views.server.ts';
import { eventOr404 } from './event-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

const ASKS = ['publish', 'cancel', 'remove', 'uninvite'] as const;
const DONE = ['changed', 'told', 'same-draft'] as const;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { event, invitations, mayHost, session, practice } = await eventOr404(locals, params.id);
  const { event: words, states, sizes, languages } = planningWords[locals.language];
  const actor = actorBefore(session, event.practice, event.owner);
  return {
    words: { event: words, states, sizes, languages },
    event: eventView(event),
    invitations: invitations.map(invitationRow),
    may: { host: mayHost, extend: may(actor, 'event.extend'), note: may(actor, 'event.note-held'), task: may(actorOf(session), 'task.give') },
    newTask: taskWords[locals.language].give,
    reminders: await reminderOutlook(locals.ports, session, params.id),
    reminderWords: reminderWords[locals.language].event,
    /** What the page asks before it does it; `of`: the invitation it is about. */
    ask: oneOf(ASKS, url.searchParams.get('ask') ?? ''),
    of: url.searchParams.get('of'),
    done: oneOf(DONE, url.searchParams.get('done') ?? ''),
    steps: EXTENSION_STEPS_MINUTES,
    maxPeople: MAX_INVITATIONS,
    practiceLanguage: practice.language,
    landing: locals.ports.settings.publicUrl.host,
    now: locals.ports.now().getTime(),
  };
};

type Refused = 'forbidden' | 'not-there' | 'wrong-state' | NotOpenReason;
const STATUS = { forbidden: 403, 'not-there': 404, 'wrong-state': 409, 'practice-requested': 409, 'practice-ended': 409 } as const satisfies Record<
  Refused,
  number
>;
const refuse = (refused: Refused) => fail(STATUS[refused], { refused });

export const actions: Actions = {
  publish: async ({ locals, params }) => {
    const answer = await publishEvent(locals.ports, providerOf(locals).session, params.id);
    return 'refused' in answer ? refuse(answer.refused) : { done: 'published' as const };
  },
  cancel: async ({ locals, params }) => {
    const answer = await cancelEvent(locals.ports, providerOf(locals).session, params.id);
    return 'refused' in answer ? refuse(answer.refused) : { done: 'cancelled' as const };
  },
  remove: async ({ locals, params }) => {
    const answer = await removeDraft(locals.ports, providerOf(locals).session, params.id);
    if ('refused' in answer) return refuse(answer.refused);
    redirect(303, '/portal/events?done=removed');
  },
  extend: async ({ locals, params, request }) => {
    const minutes = Number((await readFields(request)).text('minutes'));
    const answer = await extendEvent(locals.ports, providerOf(locals).session, params.id, minutes);
    return 'refused' in answer ? refuse(answer.refused) : { extendedUntil: answer.event.plannedEnd.getTime() };
  },
  held: async ({ locals, params, request }) => {
    const held = oneOf(['held', 'did-not-come'], (await readFields(request)).text('held'));
    const answer = await noteHeld(locals.ports, providerOf(locals).session, params.id, held);
    return 'refused' in answer ? refuse(answer.refused) : { noted: true };
  },
  invite: async ({ locals, params, request }) => {
    const fields = await readFields(request);
    const typed = {
      email: fields.text('email'),
      label: fields.text('label'),
      language: oneOf(LANGUAGES, fields.text('invitationLanguage')) ?? locals.language,
    };
    const answer = await invite(locals.ports, providerOf(locals).session, params.id, typed);
    if (!('refused' in answer))
      return { done: answer.invitation.state === 'sent' ? ('invited' as const) : ('invited-later' as const), label: answer.invitation.label };
    return answer.refused === 'invalid' ? fail(400, { typed, faults: answer.fields }) : refuse(answer.refused);
  },
  uninvite: async ({ locals, request }) => {
    const answer = await uninvite(locals.ports, providerOf(locals).session, (await readFields(request)).text('invitation'));
    return 'refused' in answer ? refuse(answer.refused) : { done: 'uninvited' as const };
  },
  resend: async ({ locals, request }) => {
    const answer = await resend(locals.ports, providerOf(locals).session, (await readFields(request)).text('invitation'));
    return 'refused' in answer ? refuse(answer.refused) : { done: 'resent' as const };
  },
  /** Shown only when asked for, so that a link does not lie open on every page. */
  reveal: async ({ locals, request }) => {
    const invitation = (await readFields(request)).text('invitation');
    const key = await linkAndCode(locals.ports, providerOf(locals).session, invitation);
    return key ? { key: { invitation, ...key } } : refuse('not-there');
  },
};
