import { sql, type Kysely } from 'kysely';

/**
 * Accounts that have ended and wait for their erasure; that a trial's owner was told once more, the day before; and whom the operator has named
 * as its suppliers. A supplier's `ended_at` is when it stopped being one.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table account add column ended_at timestamptz, add constraint account_ended_check check (ended_at is null or state = 'blocked');
    create index account_ended on account (ended_at) where ended_at is not null;
    alter table contract add column trial_told_again_at timestamptz;
    create table supplier (
      id uuid primary key,
      role text not null check (role in ('hosting', 'signalling', 'proxy', 'mail', 'bank', 'collection', 'audit')),
      name text not null,
      address text not null,
      country text not null check (country ~ '^[A-Z]{2}$'),
      since date not null,
      changed_at timestamptz not null,
      ended_at timestamptz
    );
    create index supplier_ended on supplier (ended_at);
  `.execute(db);
}
