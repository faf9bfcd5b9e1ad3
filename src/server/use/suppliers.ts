/** Whom the operator lets work for it. What stands here is public: the policy lists it by role. */
import { readSupplier, SUPPLIER_ROLES, type SupplierFaults, type SupplierInput, type SupplierRole } from '../../rules/supplier.ts';
import { memberlessMay } from './actor.ts';
import type { Supplier } from './ports-ending.ts';
import type { Ports, Store } from './ports.ts';
import type { SessionView } from './session.ts';

export interface SupplierPage {
  readonly present: readonly Supplier[];
  readonly former: readonly Supplier[];
}

/** null: not theirs to see. */
export async function supplierPage(ports: Ports, session: SessionView | null): Promise<SupplierPage | null> {
  if (memberlessMay(session, 'operator.suppliers') === null) return null;
  const all = await ports.store.suppliers.all();
  return { present: all.filter(({ endedAt }) => endedAt === null), former: all.filter(({ endedAt }) => endedAt !== null) };
}

export type PublicSupplier = Pick<Supplier, 'name' | 'address' | 'country' | 'since'>;

/** Everybody's to read. All roles in the policy's order; an empty one has nobody in it. A supplier of the future is not told yet. */
export async function suppliersByRole(
  ports: Pick<Ports, 'store' | 'now'>,
): Promise<readonly { readonly role: SupplierRole; readonly suppliers: readonly PublicSupplier[] }[]> {
  const today = ports.now().toISOString().slice(0, 10);
  const present = (await ports.store.suppliers.all()).filter(({ endedAt, since }) => endedAt === null && since <= today);
  return SUPPLIER_ROLES.map((role) => ({
    role,
    suppliers: present.filter((each) => each.role === role).map(({ name, address, country, since }) => ({ name, address, country, since })),
  }));
}

type Forbidden = { readonly refused: 'forbidden' };
export type SupplierSaved =
  { readonly ok: true } | Forbidden | { readonly refused: 'unknown' } | { readonly refused: 'invalid'; readonly fields: SupplierFaults };

export async function addSupplier(ports: Ports, session: SessionView | null, input: SupplierInput): Promise<SupplierSaved> {
  return saved(ports, session, input, async (store, details) => {
    await store.suppliers.lock();
    const known = (await store.suppliers.all()).find(
      (each) => each.endedAt === null && each.role === details.role && each.name === details.name && each.country === details.country,
    );
    // The same, named twice, also by a form that was sent twice, is one.
    if (known) return 'nothing';
    const id = ports.newId();
    await store.suppliers.insert(id, details, ports.now());
    return { changed: id };
  });
}

export async function changeSupplier(ports: Ports, session: SessionView | null, id: string, input: SupplierInput): Promise<SupplierSaved> {
  return saved(ports, session, input, async (store, details) => ((await store.suppliers.change(id, details, ports.now())) ? { changed: id } : 'unknown'));
}

/** From today it works for the operator no more; the policy names it no longer. */
export async function endSupplier(
  ports: Ports,
  session: SessionView | null,
  id: string,
): Promise<{ readonly ok: true } | Forbidden | { readonly refused: 'unknown' }> {
  const operator = memberlessMay(session, 'operator.suppliers');
  if (operator === null) return { refused: 'forbidden' };
  return ports.store.atomically(async (store) => {
    if (!(await store.suppliers.end(id, ports.now()))) return { refused: 'unknown' } as const;
    await note(ports, store, operator, id);
    return { ok: true } as const;
  });
}

type Save = (
  store: Store,
  details: Extract<ReturnType<typeof readSupplier>, { readonly ok: unknown }>['ok'],
) => Promise<{ readonly changed: string } | 'unknown' | 'nothing'>;

async function saved(ports: Ports, session: SessionView | null, input: SupplierInput, save: Save): Promise<SupplierSaved> {
  const operator = memberlessMay(session, 'operator.suppliers');
  if (operator === null) return { refused: 'forbidden' };
  const read = readSupplier(input);
  if ('refused' in read) return { refused: 'invalid', fields: read.refused };
  return ports.store.atomically(async (store): Promise<SupplierSaved> => {
    const outcome = await save(store, read.ok);
    if (outcome === 'unknown') return { refused: 'unknown' };
    if (outcome !== 'nothing') await note(ports, store, operator, outcome.changed);
    return { ok: true };
  });
}

function note(ports: Ports, store: Store, operator: string, id: string): Promise<void> {
  return store.audit.add({ id: ports.newId(), practice: null, actor: operator, deed: 'operator.suppliers', objectKind: 'supplier', objectId: id }, ports.now());
}
