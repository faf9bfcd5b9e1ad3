import type { EventRecord, Invitation } from '#lib/server/use/ports.ts';
import type { InvitationView } from '#lib/server/use/events.ts';
import type { EventView, InvitationRow } from '#lib/ui/portal/event-view.ts';

export function eventView(event: EventRecord): EventView {
  const { id, type, title, zone, localStart, minutes, extendedMinutes, size, state, held } = event;
  return {
    id,
    type,
    title,
    zone,
    localStart,
    minutes,
    extendedMinutes,
    size,
    state,
    held,
    startsAt: event.startsAt.getTime(),
    plannedEnd: event.plannedEnd.getTime(),
  };
}

export function invitationRow(invitation: InvitationView): InvitationRow {
  const { id, label, email, language, state, reply, repliedAt, delivery, remindersStopped } = invitation;
  return { id, label, email, language, state, reply, repliedAt: repliedAt && repliedAt.getTime(), delivery, remindersStopped };
}

/** Who is invited, in a line: the practice's own labels. */
export interface ListedView extends EventView {
  readonly labels: readonly string[];
}

export function listedView(listed: { readonly event: EventRecord; readonly invitations: readonly Invitation[] }): ListedView {
  return { ...eventView(listed.event), labels: listed.invitations.filter((each) => each.state !== 'revoked').map((each) => each.label) };
}
