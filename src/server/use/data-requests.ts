/** People ask for correction or deletion of single data; the operator answers within a month. */
import { isUuid } from '../../rules/uuid.ts';
import { DATA, deadlineOf, MAX_OPEN_REQUESTS, MAX_REQUEST_TEXT, REQUEST_ANSWERS, REQUEST_KINDS } from '../../rules/data-request.ts';
import { fullName, textFault } from '../../rules/person.ts';
import { audit, memberlessMay } from './actor.ts';
import type { Ports } from './ports.ts';
import type { DataRequest } from './ports-profile.ts';
import type { SessionView } from './session.ts';

export interface RequestInput {
  readonly kind: string;
  readonly datum: string;
  readonly text: string;
}
type TextFault = 'missing' | 'too-long' | 'control-characters';
export type RequestFaults = Partial<Record<'kind' | 'datum', 'missing'> & Record<'text', TextFault>>;
export type Requested =
  | { readonly ok: true }
  | { readonly refused: 'forbidden' }
  | { readonly refused: 'too-many' }
  | { readonly refused: 'invalid'; readonly fields: RequestFaults };

export async function askRequest(ports: Ports, session: SessionView | null, input: RequestInput): Promise<Requested> {
  const account = memberlessMay(session, 'account.change');
  if (account === null) return { refused: 'forbidden' };
  const kind = REQUEST_KINDS.find((each) => each === input.kind);
  const datum = DATA.find((each) => each === input.datum);
  const text = textFault(input.text, MAX_REQUEST_TEXT);
  if (kind === undefined || datum === undefined || text !== null) {
    const fields: RequestFaults = {
      ...(kind === undefined && { kind: 'missing' }),
      ...(datum === undefined && { datum: 'missing' }),
      ...(text !== null && { text }),
    };
    return { refused: 'invalid', fields };
  }
  const request: DataRequest = {
    id: ports.newId(),
    account,
    kind,
    datum,
    text: input.text.trim(),
    state: 'open',
    receivedAt: ports.now(),
    answeredAt: null,
    answer: null,
  };
  const taken = await ports.store.atomically(async (store) => {
    if (!(await store.requests.insert(request, MAX_OPEN_REQUESTS))) return false;
    await audit(ports, store, { account, practice: session?.membership?.practice.id ?? null }, 'account.change', 'data-request', request.id);
    return true;
  });
  return taken ? { ok: true } : { refused: 'too-many' };
}

/** Newest first. null: not for this person. */
export async function ownRequests(ports: Ports, session: SessionView | null): Promise<readonly (DataRequest & { readonly due: Date })[] | null> {
  const account = memberlessMay(session, 'account.change');
  if (account === null) return null;
  return (await ports.store.requests.ofAccount(account)).map((request) => ({ ...request, due: deadlineOf(request.receivedAt) }));
}

export interface DeskRequest extends DataRequest {
  readonly due: Date;
  readonly overdue: boolean;
  readonly person: { readonly name: string; readonly email: string };
}

/** What waits for the operator, the most urgent first. null: not for this person. */
export async function requestDesk(ports: Ports, session: SessionView | null): Promise<readonly DeskRequest[] | null> {
  if (memberlessMay(session, 'operator.requests') === null) return null;
  const now = ports.now();
  const views = await Promise.all(
    (await ports.store.requests.open()).map(async (request) => {
      const account = await ports.store.accounts.byId(request.account);
      const due = deadlineOf(request.receivedAt);
      const person = {
        name: account ? fullName(account) : '',
        email: account?.email ?? '',
      };
      return { ...request, due, overdue: now > due, person };
    }),
  );
  return views;
}

export type Answered =
  { readonly ok: true } | { readonly refused: 'forbidden' } | { readonly refused: 'gone' } | { readonly refused: 'invalid'; readonly text: TextFault | null };

/** Once: of two answers the first holds. The person is told that there is one, not what it says. */
export async function answerRequest(
  ports: Ports,
  session: SessionView | null,
  input: { readonly id: string; readonly state: string; readonly text: string },
): Promise<Answered> {
  const operator = memberlessMay(session, 'operator.requests');
  if (operator === null) return { refused: 'forbidden' };
  const state = REQUEST_ANSWERS.find((each) => each === input.state);
  const text = textFault(input.text, MAX_REQUEST_TEXT);
  if (state === undefined || text !== null) return { refused: 'invalid', text };
  if (!isUuid(input.id)) return { refused: 'gone' };
  const answered = await ports.store.atomically(async (store) => {
    const done = await store.requests.answer(input.id, { state, text: input.text.trim() }, ports.now());
    if (!done) return false;
    await audit(ports, store, { account: operator, practice: null }, 'operator.requests', 'data-request', input.id);
    await store.outbox.insert({ id: ports.newId(), practice: null, kind: 'request-answered', reference: done.account }, ports.now());
    return true;
  });
  if (!answered) return { refused: 'gone' };
  ports.wakeMail();
  return { ok: true };
}
