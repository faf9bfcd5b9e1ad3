/** What is said before an appointment is saved: it stands in another's way, in another's pause, or outside working hours. Nothing of it forbids. */
import { may } from '../../rules/authority.ts';
import { clashOf, type Guarded } from '../../rules/clash.ts';
import { MAX_BUFFER_MINUTES } from '../../rules/event-type.ts';
import { checkPlan, type EventPlan } from '../../rules/event.ts';
import { isWithin, nextFree } from '../../rules/hours.ts';
import { actorBefore } from './actor.ts';
import { listEvents } from './events.ts';
import { hoursOf } from './hours.ts';
import type { EventRecord, Ports } from './ports.ts';
import type { SessionView } from './session.ts';

const MINUTE_MS = 60_000;
const BUFFER_MS = MAX_BUFFER_MINUTES * MINUTE_MS;
/** Who finds nothing within two weeks looks into the calendar. */
const DAYS_AHEAD = 14;

export interface PlanWarnings {
  readonly conflicts: readonly EventRecord[];
  /** Those whose pause it falls into, or that fall into its own. */
  readonly near: readonly EventRecord[];
  /** null: within working hours, or nobody has set any. `nextFree`, ms since the epoch; null: not within two weeks. */
  readonly outside: { readonly nextFree: number | null } | null;
}
const NONE: PlanWarnings = { conflicts: [], near: [], outside: null };

/** Of the owner's events alone; another provider's are nobody's conflict. `except`: the one that is being changed. */
export async function planWarnings(ports: Ports, session: SessionView, plan: EventPlan, owner: string, except: string | null): Promise<PlanWarnings> {
  const practice = session.membership?.practice;
  const planned = checkPlan(plan, ports.now());
  if (!practice || 'refused' in planned || !may(actorBefore(session, practice.id, owner), 'event.plan')) return NONE;
  const [types, defaults, hours] = await Promise.all([
    ports.store.types.all(practice.id),
    ports.store.work.defaults(practice.id),
    hoursOf(ports, practice.id, owner),
  ]);
  const guarded = (start: Date, end: Date, typeId: string | null): Guarded => {
    const type = types.find(({ id }) => id === typeId);
    return { start, end, before: type?.before ?? defaults.beforeMinutes, after: type?.after ?? defaults.afterMinutes };
  };
  const chosen = types.find(({ id, name, archived }) => id === plan.type || (!archived && name.toLowerCase() === plan.type.trim().toLowerCase()));
  const own = guarded(planned.startsAt, planned.plannedEnd, chosen?.id ?? null);
  const [from, to] = [planned.startsAt.getTime() - BUFFER_MS, planned.plannedEnd.getTime() + BUFFER_MS];
  const isOutside = hours !== null && !isWithin(hours, planned.startsAt, planned.plannedEnd, practice.zone);
  const until = isOutside ? planned.startsAt.getTime() + DAYS_AHEAD * 24 * 60 * MINUTE_MS + BUFFER_MS : to;
  const others = (await listEvents(ports, session, new Date(from), new Date(until)))
    .map(({ event }) => event)
    .filter((event) => event.owner === owner && event.id !== except && event.state !== 'cancelled');
  const clash = (event: EventRecord) => clashOf(own, guarded(event.startsAt, event.plannedEnd, event.typeId));
  const busy = others.map((event) => {
    const { before, after } = guarded(event.startsAt, event.plannedEnd, event.typeId);
    return {
      from: event.startsAt.getTime() - Math.max(before, own.after) * MINUTE_MS,
      to: event.plannedEnd.getTime() + Math.max(after, own.before) * MINUTE_MS,
    };
  });
  return {
    conflicts: others.filter((event) => clash(event) === 'overlap'),
    near: others.filter((event) => clash(event) === 'buffer'),
    outside: isOutside ? { nextFree: nextFree(hours, busy, planned.startsAt, plan.minutes, practice.zone, DAYS_AHEAD)?.getTime() ?? null } : null,
  };
}
