/** An account comes into being under an address that nobody has proven yet. */
import type { Account, Store } from './ports.ts';

/**
 * Of an address that was never verified the new account replaces the former one. false: the address is somebody's who proved it, or the registration
 * `isSame` as one that was quicker; then it is not replaced.
 */
export async function takeAddress(store: Store, account: Account, isSame: () => Promise<boolean>): Promise<boolean> {
  if ((await store.accounts.insert(account)) === 'ok') return true;
  // The insertion waited for whoever was just registering: it may have been the same registration, sent twice.
  if (await isSame()) return false;
  const known = await store.accounts.byEmail(account.email);
  if (known?.state !== 'unverified' || !(await store.accounts.removeUnverified(known.id))) return false;
  // Somebody who registered between the two statements was later, and stays.
  return (await store.accounts.insert(account)) === 'ok';
}
