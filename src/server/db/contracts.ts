/** Contracts, mandates, and what a practice is as a party to them. Bank details and contact persons are sealed under the practice's own key. */
import type { Kysely, Selectable } from 'kysely';
import type { Keyring, Language } from '../use/ports.ts';
import type { Contract, ContractStore, ListedPractice, Mandate } from '../use/ports-contracts.ts';
import type { Database } from './schema.ts';

function toContract(row: Selectable<Database['contract']>): Contract {
  return {
    practice: row.practice_id,
    plan: row.plan,
    orderedAt: row.ordered_at,
    confirmedAt: row.confirmed_at,
    confirmedBy: row.confirmed_by,
    trialEndsAt: row.trial_ends_at,
    trialToldAt: row.trial_told_at,
    noticeReceivedAt: row.notice_received_at,
    noticeBy: row.notice_by,
    endsAt: row.ends_at,
  };
}

export function contractStore(db: Kysely<Database>, keyring: Keyring): ContractStore {
  const seal = (field: string, practice: string, text: string) => Buffer.from(keyring.seal(field, practice, practice, text));
  const open = (field: string, practice: string, sealed: Buffer) => keyring.open(field, practice, practice, sealed);
  const sealOrNull = (field: string, practice: string, text: string | null) => (text === null ? null : seal(field, practice, text));
  const openOrNull = (field: string, practice: string, sealed: Buffer | null) => (sealed === null ? null : open(field, practice, sealed));
  const practices = () =>
    db
      .selectFrom('practice')
      .leftJoin('contract', 'contract.practice_id', 'practice.id')
      .selectAll('contract')
      .select(['practice.id', 'practice.name', 'practice.kind', 'practice.city', 'practice.state', 'practice.created_at', 'practice.ended_at'])
      .select((is) => is.selectFrom('member').select(is.fn.countAll<string>().as('count')).whereRef('member.practice_id', '=', 'practice.id').as('members'));
  type Row = Awaited<ReturnType<ReturnType<typeof practices>['execute']>>[number];
  const toListed = (row: Row): ListedPractice => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    city: row.city,
    state: row.state,
    members: Number(row.members ?? 0),
    createdAt: row.created_at,
    endedAt: row.ended_at,
    contract: row.practice_id === null || row.plan === null ? null : toContract({ ...row, practice_id: row.practice_id, plan: row.plan }),
  });
  return {
    async insert(contract, orderHash) {
      const done = await db
        .insertInto('contract')
        .values({
          practice_id: contract.practice,
          plan: contract.plan,
          order_hash: Buffer.from(orderHash),
          ordered_at: contract.orderedAt,
          confirmed_at: contract.confirmedAt,
          confirmed_by: contract.confirmedBy,
          trial_ends_at: contract.trialEndsAt,
          trial_told_at: contract.trialToldAt,
          notice_received_at: contract.noticeReceivedAt,
          notice_by: contract.noticeBy,
          ends_at: contract.endsAt,
        })
        .onConflict((conflict) => conflict.column('order_hash').doNothing())
        .executeTakeFirst();
      return done.numInsertedOrUpdatedRows === 1n;
    },
    async list() {
      return (await practices().orderBy('practice.name').execute()).map(toListed);
    },
    async listed(practice) {
      const row = await practices().where('practice.id', '=', practice).executeTakeFirst();
      return row ? toListed(row) : null;
    },
    async note(practice, notice) {
      const done = await db
        .updateTable('contract')
        .set({ notice_received_at: notice?.receivedAt ?? null, notice_by: notice?.by ?? null, ends_at: notice?.endsAt ?? null })
        .where('practice_id', '=', practice)
        .where((is) =>
          is.exists(is.selectFrom('practice').select('id').whereRef('practice.id', '=', 'contract.practice_id').where('practice.state', '<>', 'ended')),
        )
        .executeTakeFirst();
      return done.numUpdatedRows === 1n;
    },
    async endDue(now) {
      const rows = await db
        .updateTable('practice')
        .set({ state: 'ended', ended_at: now })
        .where('state', '<>', 'ended')
        .where((is) =>
          is.exists(
            is
              .selectFrom('contract')
              .select('practice_id')
              .whereRef('contract.practice_id', '=', 'practice.id')
              .where((or) => or.or([or('contract.ends_at', '<=', now), or('contract.trial_ends_at', '<=', now)])),
          ),
        )
        .returning('id')
        .execute();
      return rows.map(({ id }) => id);
    },
    async claimTrialsToTell(before, now, which) {
      const column = which === 'week' ? 'trial_told_at' : 'trial_told_again_at';
      const rows = await db
        .updateTable('contract')
        .set({ [column]: now })
        .where(column, 'is', null)
        .where('trial_ends_at', '<=', before)
        .where('trial_ends_at', '>', now)
        .returning('practice_id')
        .execute();
      return rows.map((row) => row.practice_id);
    },
    async ownerOf(practice) {
      const row = await db
        .selectFrom('member')
        .select('account_id')
        .where('practice_id', '=', practice)
        .where('role', '=', 'owner')
        .where((is) => is.not(is.exists(is.selectFrom('account').select('id').whereRef('id', '=', 'member.account_id').where('ended_at', 'is not', null))))
        .orderBy('joined_at')
        .limit(1)
        .executeTakeFirst();
      return row?.account_id ?? null;
    },
    async isOrdered(orderHash) {
      const row = await db.selectFrom('contract').select('practice_id').where('order_hash', '=', Buffer.from(orderHash)).executeTakeFirst();
      return row !== undefined;
    },
    async of(practice) {
      const row = await db.selectFrom('contract').selectAll().where('practice_id', '=', practice).executeTakeFirst();
      return row ? toContract(row) : null;
    },
    async open(practice, { trialEndsAt, by }, now) {
      const opened = await db
        .updateTable('practice')
        .set({ state: 'active' })
        .where('id', '=', practice)
        .where('state', 'in', ['unverified', 'requested'])
        .executeTakeFirst();
      if (opened.numUpdatedRows !== 1n) return false;
      await db.updateTable('contract').set({ confirmed_at: now, confirmed_by: by, trial_ends_at: trialEndsAt }).where('practice_id', '=', practice).execute();
      return true;
    },
    async request(practice) {
      await db.updateTable('practice').set({ state: 'requested' }).where('id', '=', practice).where('state', '=', 'unverified').execute();
    },
    async mandateOf(practice): Promise<Mandate | null> {
      const row = await db.selectFrom('mandate').selectAll().where('practice_id', '=', practice).executeTakeFirst();
      if (!row) return null;
      return {
        practice,
        reference: row.reference,
        holder: open('mandate.holder', practice, row.holder_sealed),
        iban: open('mandate.iban', practice, row.iban_sealed),
        bic: openOrNull('mandate.bic', practice, row.bic_sealed),
        textVersion: row.text_version,
        language: row.language as Language,
        consentedAt: row.consented_at,
      };
    },
    async setMandate(mandate) {
      const values = {
        reference: mandate.reference,
        holder_sealed: seal('mandate.holder', mandate.practice, mandate.holder),
        iban_sealed: seal('mandate.iban', mandate.practice, mandate.iban),
        bic_sealed: sealOrNull('mandate.bic', mandate.practice, mandate.bic),
        text_version: mandate.textVersion,
        language: mandate.language,
        consented_at: mandate.consentedAt,
      };
      await db
        .insertInto('mandate')
        .values({ practice_id: mandate.practice, ...values })
        .onConflict((conflict) => conflict.column('practice_id').doUpdateSet(values))
        .execute();
    },
    async detailsOf(practice) {
      const row = await db.selectFrom('practice').selectAll().where('id', '=', practice).where('restricted_at', 'is', null).executeTakeFirst();
      if (!row) return null;
      return {
        kind: row.kind,
        street: row.street,
        postalCode: row.postal_code,
        city: row.city,
        country: row.country,
        contactName: openOrNull('practice.contact_name', practice, row.contact_name_sealed),
        contactTelephone: openOrNull('practice.contact_telephone', practice, row.contact_telephone_sealed),
        contactEmail: openOrNull('practice.contact_email', practice, row.contact_email_sealed),
      };
    },
    async changeDetails(practice, details) {
      await db
        .updateTable('practice')
        .set({
          kind: details.kind,
          street: details.street,
          postal_code: details.postalCode,
          city: details.city,
          country: details.country,
          contact_name_sealed: sealOrNull('practice.contact_name', practice, details.contactName),
          contact_telephone_sealed: sealOrNull('practice.contact_telephone', practice, details.contactTelephone),
          contact_email_sealed: sealOrNull('practice.contact_email', practice, details.contactEmail),
        })
        .where('id', '=', practice)
        .where('restricted_at', 'is', null)
        .execute();
    },
  };
}
