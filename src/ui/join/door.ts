/** The guest's page asks the portal: what does this open, let me in, a fresh ticket. Every answer is parsed here, once. */
import * as v from 'valibot';
import { REPLIES, type Reply } from '#lib/rules/reply.ts';
import type { NoticeKind } from '#lib/rules/practice-words.ts';
import { askLook, post } from './asked.ts';
import type { Key } from './fragment.ts';

const language = v.picklist(['de', 'en', 'fr']);
const notice = v.nullable(v.object({ link: v.nullable(v.string()) }));
const scene = {
  invitation: v.string(),
  language,
  moved: v.boolean(),
  event: v.object({
    id: v.string(),
    startsAt: v.string(),
    plannedEnd: v.string(),
    zone: v.string(),
    minutes: v.number(),
    size: v.picklist(['single', 'group']),
  }),
  practice: v.object({
    name: v.string(),
    telephone: v.nullable(v.string()),
    waiting: v.nullable(v.object({ language, text: v.string() })),
    notices: v.object({ privacy: notice, imprint: notice }),
  }),
  provider: v.object({ name: v.string(), photo: v.nullable(v.string()) }),
  opensAt: v.nullable(v.string()),
  keptHours: v.number(),
  reply: v.picklist(REPLIES),
};
const looked = v.variant('state', [
  v.object({ state: v.picklist(['open', 'early', 'over', 'cancelled']), ...scene }),
  v.object({ state: v.picklist(['unknown', 'limited']) }),
]);
export type Looked = v.InferOutput<typeof looked>;
export type Scene = Extract<Looked, { event: unknown }>;

/** The portal could not be asked (`offline`) or did not answer as it should (`broken`). */
export type Unanswered = { readonly state: 'offline' | 'broken' };

/** `response`: under way already. */
export async function look(key: Key, response = askLook(key)): Promise<Looked | Unanswered> {
  const answer = await read(response, looked);
  return typeof answer === 'string' ? { state: answer } : answer;
}

const ticketed = v.object({ ok: v.literal(true), ticket: v.string(), signalUrl: v.string() });
export interface Admission {
  readonly ticket: string;
  readonly signalUrl: string;
}

const entered = v.union([
  v.object({ ...ticketed.entries, invitation: v.string() }),
  v.object({ refused: v.picklist(['early', 'over', 'cancelled', 'unknown', 'limited']) }),
]);
export type Entered = v.InferOutput<typeof entered> | { readonly refused: 'offline' | 'broken' };

/** The click on "enter the waiting room". */
export async function enter(key: { readonly token: string } | { readonly code: string }): Promise<Entered> {
  const answer = await ask('/j/enter', key, entered);
  return typeof answer === 'string' ? { refused: answer } : answer;
}

const replied = v.union([
  v.object({ ok: v.literal(true), reply: v.picklist(REPLIES) }),
  v.object({ refused: v.picklist(['over', 'cancelled', 'unknown', 'limited', 'forbidden']) }),
]);

/** `changed`: there is nothing to answer any more, and the door says why. */
export async function sayReply(key: Key, reply: Reply): Promise<'said' | 'changed' | 'failed'> {
  const answer = await ask('/j/reply', { key, reply }, replied);
  if (typeof answer === 'string') return 'failed';
  return 'ok' in answer ? 'said' : answer.refused === 'limited' || answer.refused === 'forbidden' ? 'failed' : 'changed';
}

const fresh = v.union([ticketed, v.object({ refused: v.picklist(['signed-out', 'forbidden', 'not-there', 'unknown', 'early', 'over', 'cancelled']) })]);
export type Fresh = v.InferOutput<typeof fresh> | { readonly refused: 'offline' | 'broken' };

export async function guestTicket(invitation: string, receipt: string | null, participant: string | null): Promise<Fresh> {
  const answer = await ask('/j/ticket', { invitation, receipt, participant }, fresh);
  return typeof answer === 'string' ? { refused: answer } : answer;
}

export async function hostTicket(event: string, participant: string | null): Promise<Fresh> {
  const answer = await ask('/portal/ticket', { event, participant }, fresh);
  return typeof answer === 'string' ? { refused: answer } : answer;
}

const noticeText = v.object({ text: v.string(), language });
export type NoticeText = v.InferOutput<typeof noticeText>;

/** The practice's own words. null: they cannot be had just now. */
export async function readNotice(key: Key, kind: NoticeKind): Promise<NoticeText | null> {
  const answer = await ask('/j/notice', { kind, key }, noticeText);
  return typeof answer === 'string' ? null : answer;
}

function ask<S extends v.GenericSchema>(path: string, body: unknown, schema: S): Promise<v.InferOutput<S> | 'offline' | 'broken'> {
  return read(post(path, body), schema);
}

async function read<S extends v.GenericSchema>(answer: Promise<Response>, schema: S): Promise<v.InferOutput<S> | 'offline' | 'broken'> {
  let response: Response;
  try {
    response = await answer;
  } catch {
    return 'offline';
  }
  // The hook answers 401 without a body where nobody is signed in.
  if (response.status === 401) {
    const refused = v.safeParse(schema, { refused: 'signed-out' });
    if (refused.success) return refused.output;
  }
  try {
    const result = v.safeParse(schema, await response.json());
    return result.success ? result.output : 'broken';
  } catch {
    return 'broken';
  }
}
