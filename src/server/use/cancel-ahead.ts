/** When a contract ends, what was promised to clients for later ends with it. */
import { ALL_TIMES } from '../../rules/event.ts';
import { callOff, tellChange } from './events.ts';
import type { EventRecord, Ports, Store } from './ports.ts';

/**
 * In the transaction that ends the practice: its published events that have not begun are cancelled, and whoever was invited gets one mail. A
 * consultation that is going on goes on.
 */
export async function cancelAhead(ports: Ports, store: Store, practice: string, now: Date): Promise<readonly EventRecord[]> {
  const ahead = await store.events.between({ practice, owner: null }, now, ALL_TIMES.to);
  const cancelled: EventRecord[] = [];
  for (const event of ahead) if (event.state === 'published' && event.startsAt > now) cancelled.push(await callOff(ports, store, event, null, now));
  return cancelled;
}

/** After that transaction: open pages hear of it. */
export async function tellCancelled(ports: Ports, events: readonly EventRecord[]): Promise<void> {
  for (const event of events) await tellChange(ports, event, 'cancelled');
}
