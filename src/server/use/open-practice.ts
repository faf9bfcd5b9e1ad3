/** Planning and inviting is for practices that are open: one that is not confirmed yet, or whose contract is over, makes no promises to clients. */
import type { Ports, Store } from './ports.ts';

export type NotOpenReason = 'practice-requested' | 'practice-ended';
export type NotOpen = { readonly refused: NotOpenReason };

/** Inside the transaction of the deed, for until its end the state stays. null: it is open. */
async function whyNotOpen(store: Store, practice: string): Promise<NotOpenReason | null> {
  const state = await store.practices.stateOf(practice);
  if (state === 'active') return null;
  return state === 'requested' || state === 'unverified' ? 'practice-requested' : 'practice-ended';
}

/** Does `work` in one transaction if the practice is open. */
export function whileOpen<T>(ports: Pick<Ports, 'store'>, practice: string, work: (store: Store) => Promise<T>): Promise<T | NotOpen> {
  return ports.store.atomically(async (store) => {
    const refused = await whyNotOpen(store, practice);
    return refused === null ? work(store) : { refused };
  });
}
