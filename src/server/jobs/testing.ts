/** Plants one of everything that has a term, with a mark in it, and looks for marks in all that the database holds. For tests and the proof of forgetting. */
import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { ErasedTerm } from '../../privacy/terms.ts';
import type { Database } from '../db/schema.ts';

export interface Planted {
  /** Stands in the row that the term erases, as text or as bytes, and nowhere else afterwards. */
  readonly mark: string;
  /** What the term counts from; for terms that count to an end, that end. */
  readonly clock: Date;
  /** The practice's own term for its events. null: none. */
  readonly eventTermHours?: number | null;
  readonly restricted?: boolean;
}

type Db = Kysely<Database>;
const LONG_AGO = new Date('2020-01-01T00:00:00Z');
const LONG_AHEAD = new Date('2099-01-01T00:00:00Z');
const DAY_MS = 86_400_000;

/** The same mark gives the same rows, so that two databases can be compared. */
export async function plant(db: Db, term: ErasedTerm, planted: Planted): Promise<void> {
  await PLANTINGS[term](db, planted);
}

/** All rows of all tables of the portal and its queue as text; bytes as hexadecimal digits. */
export async function dumpOf(db: Db): Promise<string> {
  const tables = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE' and table_name <> 'erasure_run' order by 1`.execute(db);
  let dump = '';
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t order by 1`.execute(db);
    dump += rows.map(({ row }) => `${name} ${row}\n`).join('');
  }
  return dump;
}

export function holds(dump: string, mark: string): boolean {
  return dump.includes(mark) || dump.includes(bytes(mark).toString('hex'));
}

const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');

/** One for each thing around a mark. */
function idOf(mark: string, what: string): string {
  const hex = createHash('sha256').update(`${what} ${mark}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const PLANTINGS: Readonly<Record<ErasedTerm, (db: Db, planted: Planted) => Promise<unknown>>> = {
  'access-record': (db, { mark, clock }) =>
    db.insertInto('access_record').values({ minute: clock, browser: 'Firefox 153', address: mark, route: '/' }).execute(),
  'daily-count': (db, { mark, clock }) => {
    const day = new Date(Math.ceil(clock.getTime() / DAY_MS) * DAY_MS - DAY_MS).toISOString().slice(0, 10);
    return db.insertInto('daily_count').values({ day, route: mark, browser: 'other', visits: 3 }).execute();
  },
  'session-idle': async (db, planted) =>
    insertSession(db, planted.mark, { account: await insertMember(db, planted), created: LONG_AHEAD, seen: planted.clock, factor: true }),
  'session-idle-one-factor': async (db, planted) =>
    insertSession(db, planted.mark, { account: await insertMember(db, planted), created: LONG_AHEAD, seen: planted.clock, factor: false }),
  'session-absolute': async (db, planted) =>
    insertSession(db, planted.mark, { account: await insertMember(db, planted), created: planted.clock, seen: LONG_AHEAD, factor: true }),
  'session-guest': (db, { mark, clock }) => insertSession(db, mark, { account: null, created: clock, seen: clock, factor: false }),
  'failed-login': (db, { mark, clock }) =>
    db
      .insertInto('failed_login')
      .values({ account_index: bytes(mark), network_index: bytes('n'), failures: 4, last_at: clock })
      .execute(),
  'verification-token': async (db, planted) => insertToken(db, planted, 'verify', await insertMember(db, planted)),
  'set-up-token': (db, planted) => insertToken(db, planted, 'setup', null),
  'second-step-token': async (db, planted) => insertToken(db, planted, 'second-step', await insertMember(db, planted)),
  'passkey-challenge': (db, planted) => insertToken(db, planted, 'passkey-challenge', null),
  'member-invitation': async (db, planted) => {
    await insertPractice(db, planted, { name: 'unmarked', state: 'active' });
    const content = bytes(planted.mark);
    return db
      .insertInto('member_invitation')
      .values({
        id: idOf(planted.mark, 'member-invitation'),
        practice_id: idOf(planted.mark, 'practice'),
        email_sealed: content,
        email_index: content,
        role: 'assistant',
        language: 'de',
        token_hash: content,
        expires_at: planted.clock,
      })
      .execute();
  },
  'hours-exception': async (db, planted) =>
    db
      .insertInto('hours_exception')
      .values({
        id: idOf(planted.mark, 'hours-exception'),
        account_id: await insertMember(db, planted),
        practice_id: idOf(planted.mark, 'practice'),
        first_day: '2026-11-20',
        last_day: '2026-11-20',
        spans: planted.mark,
        ends_at: planted.clock,
      })
      .execute(),
  'reset-token': async (db, planted) => insertToken(db, planted, 'reset', await insertMember(db, planted)),
  'email-change-token': async (db, planted) => insertToken(db, planted, 'email-change', await insertMember(db, planted)),
  'email-change': async (db, planted) =>
    db
      .insertInto('email_change')
      .values({ account_id: await insertMember(db, planted), email_sealed: bytes(planted.mark), state: 'asked', created_at: planted.clock })
      .execute(),
  'known-network': (db, { mark, clock }) =>
    db
      .insertInto('known_network')
      .values({ account_index: bytes(mark), network_index: bytes('n'), last_at: clock })
      .execute(),
  'grant-host-ended': (db, planted) => insertGrant(db, planted, { plannedEnd: new Date(planted.clock.getTime() - 1), hostEnded: planted.clock }),
  'grant-planned-end': (db, planted) => insertGrant(db, planted, { plannedEnd: planted.clock, hostEnded: null }),
  'invitation-revoked': async (db, planted) => {
    const event = await insertEvent(db, planted, { plannedEnd: LONG_AHEAD });
    await insertInvitation(db, planted, event, { revoked: planted.clock, restricted: planted.restricted });
  },
  'invitation-with-event': async (db, planted) => {
    const event = await insertEvent(db, planted, { plannedEnd: planted.clock });
    await insertInvitation(db, planted, event, { restricted: planted.restricted });
  },
  event: (db, planted) => insertEvent(db, planted, { plannedEnd: planted.clock, title: planted.mark, restricted: planted.restricted }),
  'outbox-accepted': (db, { mark, clock }) => insertMailRow(db, mark, { state: 'accepted', accepted_at: clock, next_attempt_at: LONG_AHEAD }),
  'outbox-failed': (db, { mark, clock }) => insertMailRow(db, mark, { state: 'failed', accepted_at: null, next_attempt_at: clock }),
  'task-done': async (db, planted) => {
    const account = await insertMember(db, planted);
    const content = bytes(planted.mark);
    return db
      .insertInto('task')
      .values({
        id: idOf(planted.mark, 'task'),
        practice_id: idOf(planted.mark, 'practice'),
        creator_id: account,
        assignee_id: null,
        client_email_sealed: content,
        client_email_index: content,
        client_label_sealed: content,
        event_id: null,
        text_sealed: content,
        due_on: null,
        remind: false,
        reminded_at: null,
        created_at: LONG_AGO,
        done_at: planted.clock,
      })
      .execute();
  },
  'contact-undelivered': (db, { mark, clock }) =>
    db
      .insertInto('contact_message')
      .values({
        id: idOf(mark, 'contact'),
        topic: 'question',
        name_sealed: bytes(mark),
        email_sealed: bytes(mark),
        text_sealed: bytes(mark),
        language: 'de',
        created_at: clock,
      })
      .execute(),
  'blocked-network': (db, { mark, clock }) =>
    db
      .insertInto('blocked_network')
      .values({ id: idOf(mark, 'blocked'), network: mark, created_at: clock })
      .execute(),
  'practice-unverified': (db, planted) =>
    insertPractice(db, planted, { name: planted.mark, state: 'unverified', created: planted.clock, restricted: planted.restricted }),
  'practice-ended': (db, planted) => insertPractice(db, planted, { name: planted.mark, state: 'ended', ended: planted.clock, restricted: planted.restricted }),
  'account-unverified': (db, planted) => insertAccount(db, planted, { state: 'unverified', created: planted.clock, marked: true }),
  'account-without-practice': (db, planted) => insertAccount(db, planted, { state: 'active', created: planted.clock, marked: true }),
  'account-ended': (db, planted) => insertAccount(db, planted, { state: 'blocked', created: LONG_AGO, ended: planted.clock, marked: true }),
  'supplier-ended': (db, { mark, clock }) =>
    db
      .insertInto('supplier')
      .values({ id: idOf(mark, 'supplier'), role: 'mail', name: mark, address: 'x', country: 'DE', since: '2020-01-01', changed_at: clock, ended_at: clock })
      .execute(),
  'data-request': async (db, planted) =>
    db
      .insertInto('data_request')
      .values({
        id: idOf(planted.mark, 'request'),
        account_id: await insertMember(db, planted),
        kind: 'delete',
        datum: 'title',
        text_sealed: bytes(planted.mark),
        state: 'done',
        received_at: planted.clock,
        answered_at: planted.clock,
        answer_sealed: bytes('answer'),
      })
      .execute(),
  acceptance: (db, { mark, clock }) => insertAcceptance(db, mark, clock),
  audit: (db, { mark, clock }) =>
    db
      .insertInto('audit')
      .values({ id: idOf(mark, 'audit'), practice_id: null, actor_id: null, deed: mark, object_kind: 'event', object_id: null, hour: clock })
      .execute(),
};

/** Of somebody whose account is gone. */
async function insertAcceptance(db: Db, mark: string, clock: Date): Promise<void> {
  const text = { kind: 'agreement', version: 1, language: 'de' } as const;
  const hash = createHash('sha256').update('text').digest();
  await db
    .insertInto('legal_text')
    .values({ ...text, body: 'text', changed: '', hash, published_at: LONG_AGO })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db
    .insertInto('acceptance')
    .values({
      ...text,
      id: idOf(mark, 'acceptance'),
      account_id: null,
      practice_id: null,
      hash,
      party_sealed: bytes(mark),
      accepted_at: LONG_AGO,
      year_over_at: clock,
    })
    .execute();
}

async function insertSession(
  db: Db,
  mark: string,
  session: { readonly account: string | null; readonly created: Date; readonly seen: Date; readonly factor: boolean },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      id: idOf(mark, 'session'),
      token_hash: bytes(mark),
      account_id: session.account,
      language: 'de',
      created_at: session.created,
      seen_at: session.seen,
      second_factor: session.factor,
    })
    .execute();
}

async function insertToken(db: Db, { mark, clock }: Planted, purpose: Database['token']['purpose'], account: string | null): Promise<void> {
  await db
    .insertInto('token')
    .values({ token_hash: bytes(mark), purpose, account_id: account, expires_at: clock })
    .execute();
}

async function insertMailRow(
  db: Db,
  mark: string,
  row: { readonly state: 'accepted' | 'failed'; readonly accepted_at: Date | null; readonly next_attempt_at: Date },
): Promise<void> {
  await db
    .insertInto('outbox')
    .values({
      id: idOf(mark, 'outbox'),
      practice_id: null,
      kind: 'invitation',
      reference_id: idOf(mark, 'reference'),
      failure: mark,
      created_at: LONG_AGO,
      ...row,
    })
    .execute();
}

/** A guest's session goes with its last grant; this one is old enough to. */
async function insertGrant(db: Db, planted: Planted, end: { readonly plannedEnd: Date; readonly hostEnded: Date | null }): Promise<void> {
  const event = await insertEvent(db, planted, end);
  const invitation = await insertInvitation(db, planted, event, { unmarked: true });
  await insertSession(db, planted.mark, { account: null, created: LONG_AGO, seen: LONG_AGO, factor: false });
  await db
    .insertInto('session_grant')
    .values({ token_hash: bytes(planted.mark), invitation_id: invitation, version: 1, granted_at: LONG_AGO })
    .execute();
}

interface EventPlace {
  readonly practice: string;
  readonly event: string;
}

async function insertEvent(
  db: Db,
  planted: Planted,
  event: { readonly plannedEnd: Date; readonly hostEnded?: Date | null; readonly title?: string; readonly restricted?: boolean | undefined },
): Promise<EventPlace> {
  const owner = await insertMember(db, planted);
  const id = idOf(planted.mark, 'event');
  const practice = idOf(planted.mark, 'practice');
  await db
    .insertInto('event')
    .values({
      id,
      practice_id: practice,
      owner_id: owner,
      type: 'consultation',
      title_sealed: bytes(event.title ?? 'unmarked'),
      local_start: '2026-11-24T09:00',
      zone: 'Europe/Berlin',
      minutes: 50,
      extended_minutes: 0,
      starts_at: new Date(event.plannedEnd.getTime() - 50 * 60_000),
      planned_end: event.plannedEnd,
      size: 'single',
      state: 'published',
      host_ended_at: event.hostEnded ?? null,
      created_at: LONG_AGO,
      restricted_at: event.restricted ? LONG_AGO : null,
    })
    .execute();
  return { practice, event: id };
}

async function insertInvitation(
  db: Db,
  planted: Planted,
  place: EventPlace,
  { revoked, restricted, unmarked }: { readonly revoked?: Date; readonly restricted?: boolean | undefined; readonly unmarked?: boolean },
): Promise<string> {
  const id = idOf(planted.mark, 'invitation');
  const content = bytes(unmarked ? 'unmarked' : planted.mark);
  await db
    .insertInto('invitation')
    .values({
      id,
      practice_id: place.practice,
      event_id: place.event,
      email_sealed: content,
      email_index: content,
      label_sealed: content,
      language: 'de',
      version: 1,
      code_index: bytes(idOf(planted.mark, 'code')),
      state: revoked ? 'revoked' : 'sent',
      revoked_at: revoked ?? null,
      created_at: LONG_AGO,
      restricted_at: restricted ? LONG_AGO : null,
    })
    .execute();
  return id;
}

/** An active provider of an active practice: nothing of the two is due. */
async function insertMember(db: Db, planted: Planted): Promise<string> {
  await insertPractice(db, planted, { name: 'unmarked', state: 'active' });
  const account = await insertAccount(db, planted, { state: 'active', created: LONG_AGO, marked: false });
  await db
    .insertInto('member')
    .values({ practice_id: idOf(planted.mark, 'practice'), account_id: account, role: 'owner', joined_at: LONG_AGO })
    .execute();
  return account;
}

async function insertPractice(
  db: Db,
  { mark, eventTermHours }: Planted,
  practice: {
    readonly name: string;
    readonly state: 'unverified' | 'active' | 'ended';
    readonly created?: Date;
    readonly ended?: Date;
    readonly restricted?: boolean | undefined;
  },
): Promise<void> {
  await db
    .insertInto('practice')
    .values({
      id: idOf(mark, 'practice'),
      name: practice.name,
      language: 'de',
      zone: 'Europe/Berlin',
      colleagues_see_clients: false,
      event_term_hours: eventTermHours ?? null,
      state: practice.state,
      created_at: practice.created ?? LONG_AGO,
      ended_at: practice.ended ?? null,
      restricted_at: practice.restricted ? LONG_AGO : null,
    })
    .execute();
}

async function insertAccount(
  db: Db,
  { mark, restricted }: Planted,
  account: { readonly state: 'unverified' | 'active' | 'blocked'; readonly created: Date; readonly ended?: Date; readonly marked: boolean },
): Promise<string> {
  const id = idOf(mark, 'account');
  const content = bytes(account.marked ? mark : 'unmarked');
  await db
    .insertInto('account')
    .values({
      id,
      kind: 'provider',
      email_sealed: content,
      email_index: account.marked ? content : bytes(idOf(mark, 'email')),
      password_hash: account.marked ? mark : 'unmarked',
      first_name_sealed: content,
      last_name_sealed: content,
      language: 'de',
      state: account.state,
      created_at: account.created,
      restricted_at: account.marked && restricted ? LONG_AGO : null,
      ended_at: account.ended ?? null,
    })
    .execute();
  return id;
}
