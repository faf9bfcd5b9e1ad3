/** Carries out what the privacy register says is due. Each batch is one transaction: the rows, what is folded from them, and the count. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { ErasureDeed, Eraser } from '../../privacy/due.ts';
import { ENTRY_IDS, type EntryId } from '../../privacy/register.ts';
import { TERMS, type ErasedTerm } from '../../privacy/terms.ts';
import type { Database } from './schema.ts';

type Condition = RawBuilder<unknown>;

/** Tables whose rows can be under restriction (Art. 18 GDPR): such a row is kept until the restriction is lifted, and so is what would fall with it. */
const FENCED: ReadonlySet<string> = new Set(['account', 'practice', 'event', 'invitation']);

const ALWAYS = sql`true`;
const NOTHING_RESTRICTED_INSIDE = sql`
  not exists (select 1 from event inside where inside.practice_id = practice.id and inside.restricted_at is not null)
  and not exists (select 1 from invitation inside where inside.practice_id = practice.id and inside.restricted_at is not null)`;
const OWNS_NOTHING = sql`not exists (select 1 from event owned where owned.owner_id = account.id)`;

/** The events that somebody led go with their account, unless one of them, or who was invited to it, is under restriction. */
const NOTHING_OWNED_RESTRICTED = sql`
  not exists (select 1 from event owned where owned.owner_id = account.id and owned.restricted_at is not null)
  and not exists (
    select 1 from invitation inside join event owned on owned.id = inside.event_id where owned.owner_id = account.id and inside.restricted_at is not null
  )`;

/** Which rows of the term's table are meant, beside those whose clock has run out. */
const MEANT: Readonly<Record<ErasedTerm, Condition>> = {
  'access-record': ALWAYS,
  'daily-count': ALWAYS,
  'session-idle': sql`session.account_id is not null and session.second_factor`,
  'session-idle-one-factor': sql`session.account_id is not null and not session.second_factor`,
  'session-absolute': sql`session.account_id is not null`,
  'session-guest': sql`session.account_id is null and not exists (select 1 from session_grant held where held.token_hash = session.token_hash)`,
  'failed-login': ALWAYS,
  'verification-token': sql`token.purpose = 'verify'`,
  'set-up-token': sql`token.purpose = 'setup'`,
  'second-step-token': sql`token.purpose = 'second-step'`,
  'passkey-challenge': sql`token.purpose = 'passkey-challenge'`,
  'member-invitation': ALWAYS,
  'reset-token': sql`token.purpose = 'reset'`,
  'email-change-token': sql`token.purpose = 'email-change'`,
  'email-change': ALWAYS,
  'known-network': ALWAYS,
  'hours-exception': ALWAYS,
  // A host who ended before the planned end may open the room again, and the link still lets people in.
  'grant-host-ended': sql`event.host_ended_at >= event.planned_end`,
  'grant-planned-end': ALWAYS,
  'invitation-revoked': sql`invitation.state = 'revoked' and event.restricted_at is null`,
  'invitation-with-event': sql`event.restricted_at is null`,
  event: sql`not exists (select 1 from invitation inside where inside.event_id = event.id and inside.restricted_at is not null)`,
  'outbox-accepted': sql`outbox.state = 'accepted'`,
  'outbox-failed': sql`outbox.state = 'failed'`,
  'practice-unverified': sql`practice.state = 'unverified' and ${NOTHING_RESTRICTED_INSIDE}`,
  'practice-ended': sql`practice.state = 'ended' and ${NOTHING_RESTRICTED_INSIDE}`,
  'account-unverified': sql`account.state = 'unverified' and ${OWNS_NOTHING}`,
  'account-without-practice': sql`account.kind = 'provider' and account.ended_at is null and ${OWNS_NOTHING} and not exists (select 1 from member where member.account_id = account.id)`,
  'account-ended': NOTHING_OWNED_RESTRICTED,
  'supplier-ended': ALWAYS,
  'data-request': sql`data_request.state <> 'open'`,
  'contact-undelivered': ALWAYS,
  'task-done': ALWAYS,
  'blocked-network': ALWAYS,
  acceptance: ALWAYS,
  audit: ALWAYS,
};

/** The way from a table to the event whose end starts its term. */
const FROM: Readonly<Record<string, Condition>> = {
  session_grant: sql`session_grant join invitation on invitation.id = session_grant.invitation_id join event on event.id = invitation.event_id`,
  invitation: sql`invitation join event on event.id = invitation.event_id`,
};
/** A day's term starts when the day is over. */
const CLOCKS: Readonly<Record<string, Condition>> = { 'daily_count.day': sql`((daily_count.day + 1)::timestamp at time zone 'UTC')` };

export function openEraser(db: Kysely<Database>): Eraser {
  return {
    async practiceTerms() {
      const rows = await db.selectFrom('practice').select(['id', 'event_term_hours']).where('event_term_hours', 'is not', null).execute();
      return rows.flatMap(({ id, event_term_hours: hours }) => (hours === null ? [] : [{ practice: id, eventTermHours: hours }]));
    },
    async carryOut(deed, now, limit) {
      return db.transaction().execute(async (transaction) => {
        const erased = await eraseBatch(transaction, deed, limit);
        if (erased > 0) await count(transaction, deed.entry, now, erased);
        return erased;
      });
    },
    async remains(deed) {
      const { rows } = await sql<{ remains: boolean }>`select exists (${dueRows(deed)}) as remains`.execute(db);
      return rows[0]?.remains ?? false;
    },
    async ran(entries, now) {
      for (const entry of entries) await count(db, entry, now, 0);
    },
    async confirm(confirmations, now) {
      for (const { entry, held, overdue } of confirmations) {
        await db
          .insertInto('erasure_run')
          .values({ entry, ran_at: now, erased: 0, erased_total: '0', held, overdue })
          .onConflict((conflict) => conflict.column('entry').doUpdateSet({ ran_at: now, held, overdue }))
          .execute();
      }
    },
    async overdueInMemory() {
      const rows = await db.selectFrom('erasure_run').select('entry').where('overdue', '>', 0).execute();
      return ENTRY_IDS.filter((id) => rows.some(({ entry }) => entry === id));
    },
  };
}

/** A row that somebody else has locked is left for the next run; one that changed meanwhile is judged anew by PostgreSQL before it is taken. */
async function eraseBatch(db: Kysely<Database>, deed: ErasureDeed, limit: number): Promise<number> {
  const table = sql.table(TERMS[deed.term].rows.table);
  const fold = TERMS[deed.term].act === 'fold' ? FOLD : sql``;
  const { rows } = await sql<{ erased: number }>`
    with gone as (
      delete from ${table} where ctid in (${dueRows(deed)} limit ${limit} for update of ${table} skip locked) returning *
    ) ${fold}
    select count(*)::integer as erased from gone`.execute(db);
  return rows[0]?.erased ?? 0;
}

/** Ordered, so that two runs at once wait for each other instead of locking each other out. */
const FOLD = sql`, folded as (
  insert into daily_count (day, route, browser, visits)
  select (minute at time zone 'UTC')::date, route, browser, count(*) from gone group by 1, 2, 3 order by 1, 2, 3
  on conflict (day, route, browser) do update set visits = daily_count.visits + excluded.visits
)`;

function dueRows({ term, before, of }: ErasureDeed): Condition {
  const { table, clock } = TERMS[term].rows;
  const fence = FENCED.has(table) ? sql`${sql.ref(`${table}.restricted_at`)} is null` : ALWAYS;
  return sql`
    select ${sql.ref(`${table}.ctid`)} from ${FROM[table] ?? sql.table(table)}
    where ${CLOCKS[clock] ?? sql.ref(clock)} <= ${before} and ${fence} and ${MEANT[term]} and ${ofPractice(of)}`;
}

/** Asked again at the moment of erasure: a practice may have changed its term since the plan was made. */
function ofPractice(of: ErasureDeed['of']): Condition {
  if (of === 'all') return ALWAYS;
  if (of === 'without-own-term') return sql`exists (select 1 from practice where practice.id = event.practice_id and practice.event_term_hours is null)`;
  return sql`exists (
    select 1 from practice where practice.id = event.practice_id and practice.id = ${of.practice} and practice.event_term_hours = ${of.eventTermHours}
  )`;
}

/** `erased` is of the run at that moment, `erased_total` of all runs. */
async function count(db: Kysely<Database>, entry: EntryId, now: Date, erased: number): Promise<void> {
  await db
    .insertInto('erasure_run')
    .values({ entry, ran_at: now, erased, erased_total: String(erased), held: null, overdue: null })
    .onConflict((conflict) =>
      conflict.column('entry').doUpdateSet({
        ran_at: now,
        erased: sql<number>`case when erasure_run.ran_at = excluded.ran_at then erasure_run.erased else 0 end + excluded.erased`,
        erased_total: sql<string>`erasure_run.erased_total + excluded.erased_total`,
      }),
    )
    .execute();
}
