/** From the contact form to the operator's mailbox, over a real mail server; and what is left of it afterwards. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openEraser } from '../db/erasure.ts';
import { createErase } from '../jobs/erase.ts';
import { sendDueMails } from '../jobs/send-mail.ts';
import { dumpOf } from '../jobs/testing.ts';
import { createDeliver } from '../mail/deliver.ts';
import { openMailServer, type TestMailServer } from '../mail/testing.ts';
import { smtpTransport } from '../mail/transport.ts';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { waitingLetters, writeToOperator, type ContactInput } from './contact.ts';

const NOW = '2026-11-24T08:00:00Z';
const ADDRESS = '203.0.113.9';
let house: TestHouse;
let server: TestMailServer;
beforeAll(async () => {
  house = await openTestHouse(NOW);
});
afterAll(() => house.close());
beforeEach(async () => {
  house.setNow(NOW);
  await house.db.deleteFrom('contact_message').execute();
  await house.db.deleteFrom('outbox').execute();
  await house.ports.store.settings.set('operator-email', 'post@betreiber.example');
  server = await openMailServer();
});
afterEach(() => server.close());

const letter = (change: Partial<ContactInput> = {}): ContactInput => ({
  id: house.ports.newId(),
  topic: 'fault',
  name: 'Lena Vogt',
  email: 'lena@mail.example',
  text: 'Der Ton kratzt.\r\n\r\n<b>Bitte</b> um Rat.',
  trap: '',
  ...change,
});
const send = () =>
  sendDueMails({
    ports: house.ports,
    terms: { verificationHours: 24 },
    deliver: createDeliver(smtpTransport(`smtp://127.0.0.1:${server.port}`), 'Incamera <portal@portal.example>'),
    log: () => undefined,
    stopping: () => false,
  });
const held = async () => (await house.db.selectFrom('contact_message').select('id').execute()).length;

test('M3.3 M8.1 a message reaches the operator as an e-mail that answers to its writer, and the copy is gone with its acceptance', async () => {
  expect(await writeToOperator(house.ports, letter(), 'fr', ADDRESS)).toEqual({ ok: true });
  expect(await held()).toBe(1);
  await send();
  expect(server.received.map(({ to }) => to)).toEqual([['post@betreiber.example']]);
  const mail = server.received[0]?.email;
  expect(mail?.subject).toBe('Kontaktformular: Etwas funktioniert nicht');
  expect(mail?.replyTo).toEqual([{ name: '', address: 'lena@mail.example' }]);
  expect(mail?.text).toContain('Der Ton kratzt.\n\n<b>Bitte</b> um Rat.');
  expect(mail?.text).toContain('Lena Vogt, lena@mail.example');
  expect(mail?.html).toContain('&lt;b&gt;Bitte&lt;/b&gt; um Rat.');
  expect(await held()).toBe(0);
});

test('B7 what is written lies in no table in clear, neither while it waits nor afterwards', async () => {
  await writeToOperator(house.ports, letter({ text: 'Kennwort Kolibri' }), 'de', ADDRESS);
  for (const word of ['Kolibri', 'lena@mail.example', 'Lena Vogt']) expect(await dumpOf(house.db)).not.toContain(word);
  // The search would have found it.
  await house.db.updateTable('contact_message').set({ topic: 'Kolibri' }).execute();
  expect(await dumpOf(house.db)).toContain('Kolibri');
});

test('M8.1 nothing is lost while the mail server is down, refuses for good, or the operator has no address', async () => {
  await house.ports.store.settings.set('operator-email', '');
  await writeToOperator(house.ports, letter(), 'de', ADDRESS);
  await send();
  expect(await held()).toBe(1);
  await house.ports.store.settings.set('operator-email', 'post@betreiber.example');
  const { port } = server;
  await server.close();
  house.advance(60_000);
  await send();
  server = await openMailServer({ port, onRecipient: () => ({ code: 550, text: 'no' }) });
  house.advance(3_600_000);
  await send();
  expect(await held()).toBe(1);
  await server.close();
  server = await openMailServer({ port });
  house.advance(24 * 3_600_000);
  await send();
  expect(server.received).toHaveLength(1);
  expect(await held()).toBe(0);
});

test('M8.1 a double click is one message', async () => {
  const twice = letter();
  await Promise.all([1, 2, 3].map(() => writeToOperator(house.ports, twice, 'de', ADDRESS)));
  await send();
  expect(server.received).toHaveLength(1);
});

test('M3.3 what a program fills in is answered like the rest and kept nowhere', async () => {
  expect(await writeToOperator(house.ports, letter({ trap: 'https://spam.example' }), 'de', ADDRESS)).toEqual({ ok: true });
  expect(await held()).toBe(0);
});

test('M8.1 what nobody could deliver for thirty days is erased, and its mail with it', async () => {
  await house.ports.store.settings.set('operator-email', '');
  await writeToOperator(house.ports, letter(), 'de', ADDRESS);
  house.advance(30 * 86_400_000 - 1);
  await createErase(
    openEraser(house.db),
    () => [],
    () => undefined,
  )(house.ports.now());
  expect(await held()).toBe(1);
  house.advance(1);
  await createErase(
    openEraser(house.db),
    () => [],
    () => undefined,
  )(house.ports.now());
  expect(await held()).toBe(0);
  await house.ports.store.settings.set('operator-email', 'post@betreiber.example');
  await send();
  expect(server.received).toHaveLength(0);
});

test('M3.3 the operator sees that messages wait, nobody else does', async () => {
  await writeToOperator(house.ports, letter(), 'de', ADDRESS);
  const jana = (await house.provider('Jana')).session;
  expect(await waitingLetters(house.ports, jana)).toBeNull();
  const account = jana.account && { ...jana.account, kind: 'operator' as const };
  expect(await waitingLetters(house.ports, { ...jana, account, membership: null })).toEqual({ count: 1, since: new Date(NOW) });
});

test('M1.4 too many from one line are refused, with nothing kept', async () => {
  const flooded = await openTestHouse(NOW);
  flooded.exhaust('contact-address');
  expect(await writeToOperator(flooded.ports, letter(), 'de', ADDRESS)).toEqual({ refused: 'limited' });
  expect(await flooded.db.selectFrom('contact_message').select('id').execute()).toEqual([]);
  await flooded.close();
});
