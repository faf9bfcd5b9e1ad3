/** What an operator does with practices: seeing them as parties to a contract, confirming an order, entering a notice that came by letter. */
import { endAfterNotice, noticeWeeksOf } from '../../rules/termination.ts';
import { memberlessMay } from './actor.ts';
import { cancelAhead, tellCancelled } from './cancel-ahead.ts';
import { openPractice } from './contract.ts';
import type { Deed } from '../../rules/authority.ts';
import type { AccountMailKind, EventRecord, Ports, Store } from './ports.ts';
import type { ListedPractice, PracticeDetails } from './ports-contracts.ts';
import type { SessionView } from './session.ts';

const NOTICE_SETTING = 'notice-period-weeks';

/** null: not theirs to see. `search`: in name and city. */
export async function listPractices(ports: Ports, session: SessionView | null, search: string): Promise<readonly ListedPractice[] | null> {
  if (memberlessMay(session, 'operator.practices') === null) return null;
  const wanted = search.trim().toLowerCase();
  const all = await ports.store.contracts.list();
  return wanted === '' ? all : all.filter(({ name, city }) => `${name} ${city ?? ''}`.toLowerCase().includes(wanted));
}

export interface PracticeSheet {
  readonly practice: ListedPractice;
  readonly details: PracticeDetails | null;
  /** When a contract ends for which notice came today. null: it cannot be noted. */
  readonly wouldEnd: Date | null;
}

/** null: not theirs to see, or there is none. */
export async function practiceSheet(ports: Ports, session: SessionView | null, id: string): Promise<PracticeSheet | null> {
  if (memberlessMay(session, 'operator.practices') === null) return null;
  const practice = await ports.store.contracts.listed(id);
  if (!practice) return null;
  const [details, end] = await Promise.all([ports.store.contracts.detailsOf(id), endFor(ports, id, ports.now())]);
  return { practice, details, wouldEnd: end };
}

/** A trial has no notice period: it ends with the day on which notice came. */
export async function endFor(ports: Pick<Ports, 'store'>, practice: string, received: Date): Promise<Date | null> {
  const contract = await ports.store.contracts.of(practice);
  if (!contract) return null;
  if (contract.plan === 'trial') return received;
  const weeks = noticeWeeksOf((await ports.store.settings.all())[NOTICE_SETTING]);
  return endAfterNotice(contract.confirmedAt ?? contract.orderedAt ?? received, received, weeks);
}

type Done = { readonly ok: true } | { readonly refused: 'forbidden' | 'unknown' };

/** Opens a practice whose order waits; a second time it changes nothing. */
export async function confirmContract(ports: Ports, session: SessionView | null, practice: string): Promise<Done> {
  const operator = memberlessMay(session, 'operator.practices');
  if (operator === null) return { refused: 'forbidden' };
  const now = ports.now();
  const done = await ports.store.atomically(async (store): Promise<Done> => {
    const found = await store.contracts.listed(practice);
    if (!found?.contract) return { refused: 'unknown' };
    // Of several who press at once one opens it, and tells.
    if (found.state !== 'requested' || !(await openPractice(store, practice, found.contract.plan, operator, now))) return { ok: true };
    await tellOwner(ports, store, practice, 'contract-confirmed', now);
    await note(ports, store, operator, null, 'operator.practices', practice);
    return { ok: true };
  });
  ports.wakeMail();
  return done;
}

/** A written notice by the practice, as of the day it came; not in the future. */
export async function enterNotice(
  ports: Ports,
  session: SessionView | null,
  practice: string,
  received: Date,
): Promise<Done | { readonly refused: 'in-the-future' }> {
  const operator = memberlessMay(session, 'operator.terminate');
  if (operator === null) return { refused: 'forbidden' };
  if (received > ports.now()) return { refused: 'in-the-future' };
  return giveNotice(ports, { practice, received, by: 'practice', actor: operator, scope: null, deed: 'operator.terminate' });
}

/** Taken back before the contract has ended. */
export async function withdrawNotice(ports: Ports, session: SessionView | null, practice: string): Promise<Done> {
  const operator = memberlessMay(session, 'operator.terminate');
  if (operator === null) return { refused: 'forbidden' };
  return ports.store.atomically(async (store): Promise<Done> => {
    if (!(await store.contracts.note(practice, null))) return { refused: 'unknown' };
    await note(ports, store, operator, null, 'operator.terminate', practice);
    return { ok: true };
  });
}

export interface Notice {
  readonly practice: string;
  readonly received: Date;
  readonly by: 'practice' | 'operator';
  readonly actor: string;
  /** Whose trail it stands in; null: the operator's. */
  readonly scope: string | null;
  readonly deed: Deed;
}

/** The end, the trail and the mail to the owner, all or nothing. */
export async function giveNotice(ports: Ports, { practice, received, by, actor, scope, deed }: Notice): Promise<Done> {
  const endsAt = await endFor(ports, practice, received);
  if (endsAt === null) return { refused: 'unknown' };
  const now = ports.now();
  const done = await ports.store.atomically(async (store): Promise<Done> => {
    if (!(await store.contracts.note(practice, { receivedAt: received, by, endsAt }))) return { refused: 'unknown' };
    await tellOwner(ports, store, practice, 'contract-ends', now);
    await note(ports, store, actor, scope, deed, practice);
    return { ok: true };
  });
  ports.wakeMail();
  return done;
}

async function tellOwner(
  ports: Ports,
  store: Store,
  practice: string,
  kind: Extract<AccountMailKind, `contract-${string}` | `trial-${string}`>,
  now: Date,
): Promise<void> {
  const owner = await store.contracts.ownerOf(practice);
  if (owner !== null) await store.outbox.insert({ id: ports.newId(), practice: null, kind, reference: owner }, now);
}

function note(ports: Ports, store: Store, actor: string, scope: string | null, deed: Deed, practice: string): Promise<void> {
  return store.audit.add({ id: ports.newId(), practice: scope, actor, deed, objectKind: 'contract', objectId: practice }, ports.now());
}

const DAY_MS = 86_400_000;
/** In time to take the data along or to order; and once more the day before, for whoever was away. The later one first: who is told of tomorrow need not hear of a week. */
const TELLINGS = [
  { which: 'day', aheadMs: DAY_MS, kind: 'trial-ends-tomorrow' },
  { which: 'week', aheadMs: 7 * DAY_MS, kind: 'trial-ends' },
] as const;

/** Each minute: ends what has come to its end, with the events that lie ahead, and tells in time of trials that will. */
export async function endContracts(ports: Ports, now: Date): Promise<void> {
  const told = await ports.store.atomically(async (store) => {
    const heard = new Set<string>();
    for (const { which, aheadMs, kind } of TELLINGS) {
      for (const practice of await store.contracts.claimTrialsToTell(new Date(now.getTime() + aheadMs), now, which)) {
        if (!heard.has(practice)) await tellOwner(ports, store, practice, kind, now);
        heard.add(practice);
      }
    }
    return heard.size;
  });
  if (told > 0) ports.wakeMail();
  const cancelled = await ports.store.atomically(async (store) => {
    const events: EventRecord[] = [];
    for (const practice of await store.contracts.endDue(now)) events.push(...(await cancelAhead(ports, store, practice, now)));
    return events;
  });
  await tellCancelled(ports, cancelled);
}
