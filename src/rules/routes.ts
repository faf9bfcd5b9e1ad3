/**
 * Every address of the portal, and the deed that opens it: the expectation that a test holds against each route, form action, method and message there is.
 * A new route needs its row here, a new action its entry in the row.
 */
import type { Deed } from './authority.ts';

/**
 * A deed of the table; or why nobody is kept away: `everybody` may ask, `key` opens to who holds a password, link, code or token, `signed-in` is for any
 * account and shows no more than its own, `development` does not exist in production.
 */
export type Opening = Deed | 'everybody' | 'key' | 'signed-in' | 'development';

export interface RouteRow {
  /** By what is asked: `view` for looking at a page, the name of a form action, or the method of an endpoint. */
  readonly asks: Readonly<Record<string, Opening>>;
  /**
   * Whose the id in the address, or in what is posted, is: a provider's event or task (before which the other providers of the practice are colleagues) or a
   * practice's person (before which members of others are strangers). Without it people act upon what is their own.
   */
  readonly of?: 'event' | 'practice';
}

const page = (view: Opening, actions: Readonly<Record<string, Opening>> = {}): RouteRow => ({ asks: { view, ...actions } });
const posts = (opening: Opening): RouteRow => ({ asks: { POST: opening } });
const reads = (opening: Opening): RouteRow => ({ asks: { GET: opening } });
const ofEvent = (row: RouteRow): RouteRow => ({ ...row, of: 'event' });

export const ROUTES: Readonly<Record<string, RouteRow>> = {
  '/': page('everybody'),
  '/robots.txt': reads('everybody'),
  '/language': posts('everybody'),
  '/test': page('everybody'),
  '/dev/outbox': page('development'),
  '/dev/outbox/[mail]': page('development'),
  '/dev/outbox/[mail]/calendar': reads('development'),
  '/dev/outbox/[mail]/html': reads('development'),
  '/j': page('everybody'),
  '/j/look': posts('key'),
  '/j/enter': posts('key'),
  '/j/ticket': posts('key'),
  '/j/reply': posts('key'),
  '/j/notice': posts('key'),
  // Who has an account may take another: nobody learns of the first.
  '/register': page('everybody', { default: 'everybody' }),
  // The link in a reminder is the authority.
  '/reminders': page('everybody', { stop: 'key', resume: 'key' }),
  '/portal': page('signed-in', { reply: 'invitation.reply' }),
  '/portal/accessibility': page('everybody'),
  '/portal/contact': page('everybody', { default: 'everybody' }),
  '/portal/feed/[secret].ics': reads('key'),
  '/portal/help': page('everybody'),
  '/portal/help/[topic]': page('everybody'),
  '/portal/imprint': page('everybody'),
  '/portal/privacy': page('everybody'),
  '/portal/terms': page('everybody'),
  '/portal/terms/[kind]/[version]': page('everybody'),
  '/portal/terms/[kind]/[version]/[file]': reads('everybody'),
  '/portal/accept': page('signed-in', { default: 'account.change' }),
  '/portal/join-practice': page('everybody', { default: 'key' }),
  '/portal/login': page('everybody', { enter: 'key', second: 'key', again: 'key' }),
  '/portal/login/passkey': posts('key'),
  '/portal/ended': page('everybody'),
  '/portal/logout': page('everybody', { default: 'everybody' }),
  '/portal/new-address': page('everybody', { default: 'key' }),
  '/portal/reset': page('everybody', { ask: 'everybody', choose: 'key' }),
  '/portal/setup': page('everybody', { default: 'key' }),
  '/portal/shop/register': page('everybody', { default: 'everybody' }),
  '/portal/verify': page('everybody', { default: 'key' }),
  '/portal/account': page('account.change', { default: 'account.change' }),
  '/portal/account/end': page('account.end', { end: 'account.end', handOver: 'account.end', cancel: 'account.end' }),
  '/portal/account/email': page('account.change', { default: 'account.change' }),
  '/portal/account/hours': page('hours.change', { week: 'hours.change', add: 'hours.change', remove: 'hours.change' }),
  '/portal/account/password': page('account.change', { default: 'account.change' }),
  '/portal/account/photo': page('account.change', { upload: 'account.change', withdraw: 'account.change' }),
  '/portal/account/requests': page('account.change', { default: 'account.change' }),
  '/portal/account/second-factor': page('account.change', {
    start: 'account.change',
    confirm: 'account.change',
    renew: 'account.change',
    remove: 'account.change',
    passkey: 'account.change',
  }),
  '/portal/account/second-factor/passkey': posts('account.change'),
  '/portal/account/sessions': page('account.change', { end: 'account.change', others: 'account.change' }),
  '/portal/calendar': page('calendar.read', { reply: 'invitation.reply', make: 'calendar.feed', wording: 'calendar.feed', end: 'calendar.feed' }),
  '/portal/tasks': page('task.read', { tick: 'task.tick' }),
  '/portal/tasks/new': page('task.give', { default: 'task.give' }),
  // Of whoever gave it.
  '/portal/tasks/[id]': ofEvent(page('task.give', { change: 'task.give', remove: 'task.give' })),
  '/portal/events': page('event.read'),
  '/portal/events/new': page('event.plan', { save: 'event.plan', row: 'event.plan' }),
  '/portal/events/[id]': ofEvent(
    page('event.read', {
      publish: 'event.publish',
      cancel: 'event.cancel',
      remove: 'event.cancel',
      extend: 'event.extend',
      held: 'event.note-held',
      invite: 'invitation.send',
      uninvite: 'invitation.revoke',
      resend: 'invitation.send',
      reveal: 'invitation.copy',
    }),
  ),
  '/portal/events/[id]/change': ofEvent(page('event.change', { save: 'event.change' })),
  '/portal/events/[id]/paper/[invitation]': ofEvent(page('invitation.copy')),
  '/portal/operator': page('operator.practices'),
  '/portal/operator/practices/[id]': page('operator.practices', {
    confirm: 'operator.practices',
    notice: 'operator.terminate',
    withdraw: 'operator.terminate',
  }),
  '/portal/operator/irregular': page('operator.irregular', {
    block: 'operator.irregular',
    free: 'operator.irregular',
    ask: 'operator.irregular',
    network: 'operator.irregular',
    freeNetwork: 'operator.irregular',
  }),
  '/portal/operator/texts': page('operator.texts'),
  '/portal/operator/texts/[kind]': page('operator.texts', { save: 'operator.texts', drop: 'operator.texts' }),
  '/portal/operator/texts/[kind]/preview': page('operator.texts', { default: 'operator.texts' }),
  '/portal/operator/visits': page('operator.visits'),
  '/portal/operator/visits/csv': reads('operator.visits'),
  '/portal/operator/requests': page('operator.requests', { default: 'operator.requests' }),
  '/portal/operator/accounts': page('operator.terminate', { end: 'operator.terminate', restore: 'operator.terminate' }),
  '/portal/operator/suppliers': page('operator.suppliers', { add: 'operator.suppliers', change: 'operator.suppliers', end: 'operator.suppliers' }),
  '/portal/operator/settings': page('operator.settings', { default: 'operator.settings' }),
  // Shown to who works with them.
  '/portal/photo/[account]': { ...reads('member.read'), of: 'practice' },
  '/portal/practice': page('practice.change', { default: 'practice.change' }),
  '/portal/practice/contract': page('contract.read', { bank: 'contract.change' }),
  '/portal/practice/contract/end': page('contract.end', { default: 'contract.end' }),
  '/portal/practice/defaults': page('practice.defaults', { default: 'practice.defaults' }),
  '/portal/practice/export': page('practice.export'),
  '/portal/practice/export/file': posts('practice.export'),
  // Those that hold for who has none of their own are the owner's to set.
  '/portal/practice/hours': page('practice.defaults', { week: 'practice.defaults', add: 'practice.defaults', remove: 'practice.defaults' }),
  '/portal/practice/members': page('member.read', {
    invite: 'member.manage',
    resend: 'member.manage',
    withdraw: 'member.manage',
    role: 'member.manage',
    remove: 'member.manage',
  }),
  '/portal/practice/trail': page('trail.read'),
  '/portal/practice/types': page('event-type.manage', {
    add: 'event-type.manage',
    change: 'event-type.manage',
    archive: 'event-type.manage',
    restore: 'event-type.manage',
    remove: 'event-type.manage',
  }),
  '/portal/practice/words': page('practice.texts', { default: 'practice.texts' }),
  '/portal/room/[id]': ofEvent(page('consultation.host')),
  '/portal/ticket': ofEvent(posts('consultation.host')),
  // Answers every account, and leaves out what is not its own to see.
  '/portal/waiting': ofEvent(posts('signed-in')),
  '/portal/waiting/extend': ofEvent(posts('event.extend')),
};

/** What pages say to the signalling server. `ticket`: whoever has one says it, and only into the room that the ticket opens. */
export const MESSAGES: Readonly<Record<string, Deed | 'ticket'>> = {
  hello: 'ticket',
  relay: 'ticket',
  ack: 'ticket',
  leave: 'ticket',
  ping: 'ticket',
  admit: 'consultation.host',
  'turn-away': 'consultation.host',
  remove: 'consultation.host',
  end: 'consultation.host',
  'take-over': 'consultation.host',
  preset: 'waiting-room.tell',
};
