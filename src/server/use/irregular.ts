/** M1.4: the operator looks at the last hour's irregular requests and keeps out where they come from. */
import { FREE_EVERYWHERE, FREE_HERE } from '../../rules/lock-out.ts';
import { audit, memberlessMay } from './actor.ts';
import type { BlockedNetwork, RuleRefusals, SeenLine } from './ports-irregular.ts';
import type { Ports } from './ports.ts';
import type { SessionView } from './session.ts';

const HOUR_MS = 3_600_000;

export interface IrregularPage {
  /** Of the process that serves this page. Full addresses, as long as the hour's ring holds them: for eyes, not for keeping. */
  readonly lines: readonly SeenLine[];
  /** Blocked lines that this process has not seen within the hour, so that it cannot name them. */
  readonly unseen: readonly string[];
  readonly refusals: readonly RuleRefusals[];
  /** From how many processes the refusals are. */
  readonly processes: number;
  readonly signIns: { readonly accounts: number; readonly slowed: number };
  readonly networks: readonly BlockedNetwork[];
  /** The mark of the operator's own line, which cannot be blocked. */
  readonly own: string;
}

/** null: not for this person. @param address of the request. */
export async function irregularPage(ports: Ports, session: SessionView | null, address: string): Promise<IrregularPage | null> {
  if (memberlessMay(session, 'operator.irregular') === null) return null;
  const now = ports.now();
  const lines = ports.guard.lines(now);
  const [signIns, networks] = await Promise.all([
    ports.store.blocks.failedSince(new Date(now.getTime() - HOUR_MS), { here: FREE_HERE, everywhere: FREE_EVERYWHERE }),
    ports.store.blocks.networks(),
  ]);
  return {
    lines,
    unseen: ports.guard.blocked(now).filter((mark) => !lines.some((line) => line.mark === mark)),
    refusals: ports.guard.refusals(now),
    processes: ports.guard.processes(now),
    signIns,
    networks,
    own: ports.guard.markOf(address),
  };
}

/** `gone`: not seen within the hour any more, or not blocked any more. `own`: the operator would lock themselves out. */
export type BlockAnswer = { readonly ok: true } | { readonly refused: 'forbidden' | 'gone' | 'own' };

/** Until an hour after its last request. @param address of the operator's own request. */
export async function blockLine(ports: Ports, session: SessionView | null, mark: string, address: string): Promise<BlockAnswer> {
  const account = memberlessMay(session, 'operator.irregular');
  if (account === null) return { refused: 'forbidden' };
  if (ports.guard.markOf(address) === mark) return { refused: 'own' };
  const now = ports.now();
  if (ports.guard.lineOf(mark, now) === null) return { refused: 'gone' };
  await audit(ports, ports.store, { account, practice: null }, 'operator.irregular', 'blocked-line', null);
  ports.guard.block(mark, now);
  return { ok: true };
}

export async function freeLine(ports: Ports, session: SessionView | null, mark: string): Promise<BlockAnswer> {
  const account = memberlessMay(session, 'operator.irregular');
  if (account === null) return { refused: 'forbidden' };
  if (!ports.guard.blocked(ports.now()).includes(mark)) return { refused: 'gone' };
  await audit(ports, ports.store, { account, practice: null }, 'operator.irregular', 'freed-line', null);
  ports.guard.free(mark);
  return { ok: true };
}

/** The whole network of that line, anonymised, for the register's term. Blocked twice is blocked once. @param address of the operator's own request. */
export async function blockNetwork(ports: Ports, session: SessionView | null, mark: string, address: string): Promise<BlockAnswer> {
  const account = memberlessMay(session, 'operator.irregular');
  if (account === null) return { refused: 'forbidden' };
  const now = ports.now();
  const network = ports.guard.lineOf(mark, now)?.network ?? NOT_AN_ADDRESS;
  if (network === NOT_AN_ADDRESS) return { refused: 'gone' };
  if (ports.networkOf(address) === network) return { refused: 'own' };
  const id = ports.newId();
  await ports.store.atomically(async (store) => {
    if (!(await store.blocks.insert({ id, network, createdAt: now }))) return;
    await audit(ports, store, { account, practice: null }, 'operator.irregular', 'blocked-network', id);
  });
  await ports.guard.networksChanged();
  return { ok: true };
}

export async function freeNetwork(ports: Ports, session: SessionView | null, id: string): Promise<BlockAnswer> {
  const account = memberlessMay(session, 'operator.irregular');
  if (account === null) return { refused: 'forbidden' };
  const removed = await ports.store.atomically(async (store) => {
    if (!(await store.blocks.remove(id))) return false;
    await audit(ports, store, { account, practice: null }, 'operator.irregular', 'freed-network', id);
    return true;
  });
  if (!removed) return { refused: 'gone' };
  await ports.guard.networksChanged();
  return { ok: true };
}

/** What anonymising makes of what is no address. */
const NOT_AN_ADDRESS = 'unknown';
