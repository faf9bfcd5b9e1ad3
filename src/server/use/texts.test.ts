/** The texts that people agree to: published once for ever, accepted with the registration, asked for again, kept for proof. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksOf, TEXT_KINDS, textFault, type TextKind } from '../../rules/legal-text.ts';
import { firstTexts } from '../../words/law/index.ts';
import { openEraser } from '../db/erasure.ts';
import { createErase } from '../jobs/erase.ts';
import { openTestHouse, orderOf, PASSWORD, type TestHouse } from '../testing.ts';
import { acceptanceDuty, acceptTexts, dueTexts } from './accept.ts';
import { beginSession } from './accounts.ts';
import { publishFirstTexts } from './first-texts.ts';
import { inviteMember } from './members.ts';
import { joinAsNew, memberInvitationToken } from './join-practice.ts';
import { endContracts } from './operate.ts';
import { registerClient, type ClientInput } from './register-client.ts';
import { registerProvider } from './register-provider.ts';
import { openSession, type SessionView } from './session.ts';
import { verificationToken, verifyAddress } from './verification.ts';
import { dropDraft, publishText, saveDraft, textList, textSheet } from './write-texts.ts';

const ADDRESS = '203.0.113.9';
const START = '2026-11-24T08:00:00Z';
let house: TestHouse;
let operator: SessionView;
beforeAll(async () => {
  house = await openTestHouse(START);
  const { session } = await house.provider('Olga');
  operator = { ...session, membership: null, account: { id: session.account?.id ?? '', kind: 'operator', firstName: 'O', lastName: 'P', language: 'de' } };
});
afterAll(() => house.close());

const client = (change: Partial<ClientInput> = {}): ClientInput => ({
  formOfAddress: 'ms',
  title: '',
  firstName: 'Mara',
  lastName: 'Becker',
  language: 'de',
  email: 'mara@mail.example',
  password: PASSWORD,
  terms: true,
  termsVersion: '1',
  shownIn: 'de',
  ...change,
});
const texts = (body: string, changed = 'New.') => {
  const of = (language: string) => ({ body: `# ${language}\n\n${body}`, changed: `${language}: ${changed}` });
  return { de: of('de'), en: of('en'), fr: of('fr') };
};
const rows = (email: string) =>
  house.db
    .selectFrom('acceptance')
    .innerJoin('account', 'account.id', 'acceptance.account_id')
    .selectAll('acceptance')
    .where('account.email_index', '=', Buffer.from(house.ports.keyring.blindIndex('account.email', 'portal', email)))
    .orderBy('acceptance.kind')
    .execute();
const newestOf = async (kind: TextKind): Promise<number> => (await house.ports.store.texts.current())[kind] ?? 0;

/** As the operator does it. */
async function publishNext(kind: TextKind, body: string): Promise<number> {
  expect(await saveDraft(house.ports, operator, kind, texts(body))).toEqual({ ok: true });
  const sheet = await textSheet(house.ports, operator, kind);
  const published = await publishText(house.ports, operator, kind, sheet?.next ?? 0, sheet?.seal ?? '');
  return 'ok' in published ? published.version : 0;
}
/** The same person signs in once more. */
async function anew(session: SessionView): Promise<SessionView> {
  const opened = await openSession(house.ports, await beginSession(house.ports, null, session.account?.id ?? ''));
  if (!opened) throw new Error('not signed in');
  return opened;
}
async function signedInClient(email: string): Promise<SessionView> {
  const termsVersion = String(await newestOf('terms-client'));
  expect(await registerClient(house.ports, client({ email, termsVersion }), ADDRESS)).toEqual({ ok: true });
  const account = await house.ports.store.accounts.byEmail(email);
  const verified = await verifyAddress(
    house.ports,
    null,
    { token: await verificationToken(house.ports, account?.id ?? '', 3_600_000), password: PASSWORD },
    ADDRESS,
  );
  const session = 'ok' in verified ? await openSession(house.ports, verified.cookie) : null;
  if (!session) throw new Error('not signed in');
  return session;
}

test('M2.5 the first texts are whole in every language, bind to confidentiality, name § 203 StGB to practices, and go through Art. 28(3) point by point', () => {
  for (const language of ['de', 'en', 'fr'] as const) {
    for (const kind of TEXT_KINDS) {
      const text = firstTexts[language][kind];
      expect(textFault(text)).toBeNull();
      expect(text).toContain('{operator}');
      const shape = (of: string) => blocksOf(of).map((block) => (block.kind === 'list' ? block.items.length : block.kind));
      expect([language, kind, shape(text)]).toEqual([language, kind, shape(firstTexts.de[kind])]);
      expect(text).toMatch(/vertraulich|confidential|confidentiel/i);
    }
    for (const kind of ['terms-practice', 'agreement'] as const) expect(firstTexts[language][kind]).toMatch(/(§|section) 203/);
    for (const point of 'abcdefgh')
      expect(firstTexts[language].agreement).toMatch(
        new RegExp(`\\((Art\\. 28 Abs\\. 3 )?(Buchst\\.|point|art\\. 28, par\\. 3, point) ${point}\\)|\\(point \\(${point}\\)\\)|28\\(3\\)\\(${point}\\)`),
      );
  }
});

test('M2.5 a portal begins with version 1 of each text in the operator’s name; in production not before it has an operator', async () => {
  const fresh = await openTestHouse(START);
  try {
    await sql`alter table legal_text disable trigger legal_text_stands; delete from legal_text; alter table legal_text enable trigger legal_text_stands`.execute(
      fresh.db,
    );
    await publishFirstTexts(fresh.ports, firstTexts);
    expect(await fresh.ports.store.texts.current()).toEqual({});
    const refused = { refused: 'invalid', fields: { terms: 'no-text', agreement: 'no-text' } };
    expect(await registerProvider(fresh.ports, orderOf(), ADDRESS)).toEqual(refused);
    expect(await registerClient(fresh.ports, client(), ADDRESS)).toEqual({ refused: 'invalid', fields: { terms: 'no-text' } });

    await fresh.ports.store.settings.set('operator-name', 'Incamera $& {portal} GmbH');
    await fresh.ports.store.settings.set('operator-address', 'Seeweg 3,\r\n14057 Berlin\n');
    await sql`insert into account (id, kind, email_sealed, email_index, password_hash, first_name_sealed, last_name_sealed, language, state, created_at)
      values (gen_random_uuid(), 'operator', '', 'x', '', '', '', 'de', 'active', now())`.execute(fresh.db);
    await Promise.all([1, 2, 3].map(() => publishFirstTexts(fresh.ports, firstTexts)));
    expect(await fresh.ports.store.texts.current()).toEqual({ 'terms-client': 1, 'terms-practice': 1, agreement: 1 });
    const text = await fresh.ports.store.texts.get('terms-practice', 1, 'en');
    expect(text?.body).toContain('the operator of the portal portal.example: Incamera $& {portal} GmbH, Seeweg 3, 14057 Berlin.');
    expect(await fresh.db.selectFrom('audit').select('deed').where('deed', '=', 'operator.texts').execute()).toHaveLength(3 + 3);
  } finally {
    await fresh.close();
  }
});

test('M2.5 of two versions published at once one stands, whole, and none leaves a gap', async () => {
  const { store } = house.ports;
  const next = (await newestOf('agreement')) + 1;
  const both = await Promise.all([
    store.texts.publish('agreement', next, texts('a'), new Date(START)),
    store.texts.publish('agreement', next, texts('b'), new Date(START)),
  ]);
  expect(both.toSorted()).toEqual(['ok', 'version-taken']);
  expect(await store.texts.inAll('agreement', next)).toEqual(texts(both[0] === 'ok' ? 'a' : 'b'));
  expect(await store.texts.publish('agreement', next + 2, texts('gap'), new Date(START))).toBe('version-taken');
});

test('M2.5 neither a published text nor an acceptance can be changed, not even by the database', async () => {
  await providerNow('Ida');
  for (const change of [sql`update legal_text set body = 'x'`, sql`delete from legal_text`, sql`truncate legal_text cascade`]) {
    await expect(change.execute(house.db)).rejects.toThrow('never changed');
  }
  for (const change of ['version = 2', 'accepted_at = now()', "language = 'fr'", "hash = ''", 'practice_id = null', 'account_id = gen_random_uuid()']) {
    await expect(sql`update acceptance set ${sql.raw(change)}`.execute(house.db)).rejects.toThrow();
  }
});

test('M2.5 what goes in comes out, with the hash that anybody can compute', async () => {
  const text = fc.string({ unit: 'grapheme' }).filter((each) => !each.includes('\0'));
  await fc.assert(
    fc.asyncProperty(text, async (each) => {
      const version = (await newestOf('agreement')) + 1;
      expect(await house.ports.store.texts.publish('agreement', version, texts(each), new Date(START))).toBe('ok');
      const found = await house.ports.store.texts.get('agreement', version, 'fr');
      expect(found).toMatchObject({ version, body: `# fr\n\n${each}`, publishedAt: new Date(START) });
      expect(
        Buffer.from(found?.hash ?? []).equals(
          createHash('sha256')
            .update(found?.body ?? '')
            .digest(),
        ),
      ).toBe(true);
    }),
    { numRuns: 20 },
  );
});

test('M2.5 a registration stores who accepted which version, in which language and when, and the name is sealed', async () => {
  const { ports } = house;
  const agreementVersion = String(await newestOf('agreement'));
  const order = { email: 'anna@praxis.example', lastName: 'PLANTED', shownIn: 'fr', agreementVersion } as const;
  expect(await registerProvider(ports, orderOf(order), ADDRESS)).toEqual({ ok: true });
  const stored = await rows('anna@praxis.example');
  expect(stored.map(({ kind, version, language, accepted_at }) => ({ kind, version, language, accepted_at }))).toEqual([
    { kind: 'agreement', version: Number(agreementVersion), language: 'fr', accepted_at: ports.now() },
    { kind: 'terms-practice', version: 1, language: 'fr', accepted_at: ports.now() },
  ]);
  for (const row of stored) {
    const text = await ports.store.texts.get(row.kind, row.version, 'fr');
    expect(row.hash.equals(Buffer.from(text?.hash ?? []))).toBe(true);
    expect(row.party_sealed.includes('PLANTED')).toBe(false);
    expect(ports.keyring.open('acceptance.party', 'portal', row.id, row.party_sealed)).toBe(
      'Jana PLANTED <anna@praxis.example>, Praxis am See, Seeweg 3, 14057 Berlin',
    );
  }
  await signedInClient('kim@mail.example');
  expect((await rows('kim@mail.example')).map(({ kind, practice_id: practice }) => [kind, practice])).toEqual([['terms-client', null]]);
});

test('M2.5 whoever was shown another version than the newest, or none, is refused, and nothing is stored', async () => {
  const { ports } = house;
  const newest = String(await newestOf('agreement'));
  const email = 'late@praxis.example';
  for (const agreementVersion of ['', '0', '1', String(Number(newest) + 1), `${newest} `, 'x']) {
    if (agreementVersion === newest) continue;
    expect(await registerProvider(ports, orderOf({ email, agreementVersion }), ADDRESS)).toEqual({ refused: 'invalid', fields: { agreement: 'newer-text' } });
  }
  expect(await registerProvider(ports, orderOf({ email, agreementVersion: newest, terms: '' }), ADDRESS)).toEqual({
    refused: 'invalid',
    fields: { terms: 'not-accepted' },
  });
  expect(await registerClient(ports, client({ email, termsVersion: '9' }), ADDRESS)).toEqual({ refused: 'invalid', fields: { terms: 'newer-text' } });
  expect(await registerClient(ports, client({ email, terms: false }), ADDRESS)).toEqual({ refused: 'invalid', fields: { terms: 'not-accepted' } });
  expect(await ports.store.accounts.byEmail(email)).toBeNull();
});

test('M2.5 a member accepts when joining, and is refused without it with the invitation unspent', async () => {
  const { ports } = house;
  const { session: owner } = await providerNow('Ines');
  const email = 'tom@mail.example';
  await inviteMember(ports, owner, { email, role: 'assistant', language: 'de' });
  const [invitation] = await ports.store.members.invitations(owner.membership?.practice.id ?? '', ports.now());
  const token = await memberInvitationToken(ports, invitation?.id ?? '');
  const input = { firstName: 'Tom', lastName: 'Berg', password: PASSWORD, terms: true, termsVersion: '7' };
  expect(await joinAsNew(ports, null, token, input, 'en')).toEqual({ refused: 'invalid', fields: { terms: 'newer-text' } });
  expect(await joinAsNew(ports, null, token, { ...input, terms: false, termsVersion: '1' }, 'en')).toEqual({
    refused: 'invalid',
    fields: { terms: 'not-accepted' },
  });
  expect(await joinAsNew(ports, null, token, { ...input, termsVersion: '1' }, 'en')).toHaveProperty('ok');
  expect((await rows(email)).map(({ kind, version, language }) => [kind, version, language])).toEqual([['terms-practice', 1, 'en']]);
});

/** With the agreement of the day, which the tests before have made newer. */
async function providerNow(name: string): Promise<{ readonly session: SessionView; readonly email: string }> {
  const email = `${name.toLowerCase()}@now.example`;
  const current = await house.ports.store.texts.current();
  const versions = { termsVersion: String(current['terms-practice']), agreementVersion: String(current.agreement) };
  await registerProvider(house.ports, orderOf({ email, firstName: name, ...versions }), ADDRESS);
  const account = await house.ports.store.accounts.byEmail(email);
  const token = await verificationToken(house.ports, account?.id ?? '', 3_600_000);
  const verified = await verifyAddress(house.ports, null, { token, password: PASSWORD }, ADDRESS);
  const session = 'ok' in verified ? await openSession(house.ports, verified.cookie) : null;
  if (!session) throw new Error('not signed in');
  return { session, email };
}

test('M2.5 the operator writes, looks and publishes; pressed twice it is one version, and another draft than the one looked at is not published', async () => {
  const { ports } = house;
  const { session: stranger } = await providerNow('Sven');
  const kind = 'terms-client';
  for (const nobody of [null, stranger]) {
    expect(await textList(ports, nobody)).toBeNull();
    expect(await textSheet(ports, nobody, kind)).toBeNull();
    expect(await saveDraft(ports, nobody, kind, texts('x'))).toEqual({ refused: 'forbidden' });
    expect(await dropDraft(ports, nobody, kind)).toEqual({ refused: 'forbidden' });
    expect(await publishText(ports, nobody, kind, 2, '')).toEqual({ refused: 'forbidden' });
  }
  const begun = await textSheet(ports, operator, kind);
  expect(begun).toMatchObject({ next: 2, isDraft: false, written: { de: { changed: '' } } });
  expect(await publishText(ports, operator, kind, 2, begun?.seal ?? '')).toEqual({ refused: 'changed' });
  const faulty = { ...texts('two'), en: { body: 'no heading', changed: ' ' } };
  expect(await saveDraft(ports, operator, kind, faulty)).toEqual({ refused: 'invalid', fields: { en: { body: 'no-heading', changed: 'missing' } } });
  expect(await ports.store.texts.draft(kind)).toBeNull();

  const unchanged = await ports.store.texts.inAll(kind, 1);
  if (!unchanged) throw new Error('no version 1');
  const said = { de: { ...unchanged.de, changed: 'a' }, en: { ...unchanged.en, changed: 'b' }, fr: { ...unchanged.fr, changed: 'c' } };
  await saveDraft(ports, operator, kind, said);
  expect(await publishText(ports, operator, kind, 2, (await textSheet(ports, operator, kind))?.seal ?? '')).toEqual({ refused: 'same' });

  await saveDraft(ports, operator, kind, texts('two\r\n'));
  const seen = await textSheet(ports, operator, kind);
  await saveDraft(ports, operator, kind, texts('other'));
  expect(await publishText(ports, operator, kind, 2, seen?.seal ?? '')).toEqual({ refused: 'changed' });
  await saveDraft(ports, operator, kind, texts('two'));
  expect((await textSheet(ports, operator, kind))?.seal).toBe(seen?.seal);
  const press = () => publishText(ports, operator, kind, 2, seen?.seal ?? '');
  expect(await Promise.all([press(), press(), press()])).toEqual([1, 2, 3].map(() => ({ ok: true, version: 2 })));
  expect(await newestOf(kind)).toBe(2);
  expect(await ports.store.texts.draft(kind)).toBeNull();
  expect((await textList(ports, operator))?.filter((each) => each.kind === kind)).toMatchObject([
    { version: 2, isBegun: false },
    { version: 1, isBegun: false },
  ]);
  const trail = await house.db.selectFrom('audit').selectAll().where('deed', '=', 'operator.texts').where('actor_id', 'is not', null).execute();
  expect(trail).toHaveLength(1);
});

test('M2.5 a new version asks at the next sign-in, of whom it concerns, and of nobody in the middle of their work', async () => {
  const { ports } = house;
  const [owner, mia] = [(await providerNow('Nora')).session, await signedInClient('mia@mail.example')];
  expect([await acceptanceDuty(ports, owner), await acceptanceDuty(ports, mia)]).toEqual([[], []]);
  house.advance(3_600_000);
  const version = await publishNext('agreement', 'third');
  expect(await acceptanceDuty(ports, owner)).toEqual([]);
  const [ownerAnew, miaAnew] = [await anew(owner), await anew(mia)];
  expect([await acceptanceDuty(ports, ownerAnew), await acceptanceDuty(ports, miaAnew)]).toEqual([['agreement'], []]);
  expect(await dueTexts(ports, ownerAnew, 'en')).toMatchObject([{ kind: 'agreement', version, changed: 'en: New.', body: '# en\n\nthird', again: true }]);

  // A provider of the practice is not asked for what only owners conclude; the operator and somebody without a session for nothing.
  const membership = ownerAnew.membership && { ...ownerAnew.membership, role: 'provider' as const };
  expect(await acceptanceDuty(ports, { ...ownerAnew, membership })).toEqual([]);
  expect([await acceptanceDuty(ports, operator), await acceptanceDuty(ports, null)]).toEqual([[], []]);

  const press = (ticked: Parameters<typeof acceptTexts>[2]) => acceptTexts(ports, ownerAnew, ticked, 'en');
  expect(await acceptTexts(ports, null, { agreement: String(version) }, 'en')).toEqual({ refused: 'forbidden' });
  expect(await press({})).toEqual({ refused: 'invalid', fields: { agreement: 'not-accepted' } });
  expect(await press({ agreement: String(version - 1) })).toEqual({ refused: 'invalid', fields: { agreement: 'newer-text' } });
  expect(await press({ 'terms-practice': '1' })).toEqual({ refused: 'invalid', fields: { agreement: 'not-accepted' } });
  const before = (await rows('nora@now.example')).length;
  const twice = await Promise.all([press({ agreement: String(version) }), press({ agreement: String(version) })]);
  expect(twice).toEqual([{ ok: true }, { ok: true }]);
  const after = await rows('nora@now.example');
  expect(after).toHaveLength(before + 1);
  expect(after.find((row) => row.version === version)).toMatchObject({ kind: 'agreement', language: 'en', accepted_at: ports.now() });
  expect(await acceptanceDuty(ports, ownerAnew)).toEqual([]);
  expect(await acceptanceDuty(ports, await anew(owner))).toEqual([]);
});

test('M2.5 whoever was not asked before, as from before there were versions, is asked at the next sign-in for everything', async () => {
  const { session } = await providerNow('Alma');
  await house.db
    .deleteFrom('acceptance')
    .where('account_id', '=', session.account?.id ?? '')
    .execute();
  const again = await anew(session);
  expect(await acceptanceDuty(house.ports, again)).toEqual(['terms-practice', 'agreement']);
  const current = await house.ports.store.texts.current();
  const ticked = { 'terms-practice': String(current['terms-practice']), agreement: String(current.agreement) };
  expect(await acceptTexts(house.ports, again, { agreement: ticked.agreement }, 'de')).toEqual({
    refused: 'invalid',
    fields: { 'terms-practice': 'not-accepted' },
  });
  expect(await rows('alma@now.example')).toEqual([]);
  expect(await acceptTexts(house.ports, again, ticked, 'de')).toEqual({ ok: true });
  expect((await rows('alma@now.example')).map(({ kind }) => kind)).toEqual(['agreement', 'terms-practice']);
});

test('M2.5 M10.3 an acceptance outlives account and practice, restricted, until the third year’s end, and one under an unproven address goes with it', async () => {
  const other = await openTestHouse('2027-03-10T08:00:00Z');
  try {
    const { ports, db } = other;
    const erase = (at: string) =>
      createErase(
        openEraser(db),
        () => [],
        () => undefined,
      )(new Date(at));
    const held = async () => (await db.selectFrom('acceptance').selectAll().execute()).length;
    const { session } = await other.provider('Eva');
    await registerProvider(ports, orderOf({ email: 'never@praxis.example' }), ADDRESS);
    expect(await held()).toBe(4);
    await erase('2027-03-12T09:00:00Z');
    expect(await held()).toBe(2);

    const account = session.account?.id ?? '';
    expect(await ports.store.acceptances.of(account)).toHaveLength(2);
    other.setNow('2027-09-01T00:00:00Z');
    expect(await endContracts(ports, ports.now()).then(() => ports.store.practices.byId(session.membership?.practice.id ?? ''))).toMatchObject({
      state: 'ended',
    });
    expect(await ports.store.acceptances.of(account)).toEqual([]);
    await erase('2027-12-01T00:00:00Z');
    expect(await ports.store.accounts.byId(account)).toBeNull();
    const kept = await db.selectFrom('acceptance').selectAll().execute();
    expect(kept.map(({ account_id, year_over_at }) => [account_id, year_over_at])).toEqual([1, 2].map(() => [null, new Date('2028-01-01T00:00:00Z')]));
    await erase('2030-12-31T23:59:59Z');
    expect(await held()).toBe(2);
    await erase('2031-01-01T00:00:00Z');
    expect(await held()).toBe(0);
  } finally {
    await other.close();
  }
});

test('M2.5 a client’s acceptance is kept for proof from the account’s end on', async () => {
  const session = await signedInClient('end@mail.example');
  const id = session.account?.id ?? '';
  await house.db.deleteFrom('account').where('id', '=', id).execute();
  const [kept] = await house.db.selectFrom('acceptance').selectAll().where('account_id', 'is', null).execute();
  expect(kept?.year_over_at?.toISOString()).toMatch(/^20\d\d-01-01T00:00:00.000Z$/);
});
