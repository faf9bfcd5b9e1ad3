/** Before an account ends: its appointments that are not over go to a colleague, or are cancelled and everybody invited is told. */
import { ALL_TIMES } from '../../rules/event.ts';
import { audit } from './actor.ts';
import { tellCancelled } from './cancel-ahead.ts';
import { leader } from './end-account.ts';
import { callOff } from './events.ts';
import type { EventRecord, Ports } from './ports.ts';
import type { SessionView } from './session.ts';

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
    const ahead = await store.events.between(scope, now, ALL_TIMES.to);
    const told: EventRecord[] = [];
    const unpublished = ahead.filter(({ state }) => state === 'draft');
    for (const { id } of unpublished) {
      await store.events.remove(scope, id);
      await audit(ports, store, own, 'event.cancel', 'event', id);
    }
    for (const event of ahead) if (event.state === 'published') told.push(await callOff(ports, store, event, own.account, now));
    return { cancelled: told, drafts: unpublished.length };
  });
  await tellCancelled(ports, cancelled);
  return { ok: true, cancelled: cancelled.length + drafts };
}
