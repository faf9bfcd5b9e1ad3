/** When a contract ends, what was promised to clients for later ends with it. */
import type { EventRecord, Ports, Store } from './ports.ts';
import { mailAll, tellChange } from './events.ts';

/** Nothing is planned further ahead than ten years. */
const LAST = new Date('2200-01-01T00:00:00Z');

/**
 * In the transaction that ends the practice: its published events that have not begun are cancelled, and whoever was invited gets one mail. A
 * consultation that is going on goes on.
 */
export async function cancelAhead(ports: Ports, store: Store, practice: string, now: Date): Promise<readonly EventRecord[]> {
  const scope = { practice, owner: null };
  const ahead = (await store.events.between(scope, now, LAST)).filter(({ state, startsAt }) => state === 'published' && startsAt > now);
  const cancelled = ahead.map((event): EventRecord => ({ ...event, state: 'cancelled' }));
  for (const event of cancelled) {
    await store.events.update(scope, event);
    await store.audit.add({ id: ports.newId(), practice, actor: null, deed: 'event.cancel', objectKind: 'event', objectId: event.id }, now);
    await mailAll(ports, store, event, 'cancelled', now);
  }
  return cancelled;
}

/** After that transaction: open pages hear of it. */
export async function tellCancelled(ports: Ports, events: readonly EventRecord[]): Promise<void> {
  for (const event of events) await tellChange(ports, event, 'cancelled');
}
