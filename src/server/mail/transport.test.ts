import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { afterEach, describe, expect, test } from 'vitest';
import type { AppointmentContent } from '../use/mail-content.ts';
import { createDeliver } from './deliver.ts';
import { messageOf, parseMailbox } from './message.ts';
import { folderTransport } from './outbox-folder.ts';
import { makeCertificate, openMailServer, type MailServerBehaviour } from './testing.ts';
import { smtpTransport } from './transport.ts';

const NOW = new Date('2026-11-20T08:00:00.123Z');
const ID = '7c1e3f52-93a6-4d5c-8f9e-0a1b2c3d4e5f';
const FROM = 'Incamera Müllerstraße <portal@portal.example>';
const CONTENT: AppointmentContent = {
  kind: 'invitation',
  to: 'm.becker@mail.example',
  language: 'de',
  practiceName: 'Praxis für Überblick & Söhne',
  providerName: 'Dr. Jana Krüger',
  practiceTelephone: '030 1234567',
  invitation: '0b9f4f0e-6d3c-4c0e-9a55-2d1d6f3b7a01',
  startsAt: new Date('2026-03-24T09:00:00Z'),
  zone: 'Europe/Berlin',
  minutes: 50,
  link: `https://portal.example/j#${'A1b2-C3d4_'.repeat(6)}`,
  code: 'ABC-DEF-GHJ',
  landing: 'https://portal.example/',
};

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function mailServer(behaviour: MailServerBehaviour = {}) {
  const server = await openMailServer(behaviour);
  cleanups.push(() => server.close());
  return server;
}

/** A server that is not a mail server. */
async function listener(onConnection: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onConnection(socket);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  cleanups.push(() => new Promise((closed) => (sockets.forEach((socket) => socket.destroy()), server.close(closed))));
  return (server.address() as AddressInfo).port;
}

const deliverTo = (url: string, ca?: string) => createDeliver(smtpTransport(url, ca === undefined ? {} : { ca }), FROM)(ID, CONTENT, NOW);

test('M3.2 M4.1 an invitation arrives over SMTP with text, HTML and calendar, letters and link unharmed', async () => {
  const server = await mailServer();
  expect(await deliverTo(`smtp://127.0.0.1:${server.port}`)).toEqual({ ok: true });
  const [mail] = server.received;
  expect(mail?.from).toBe('portal@portal.example');
  expect(mail?.to).toEqual(['m.becker@mail.example']);
  const email = mail?.email;
  expect(email?.from).toMatchObject({ name: 'Incamera Müllerstraße', address: 'portal@portal.example' });
  expect(email?.subject).toBe('Ihr Termin am Dienstag, 24. März 2026, 10:00 Uhr');
  expect(email?.text).toContain('Praxis für Überblick & Söhne');
  expect(email?.text).toContain(CONTENT.link);
  expect(email?.text).toContain('ABC-DEF-GHJ');
  expect(email?.html).toContain('Praxis für Überblick &amp; Söhne');
  expect(email?.html).toContain(`href="${CONTENT.link ?? ''}"`);
  expect(email?.attachments.map(({ filename, mimeType, method }) => ({ filename, mimeType, method }))).toEqual([
    { filename: 'termin.ics', mimeType: 'text/calendar', method: 'PUBLISH' },
  ]);
  const calendar = mail?.raw
    .split('\r\n\r\n')
    .map((part) => Buffer.from(part, 'base64').toString())
    .find((text) => text.startsWith('BEGIN:VCALENDAR'));
  expect(calendar).toContain('\r\nDTSTART;TZID=Europe/Berlin:20260324T100000\r\n');
  const headers = new Map(email?.headers.map(({ key, value }) => [key, value]));
  expect(headers.get('auto-submitted')).toBe('auto-generated');
  expect(headers.get('content-language')).toBe('de');
  expect(headers.get('message-id')).toBe(`<${ID}@portal.example>`);
  expect(Date.parse(email?.date ?? '')).toBe(Date.parse('2026-11-20T08:00:00Z'));
  expect(headers.has('x-mailer')).toBe(false);
});

describe('what a mail server says is classed', () => {
  const no = (code: number) => () => ({ code, text: `${code} <m.becker@mail.example> Gesundheit` });
  test.each<[string, MailServerBehaviour, string]>([
    ['an unknown recipient', { onRecipient: no(550) }, 'permanent'],
    ['a recipient to be tried later', { onRecipient: no(450) }, 'temporary'],
    ['a message refused for good', { onMessage: no(554) }, 'permanent'],
    ['a message to be tried later', { onMessage: no(451) }, 'temporary'],
    ['a sender refused, which is our fault', { onMail: no(550) }, 'temporary'],
    ['a sender to be tried later', { onMail: no(452) }, 'temporary'],
    ['a log-in demanded', { onMail: no(530) }, 'login'],
    ['a server going down', { onMail: no(421) }, 'temporary'],
  ])('%s', async (_name, behaviour, refused) => {
    const server = await mailServer(behaviour);
    expect(await deliverTo(`smtp://127.0.0.1:${server.port}`)).toEqual({ refused });
    expect(server.received).toHaveLength(0);
  });

  test('a wrong password, and the right one with characters that a URL must escape', async () => {
    const certificate = makeCertificate();
    const server = await mailServer({ tls: 'implicit', certificate, login: { user: 'portal@x', pass: 'p:/@ü' } });
    expect(await deliverTo(`smtps://portal%40x:wrong@localhost:${server.port}`, certificate.cert)).toEqual({ refused: 'login' });
    expect(await deliverTo(`smtps://portal%40x:${encodeURIComponent('p:/@ü')}@localhost:${server.port}`, certificate.cert)).toEqual({ ok: true });
  });

  test('nobody there, nobody speaking, a connection cut in the middle', async () => {
    const server = await mailServer();
    await server.close();
    expect(await deliverTo(`smtp://127.0.0.1:${server.port}`)).toEqual({ refused: 'unreachable' });
    expect(await deliverTo(`smtp://127.0.0.1:${await listener((socket) => socket.destroy())}`)).toEqual({ refused: 'unreachable' });
    const cut = await listener((socket) => {
      socket.write('220 x ESMTP\r\n');
      socket.on('data', (data) => (data.toString().startsWith('MAIL') ? socket.destroy() : socket.write('250 x\r\n')));
    });
    expect(await deliverTo(`smtp://127.0.0.1:${cut}`)).toEqual({ refused: 'unreachable' });
    expect(await deliverTo(`smtp://127.0.0.1:${await listener((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))}`)).toMatchObject({
      refused: expect.any(String),
    });
  });
});

describe('a mail leaves this machine encrypted to a proven server or not at all', () => {
  test('an untrusted or expired certificate is refused', async () => {
    const own = await mailServer({ tls: 'implicit', certificate: makeCertificate() });
    expect(await deliverTo(`smtps://localhost:${own.port}`)).toEqual({ refused: 'tls' });
    const other = makeCertificate();
    expect(await deliverTo(`smtps://localhost:${own.port}`, other.cert)).toEqual({ refused: 'tls' });
    expect(own.received).toHaveLength(0);
  });

  test('a certificate for another name is refused', async () => {
    const certificate = makeCertificate();
    const server = await mailServer({ tls: 'implicit', certificate });
    expect(await deliverTo(`smtps://localhost:${server.port}`, certificate.cert)).toEqual({ ok: true });
    const elsewhere = makeCertificate('elsewhere.example');
    const other = await mailServer({ tls: 'implicit', certificate: elsewhere });
    expect(await deliverTo(`smtps://localhost:${other.port}`, elsewhere.cert)).toEqual({ refused: 'tls' });
  });

  // 0.0.0.0 reaches this machine, but is not known as it: as if the server were somewhere else.
  test('STARTTLS is demanded of a server elsewhere, and its certificate is checked', async () => {
    const certificate = makeCertificate();
    const offers = await mailServer({ tls: 'starttls', certificate });
    expect(await deliverTo(`smtp://0.0.0.0:${offers.port}`, certificate.cert)).toEqual({ ok: true });
    expect(await deliverTo(`smtp://0.0.0.0:${offers.port}`)).toEqual({ refused: 'tls' });
    const plain = await mailServer({ tls: 'none' });
    expect(await deliverTo(`smtp://0.0.0.0:${plain.port}`)).toEqual({ refused: 'tls' });
    expect(plain.received).toHaveLength(0);
  });
});

describe('headers', () => {
  const rendered = { subject: 'Ihr Termin', text: 'x', html: '<p>x</p>', calendar: null };
  const addressing = { id: ID, to: 'm.becker@mail.example', language: 'de', from: parseMailbox(FROM), at: NOW } as const;

  test('an address or a subject that would add a header or a recipient is refused', () => {
    for (const to of ['a@b.example\r\nBcc: c@d.example', 'a@b.example, c@d.example', 'A <a@b.example>', 'a@b.example\0', 'a b@c.example', ''])
      expect(messageOf(rendered, { ...addressing, to })).toBeNull();
    expect(messageOf({ ...rendered, subject: 'x\nBcc: c@d.example' }, addressing)).toBeNull();
    expect(messageOf(rendered, addressing)).toMatchObject({ envelope: { to: ['m.becker@mail.example'] } });
  });

  test('an address that cannot be written to is given up at once', async () => {
    const server = await mailServer();
    const deliver = createDeliver(smtpTransport(`smtp://127.0.0.1:${server.port}`), FROM);
    expect(await deliver(ID, { ...CONTENT, to: 'a@b.example\nBcc: c@d.example' }, NOW)).toEqual({ refused: 'permanent' });
    expect(server.received).toHaveLength(0);
  });

  test('whatever stands in an address, there is one recipient or no mail', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (noise) => {
        const message = messageOf(rendered, { ...addressing, to: `${noise}@b.example` });
        if (message === null) return;
        const to = message.envelope?.to;
        expect(to).toHaveLength(1);
        expect(JSON.stringify(to)).not.toMatch(/[\s,<>]|\\[rnu]/);
      }),
    );
  });
});

describe('the development outbox', () => {
  test('each mail is a whole file that only this person can read, named by time and row', async () => {
    const folder = join(await mkdtemp(join(tmpdir(), 'incamera-outbox-')), 'outbox');
    cleanups.push(() => rm(join(folder, '..'), { recursive: true }));
    const deliver = createDeliver(folderTransport(folder), FROM);
    expect(await deliver(ID, CONTENT, NOW)).toEqual({ ok: true });
    expect(await readdir(folder)).toEqual([`20261120T080000123Z-${ID}.eml`]);
    const path = join(folder, `20261120T080000123Z-${ID}.eml`);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const email = await PostalMime.parse(await readFile(path));
    expect(email.text).toContain(CONTENT.link);
    expect(email.to?.map(({ address }) => address)).toEqual(['m.becker@mail.example']);
    expect(email.attachments[0]?.mimeType).toBe('text/calendar');
  });
});
