/** Before an account ends: its appointments that are not over go to a colleague, or are cancelled and everybody invited is told. */
import { audit } from './actor.ts';
import { leader } from './end-account.ts';
import { mailAll, tellChange } from './events.ts';
import type { EventRecord, Ports } from './ports.ts';
import type { SessionView } from './session.ts';

/** Nothing is planned further ahead than ten years. */
const LAST = new Date('2200-01-01T00:00:00Z');

export type HandedOver = { readonly ok: true; readonly moved: number } | { readonly refused: 'forbidden' | 'not-an-heir' };

/** `heir`: another owner or provider of the same practice. */
export async function handOverAhead(ports: Ports, session: SessionView | null, heir: string): Promise<HandedOver> {
  const own = await leader(ports, session);
  if (!own) return { refused: 'forbidden' };
  const { account, practice } = own;
  if (practice === null) return { refused: 'not-an-heir' };
  const member = { account, practice };
  return ports.store.atomically(async (store): Promise<HandedOver> => {
    await store.members.lock(practice);
    const role = (await store.members.of(practice)).find((each) => each.account === heir)?.role;
    if (heir === account || (role !== 'owner' && role !== 'provider')) return { refused: 'not-an-heir' };
    const moved = await store.members.moveEvents(practice, account, heir, ports.now());
    for (const event of moved) await audit(ports, store, member, 'event.change', 'event', event);
    return { ok: true, moved: moved.length };
  });
}

/** All of them, or none; drafts that nobody was told of simply go. A second time there is nothing left to cancel. */
export async function cancelAhead(
  ports: Ports,
  session: SessionView | null,
): Promise<{ readonly ok: true; readonly cancelled: number } | { readonly refused: 'forbidden' }> {
  const own = await leader(ports, session);
  if (!own) return { refused: 'forbidden' };
  const { practice } = own;
  if (practice === null) return { ok: true, cancelled: 0 };
  const scope = { practice, owner: own.account };
  const now = ports.now();
  const { cancelled, drafts } = await ports.store.atomically(async (store) => {
    await store.members.lock(practice);
    const ahead = await store.events.between(scope, now, LAST);
    const told: EventRecord[] = [];
    let removed = 0;
    for (const event of ahead) {
      if (event.state === 'cancelled') continue;
      await audit(ports, store, { account: own.account, practice }, 'event.cancel', 'event', event.id);
      if (event.state === 'draft') {
        await store.events.remove(scope, event.id);
        removed += 1;
      } else {
        const gone: EventRecord = { ...event, state: 'cancelled' };
        await store.events.update(scope, gone);
        await mailAll(ports, store, gone, 'cancelled', now);
        told.push(gone);
      }
    }
    return { cancelled: told, drafts: removed };
  });
  for (const event of cancelled) await tellChange(ports, event, 'cancelled');
  return { ok: true, cancelled: cancelled.length + drafts };
}
