import type { Kysely } from 'kysely';
import type { Keyring, Store } from '../use/ports.ts';
import { calendarStore } from './calendar.ts';
import { contactStore } from './contact.ts';
import { contractStore } from './contracts.ts';
import { endingStore, supplierStore } from './ending.ts';
import { eventStore, invitationStore } from './events.ts';
import { eventTypeStore } from './event-types.ts';
import { factorStore } from './factors.ts';
import { hoursStore } from './hours.ts';
import { hourOf } from './hour.ts';
import { memberStore } from './members.ts';
import { outboxStore } from './outbox.ts';
import { accountStore, practiceStore } from './people.ts';
import { practiceWorkStore } from './practice-work.ts';
import { practiceWordsStore } from './practice-words.ts';
import { acceptanceStore } from './acceptances.ts';
import { textStore } from './texts.ts';
import { profileStore, requestStore } from './profile.ts';
import { blockStore } from './blocks.ts';
import { visitStore } from './visits.ts';
import { reminderStore } from './reminders.ts';
import type { Database } from './schema.ts';
import { taskStore } from './tasks.ts';
import { emailChangeStore, failedLoginStore, sessionStore, tokenStore } from './sessions.ts';

/** The store on PostgreSQL. Inside `atomically` a further `atomically` joins the same transaction. */
export function openStore(db: Kysely<Database>, keyring: Keyring): Store {
  return {
    atomically: (work) => (db.isTransaction ? work(openStore(db, keyring)) : db.transaction().execute((tx) => work(openStore(tx, keyring)))),
    accounts: accountStore(db, keyring),
    practices: practiceStore(db),
    contracts: contractStore(db, keyring),
    work: practiceWorkStore(db),
    words: practiceWordsStore(db, keyring),
    types: eventTypeStore(db),
    hours: hoursStore(db),
    members: memberStore(db, keyring),
    sessions: sessionStore(db),
    tokens: tokenStore(db),
    emailChanges: emailChangeStore(db, keyring),
    factors: factorStore(db, keyring),
    profiles: profileStore(db, keyring),
    requests: requestStore(db, keyring),
    texts: textStore(db),
    acceptances: acceptanceStore(db, keyring),
    failedLogins: failedLoginStore(db, keyring),
    endings: endingStore(db, keyring),
    suppliers: supplierStore(db),
    events: eventStore(db, keyring),
    invitations: invitationStore(db, keyring),
    calendar: calendarStore(db, keyring),
    contact: contactStore(db, keyring),
    tasks: taskStore(db, keyring),
    visits: visitStore(db),
    blocks: blockStore(db),
    outbox: outboxStore(db),
    reminders: reminderStore(db),
    audit: {
      async add(entry, now) {
        await db
          .insertInto('audit')
          .values({
            id: entry.id,
            practice_id: entry.practice,
            actor_id: entry.actor,
            deed: entry.deed,
            object_kind: entry.objectKind,
            object_id: entry.objectId,
            hour: hourOf(now),
          })
          .execute();
      },
    },
    settings: {
      async all() {
        return Object.fromEntries((await db.selectFrom('operator_setting').selectAll().execute()).map((row) => [row.name, row.value]));
      },
      async set(name, value) {
        await db
          .insertInto('operator_setting')
          .values({ name, value })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
          .execute();
      },
    },
  };
}
