/**
 * Sends what is due in the outbox. A row is claimed before anything is done with it, and given back by its lease when the process dies:
 * a mail leaves at least once, and twice only if its acceptance was not written down any more (then with the same Message-ID).
 */
import { mailOf, type MailTerms } from '../use/mails.ts';
import type { Deliver, DeliveryFault } from '../use/mail-content.ts';
import type { OutboxEntry, Ports } from '../use/ports.ts';

/** What a row's `failure` can say; never an address, never a server's words. `outdated`: it was no longer true. `broken`: the portal itself failed. */
export type MailFailure = DeliveryFault | 'outdated' | 'broken';
type Outcome = 'accepted' | MailFailure;

export interface MailRun {
  readonly ports: Ports;
  readonly terms: MailTerms;
  readonly deliver: Deliver;
  readonly log: (event: 'mail-postponed' | 'mail-failed', fields: { readonly code: string }) => void;
  /** True: no further row is claimed. */
  readonly stopping: () => boolean;
}

/** As many as a small mail server takes at once from one address. */
const AT_ONCE = 4;
/** The transport ends each try after 90 seconds; the rest is for rendering and writing down. */
export const LEASE_SECONDS = 180;

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
/** Soon, because most failures are hiccups and greylisting; then slower, because the rest are outages that somebody has to mend. */
const RETRY_SECONDS = [10, 30, 2 * MINUTE_S, 10 * MINUTE_S, 30 * MINUTE_S, HOUR_S, 3 * HOUR_S] as const;
const SLOWEST_RETRY_S = 6 * HOUR_S;
/** A weekend and a morning: an outage that began on Friday evening is seen on Monday. */
const GIVE_UP_AFTER_S = 72 * HOUR_S;

/** Seconds until the next try after that many failed ones; null: given up. */
export function retryAfter(attempts: number): number | null {
  const waitOf = (attempt: number) => RETRY_SECONDS[attempt - 1] ?? SLOWEST_RETRY_S;
  let waited = 0;
  for (let attempt = 1; attempt < attempts; attempt++) waited += waitOf(attempt);
  const next = waitOf(attempts);
  return waited + next > GIVE_UP_AFTER_S ? null : next;
}

/** Answers in how many seconds the first of the postponed rows is due; null: none was postponed. @throws when the store cannot be asked or told. */
export async function sendDueMails(run: MailRun): Promise<number | null> {
  let soonest: number | null = null;
  while (!run.stopping()) {
    const entries = await run.ports.store.outbox.claim(run.ports.now(), AT_ONCE, LEASE_SECONDS);
    if (entries.length === 0) break;
    // All are waited for, also when one cannot be written down; that one's lease gives it back.
    const results = await Promise.allSettled(entries.map((entry) => sendOne(run, entry)));
    for (const result of results) {
      if (result.status === 'rejected') throw result.reason;
      if (result.value !== null) soonest = soonest === null ? result.value : Math.min(soonest, result.value);
    }
  }
  return soonest;
}

async function sendOne(run: MailRun, entry: OutboxEntry): Promise<number | null> {
  const { outbox } = run.ports.store;
  const outcome = await attempt(run, entry);
  if (outcome === 'accepted') {
    if (entry.kind === 'contact') await passedOn(run.ports, entry);
    else await outbox.accepted(entry.id, run.ports.now());
    return null;
  }
  if (outcome === 'outdated') {
    await outbox.fail(entry.id, outcome);
    return null;
  }
  const wait = waitAfter(entry, outcome);
  if (wait === null) await outbox.fail(entry.id, outcome);
  else await outbox.postpone(entry.id, new Date(run.ports.now().getTime() + wait * 1000), outcome);
  run.log(wait === null ? 'mail-failed' : 'mail-postponed', { code: outcome });
  return wait;
}

/** M8.1: the mail server has it, so no copy is kept. */
function passedOn(ports: Ports, entry: OutboxEntry): Promise<void> {
  return ports.store.atomically(async (store) => {
    await store.outbox.accepted(entry.id, ports.now());
    await store.contact.remove(entry.reference);
  });
}

/** What somebody wrote to the operator is tried until its term is over: there is no other copy, and what is wrong with the address can be mended. */
function waitAfter({ kind, attempts }: OutboxEntry, outcome: MailFailure): number | null {
  if (kind === 'contact') return retryAfter(attempts) ?? SLOWEST_RETRY_S;
  return outcome === 'permanent' ? null : retryAfter(attempts);
}

async function attempt({ ports, terms, deliver }: MailRun, entry: OutboxEntry): Promise<Outcome> {
  try {
    const content = await mailOf(ports, entry, terms);
    if (content === null) return 'outdated';
    const delivery = await deliver(entry.id, content, ports.now());
    return 'ok' in delivery ? 'accepted' : delivery.refused;
  } catch {
    // A missing key, a full disk: the next try may find it mended. What was thrown may hold an address, so it goes no further.
    return 'broken';
  }
}
