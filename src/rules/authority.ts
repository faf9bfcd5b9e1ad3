/** Who may do what: the one table. Everything that acts for a person asks here, and the exhaustive test is made from it. */

/** `nobody` has no session; `guest` holds a grant; `colleague` is another provider of the same practice; `stranger` any member of another practice. */
export const ACTORS = ['nobody', 'guest', 'client', 'assistant', 'colleague', 'provider', 'owner', 'stranger', 'operator'] as const;
export type Actor = (typeof ACTORS)[number];

/**
 * `provider` and `owner` here stand before their own events; before another provider's event of the same practice both are a `colleague`
 * (an owner administers the practice, that does not open other people's consultations).
 */
export const TABLE = {
  'practice.register': ['nobody', 'guest', 'client'],
  'client.register': ['nobody', 'guest'],
  'practice.change': ['owner'],
  'practice.defaults': ['owner'],
  'practice.texts': ['owner'],
  'practice.export': ['owner'],
  'member.read': ['assistant', 'colleague', 'provider', 'owner'],
  'member.manage': ['owner'],
  'event-type.manage': ['owner'],
  // One's own; an owner also those of the practice.
  'hours.change': ['provider', 'owner'],
  'trail.read': ['owner'],
  'contract.read': ['owner'],
  'contract.change': ['owner'],
  'contract.end': ['owner'],
  'account.sign-in': ['nobody', 'guest', 'client', 'assistant', 'colleague', 'provider', 'owner', 'stranger', 'operator'],
  'account.overview': ['assistant', 'colleague', 'provider', 'owner'],
  // One's own: profile, photo, password, address, second factor, sessions, requests, the end.
  'account.change': ['client', 'assistant', 'colleague', 'provider', 'owner', 'stranger', 'operator'],
  'account.end': ['client', 'assistant', 'colleague', 'provider', 'owner', 'stranger'],
  'own-events.read': ['client'],
  'task.give': ['provider', 'owner'],
  // Those one has, and those one gave.
  'task.read': ['client', 'assistant', 'provider', 'owner'],
  'task.tick': ['client', 'assistant', 'provider', 'owner'],
  // In the account; a guest's link answers by itself.
  'invitation.reply': ['client'],
  'calendar.read': ['client', 'assistant', 'colleague', 'provider', 'owner'],
  'calendar.feed': ['client', 'assistant', 'colleague', 'provider', 'owner'],
  // An assistant plans for a provider.
  'event.plan': ['assistant', 'provider', 'owner'],
  'event.read': ['assistant', 'provider', 'owner'],
  'event.change': ['assistant', 'provider', 'owner'],
  'event.publish': ['assistant', 'provider', 'owner'],
  'event.cancel': ['assistant', 'provider', 'owner'],
  'event.extend': ['provider', 'owner'],
  'event.note-held': ['provider', 'owner'],
  'invitation.send': ['assistant', 'provider', 'owner'],
  'invitation.copy': ['assistant', 'provider', 'owner'],
  'invitation.revoke': ['assistant', 'provider', 'owner'],
  'waiting-room.enter': ['guest', 'client', 'provider', 'owner', 'assistant', 'colleague', 'stranger', 'operator'],
  'waiting-room.watch': ['assistant', 'provider', 'owner'],
  'waiting-room.tell': ['provider', 'owner'],
  'consultation.host': ['provider', 'owner'],
  'turn.use': ['guest', 'provider', 'owner'],
  'operator.set-up': ['nobody'],
  'operator.settings': ['operator'],
  'operator.practices': ['operator'],
  'operator.terminate': ['operator'],
  'operator.suppliers': ['operator'],
  'operator.texts': ['operator'],
  'operator.requests': ['operator'],
  'operator.visits': ['operator'],
  'operator.irregular': ['operator'],
} as const satisfies Record<string, readonly Actor[]>;

export type Deed = keyof typeof TABLE;
export const DEEDS = Object.keys(TABLE) as readonly Deed[];

export function may(actor: Actor, deed: Deed): boolean {
  return (TABLE[deed] as readonly Actor[]).includes(actor);
}
