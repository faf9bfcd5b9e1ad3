import { isUuid } from '#lib/rules/uuid.ts';
import { error, fail } from '@sveltejs/kit';
import { confirmContract, enterNotice, practiceSheet, withdrawNotice } from '#lib/server/use/operate.ts';
import { operationWords } from '#lib/words/operation/index.ts';
import { orderWords } from '#lib/words/order/index.ts';
import { readFields } from '../../../form-fields.server.ts';
import { dayWords } from '../../days.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const sheet = isUuid(params.id) ? await practiceSheet(locals.ports, locals.session, params.id) : null;
  if (sheet === null) error(404, 'not found');
  const { practice, details, wouldEnd } = sheet;
  const { contract } = practice;
  const day = dayWords(locals.language);
  return {
    words: operationWords[locals.language],
    plan: Object.entries(orderWords[locals.language].plans).find(([name]) => name === contract?.plan)?.[1].name ?? null,
    name: practice.name,
    state: practice.state,
    hasContract: contract !== null,
    hasNotice: contract?.noticeReceivedAt != null,
    details,
    today: locals.ports.now().toISOString().slice(0, 10),
    days: {
      ordered: day(contract?.orderedAt ?? null),
      confirmed: day(contract?.confirmedAt ?? null),
      trialEnds: day(contract?.trialEndsAt ?? null),
      received: day(contract?.noticeReceivedAt ?? null),
      ends: day(contract?.endsAt ?? practice.endedAt),
      wouldEnd: day(wouldEnd),
    },
  };
};

type Part = 'confirm' | 'notice' | 'withdraw';
interface Outcome {
  readonly part: Part;
  readonly done: boolean;
  readonly fault: 'notADay' | 'future' | 'unknown' | null;
  readonly received: string;
}
const outcome = (part: Part, rest: Partial<Outcome> = {}): Outcome => ({ part, done: false, fault: null, received: '', ...rest });

/** At noon, so that no zone makes it another day. null: not a day of the calendar. */
function dayOf(text: string): Date | null {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T12:00:00Z`) : null;
  return at && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? at : null;
}

export const actions: Actions = {
  confirm: async ({ locals, params }) => {
    const done = await confirmContract(locals.ports, locals.session, params.id);
    if ('ok' in done) return outcome('confirm', { done: true });
    if (done.refused === 'forbidden') error(403, 'forbidden');
    return fail(409, outcome('confirm', { fault: 'unknown' }));
  },
  notice: async ({ locals, params, request }) => {
    const received = (await readFields(request)).text('received');
    const at = dayOf(received);
    if (at === null) return fail(400, outcome('notice', { fault: 'notADay', received }));
    // Today's noon may lie ahead; the day is what counts.
    const now = locals.ports.now();
    const isToday = received === now.toISOString().slice(0, 10);
    const done = await enterNotice(locals.ports, locals.session, params.id, isToday ? now : at);
    if ('ok' in done) return outcome('notice', { done: true });
    if (done.refused === 'forbidden') error(403, 'forbidden');
    return fail(done.refused === 'unknown' ? 409 : 400, outcome('notice', { fault: done.refused === 'unknown' ? 'unknown' : 'future', received }));
  },
  withdraw: async ({ locals, params }) => {
    const done = await withdrawNotice(locals.ports, locals.session, params.id);
    if ('ok' in done) return outcome('withdraw', { done: true });
    if (done.refused === 'forbidden') error(403, 'forbidden');
    return fail(409, outcome('withdraw', { fault: 'unknown' }));
  },
};
