/** The tables as Kysely sees them; made by `migrations/`, named column by column in `src/privacy/register.ts`. */
import type { Generated } from 'kysely';

export interface Database {
  practice: {
    id: string;
    name: string;
    kind: string | null;
    telephone: string | null;
    language: string;
    zone: string;
    colleagues_see_clients: boolean;
    event_term_hours: number | null;
    joining_lead_minutes: number | null;
    state: 'unverified' | 'active' | 'ended';
    created_at: Date;
    ended_at: Date | null;
    restricted_at: Date | null;
  };
  account: {
    id: string;
    kind: 'provider' | 'client' | 'operator';
    email_sealed: Buffer;
    email_index: Buffer;
    password_hash: string;
    form_of_address: string | null;
    title: string | null;
    first_name_sealed: Buffer;
    last_name_sealed: Buffer;
    language: string;
    state: 'unverified' | 'active' | 'blocked';
    created_at: Date;
    verified_at: Date | null;
    restricted_at: Date | null;
  };
  member: { practice_id: string; account_id: string; role: 'owner' | 'provider' | 'assistant'; joined_at: Date };
  session: { token_hash: Buffer; account_id: string | null; language: string | null; created_at: Date; seen_at: Date; second_factor: Generated<boolean> };
  session_grant: { token_hash: Buffer; invitation_id: string; version: number; granted_at: Date };
  token: { token_hash: Buffer; purpose: 'verify' | 'setup'; account_id: string | null; expires_at: Date };
  failed_login: { account_index: Buffer; failures: number; last_at: Date };
  event: {
    id: string;
    practice_id: string;
    owner_id: string;
    type: string;
    title_sealed: Buffer;
    local_start: string;
    zone: string;
    minutes: number;
    extended_minutes: number;
    starts_at: Date;
    planned_end: Date;
    size: 'single' | 'group';
    state: 'draft' | 'published' | 'cancelled';
    host_ended_at: Date | null;
    held: 'held' | 'did-not-come' | null;
    created_at: Date;
    restricted_at: Date | null;
  };
  invitation: {
    id: string;
    practice_id: string;
    event_id: string;
    email_sealed: Buffer;
    email_index: Buffer;
    label_sealed: Buffer;
    language: string;
    version: number;
    code_index: Buffer;
    state: 'planned' | 'sent' | 'revoked';
    reply: Generated<'none' | 'confirmed' | 'declined'>;
    replied_at: Date | null;
    revoked_at: Date | null;
    removed_at: Date | null;
    created_at: Date;
    restricted_at: Date | null;
  };
  outbox: {
    id: string;
    practice_id: string | null;
    kind: string;
    reference_id: string;
    state: 'waiting' | 'accepted' | 'failed';
    attempts: Generated<number>;
    failure: string | null;
    created_at: Date;
    next_attempt_at: Date;
    accepted_at: Date | null;
  };
  audit: { id: string; practice_id: string | null; actor_id: string | null; deed: string; object_kind: string; object_id: string | null; hour: Date };
  access_record: { id: Generated<string>; minute: Date; browser: string; address: string; route: string };
  daily_count: { day: string; route: string; browser: string; visits: number };
  operator_setting: { name: string; value: string };
  erasure_run: { entry: string; ran_at: Date; erased: number; erased_total: string; held: number | null; overdue: number | null };
}
