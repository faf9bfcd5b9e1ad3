/** When an invited person is reminded of an appointment: a day before and shortly before, each once for each start, and never after it. */

export const REMINDER_KINDS = ['day', 'shortly'] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];
/** Which reminders a practice wants its clients to get. */
export type ReminderSettings = Readonly<Record<ReminderKind, boolean>>;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface ReminderTimes {
  /** Elapsed time before the start, whatever the clocks on the wall do meanwhile. */
  readonly aheadMs: number;
  /** From this long before the start on it is left out instead of sent late. */
  readonly closesMs: number;
  /** As long before its time no other mail may have told the start: that mail is still in mind. */
  readonly apartMs: number;
}

/** `day` may come late after an outage, but not when one has to leave home already. `shortly` is worth nothing once the consultation has begun. */
export const REMINDERS: Readonly<Record<ReminderKind, ReminderTimes>> = {
  day: { aheadMs: 24 * HOUR_MS, closesMs: HOUR_MS, apartMs: 6 * HOUR_MS },
  shortly: { aheadMs: 10 * MINUTE_MS, closesMs: 0, apartMs: 20 * MINUTE_MS },
};

export interface ReminderFacts {
  readonly practiceIsActive: boolean;
  readonly settings: ReminderSettings;
  readonly event: { readonly state: 'draft' | 'published' | 'cancelled'; readonly startsAt: Date };
  readonly invitation: {
    readonly state: 'planned' | 'sent' | 'revoked';
    readonly reply: 'none' | 'confirmed' | 'declined';
    /** This person wants none. */
    readonly stopped: boolean;
    /** When a mail last told them the start: the invitation, or that it has moved. null: so long ago that nobody knows any more. */
    readonly toldAt: Date | null;
  };
}

export function reminderTime(kind: ReminderKind, startsAt: Date): Date {
  return new Date(startsAt.getTime() - REMINDERS[kind].aheadMs);
}

/** Starts for which a reminder of this kind can be due at `now`: after `from`, up to and with `to`. */
export function startsToRemindOf(kind: ReminderKind, now: Date): { readonly from: Date; readonly to: Date } {
  const { aheadMs, closesMs } = REMINDERS[kind];
  return { from: new Date(now.getTime() + closesMs), to: new Date(now.getTime() + aheadMs) };
}

/** Whether such a reminder is to go to this person at all, whenever its time is. */
export function isWanted(kind: ReminderKind, { practiceIsActive, settings, event, invitation }: ReminderFacts): boolean {
  if (!practiceIsActive || !settings[kind] || event.state !== 'published') return false;
  if (invitation.state !== 'sent' || invitation.reply === 'declined' || invitation.stopped) return false;
  return invitation.toldAt === null || invitation.toldAt.getTime() <= reminderTime(kind, event.startsAt).getTime() - REMINDERS[kind].apartMs;
}

/** Asked when it is put out and again when it is sent. Whether one was put out for this start already is the caller's to know. */
export function isDue(kind: ReminderKind, facts: ReminderFacts, now: Date): boolean {
  const { from, to } = startsToRemindOf(kind, now);
  const start = facts.event.startsAt.getTime();
  return start > from.getTime() && start <= to.getTime() && isWanted(kind, facts);
}

/** When this person is reminded next; null: not any more. */
export function nextReminder(facts: ReminderFacts, now: Date): { readonly kind: ReminderKind; readonly at: Date } | null {
  for (const kind of REMINDER_KINDS) {
    const at = reminderTime(kind, facts.event.startsAt);
    if (at.getTime() > now.getTime() && isWanted(kind, facts)) return { kind, at };
  }
  return null;
}
