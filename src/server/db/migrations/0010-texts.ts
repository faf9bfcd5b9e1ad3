import { sql, type Kysely } from 'kysely';

/**
 * Terms of use and the agreement under Art. 28 GDPR: each version stands as it was published, whoever asks the database to change it. Who accepted
 * which version stays on record after account and practice are gone, until the register's term is over; an acceptance under an address that nobody
 * proved is none and goes with its account.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table legal_text (
      kind text not null check (kind in ('terms-client', 'terms-practice', 'agreement')),
      version integer not null check (version > 0),
      language text not null check (language in ('de', 'en', 'fr')),
      body text not null check (body <> ''),
      changed text not null,
      hash bytea not null check (hash = sha256(convert_to(body, 'UTF8'))),
      published_at timestamptz not null,
      primary key (kind, version, language)
    );
    create function legal_text_stands() returns trigger language plpgsql as $$
      begin raise exception 'a published text is never changed'; end $$;
    create trigger legal_text_stands before update or delete or truncate on legal_text
      for each statement execute function legal_text_stands();

    create table legal_draft (
      kind text not null check (kind in ('terms-client', 'terms-practice', 'agreement')),
      language text not null check (language in ('de', 'en', 'fr')),
      body text not null,
      changed text not null,
      saved_at timestamptz not null,
      primary key (kind, language)
    );

    create table acceptance (
      id uuid primary key,
      account_id uuid references account on delete set null,
      practice_id uuid,
      kind text not null,
      version integer not null,
      language text not null,
      hash bytea not null,
      party_sealed bytea not null,
      accepted_at timestamptz not null,
      year_over_at timestamptz,
      foreign key (kind, version, language) references legal_text
    );
    create unique index acceptance_once on acceptance (account_id, coalesce(practice_id, '00000000-0000-0000-0000-000000000000'), kind, version)
      where account_id is not null;
    create index acceptance_practice on acceptance (practice_id) where year_over_at is null;
    create index acceptance_year on acceptance (year_over_at);

    create function acceptance_stands() returns trigger language plpgsql as $$
      begin
        if (new.id, new.practice_id, new.kind, new.version, new.language, new.hash, new.accepted_at)
             is distinct from (old.id, old.practice_id, old.kind, old.version, old.language, old.hash, old.accepted_at)
          or (new.account_id is distinct from old.account_id and new.account_id is not null)
          or (old.year_over_at is not null and new.year_over_at is distinct from old.year_over_at)
        then raise exception 'an acceptance is never changed'; end if;
        return new;
      end $$;
    create trigger acceptance_stands before update on acceptance for each row execute function acceptance_stands();

    create function year_over(at timestamptz) returns timestamptz language sql as $$
      select (date_trunc('year', at at time zone 'UTC') + interval '1 year') at time zone 'UTC' $$;

    create function acceptance_ends_with_practice() returns trigger language plpgsql as $$
      begin
        update acceptance set year_over_at = year_over(coalesce(new.ended_at, now())) where practice_id = new.id and year_over_at is null;
        return null;
      end $$;
    create trigger acceptance_ends_with_practice after update of state on practice
      for each row when (new.state = 'ended' and old.state <> 'ended') execute function acceptance_ends_with_practice();

    create function acceptance_ends_with_account() returns trigger language plpgsql as $$
      begin
        if old.state = 'unverified' then delete from acceptance where account_id = old.id;
        else update acceptance set year_over_at = year_over(now()) where account_id = old.id and year_over_at is null;
        end if;
        return old;
      end $$;
    create trigger acceptance_ends_with_account before delete on account for each row execute function acceptance_ends_with_account();
  `.execute(db);
}
