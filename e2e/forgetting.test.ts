/**
 * B2: after a whole consultation on the real portal nothing of what was written, and no name that a guest typed, is anywhere on its side: in no file, no
 * line of output, no mail, and in the memory of no process of it, freed memory included. The same search finds what is planted in each of these places.
 */
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { once } from 'node:events';
import { expect, test, type Page } from '@playwright/test';
import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { query } from './database.ts';
import { admitFirst, enterWaitingRoom, inCall, invitationTo, linkIn, openPerson, openRoom, PHONE, pictureMoves, planEvent, signIn, stateOf } from './people.ts';
import { startPortal, type Portal } from './portal.ts';
import { marksInFiles, marksInMemory, processTree, type Marks } from './traces.ts';

let portal: Portal;
test.beforeAll(async () => {
  portal = await startPortal({ demo: true });
});
test.afterAll(async () => {
  await portal.stop();
});

const mark = (of: string) => `${of}-${randomBytes(8).toString('hex')}`;

/** Where of the portal's side which mark is found. */
async function traces(marks: Marks): Promise<readonly string[]> {
  // Whatever the database has in its buffers only goes to its files.
  await query(portal, 'checkpoint');
  const printed = Object.entries(marks).flatMap(([name, text]) => (portal.output().includes(text) ? [`output: ${name}`] : []));
  const processes = processTree(portal.pid);
  // The portal itself, its database with a backend for each connection, and the relay.
  expect(processes.length).toBeGreaterThan(5);
  const remembered = processes.flatMap(({ pid, name }) => {
    try {
      return marksInMemory(pid, marks).map((found) => `memory of ${name}: ${found}`);
    } catch (error) {
      // A backend that has ended meanwhile holds nothing.
      if (pid === portal.pid || processTree(portal.pid).some((each) => each.pid === pid)) throw error;
      return [];
    }
  });
  return [...printed, ...marksInFiles(portal.dataDir, marks), ...new Set(remembered)];
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator('.bar button[aria-label^=Chat]').click();
  await page.locator('section.chat textarea').fill(text);
  await page.locator('section.chat button[type=submit]').click();
}

/** As pg-boss itself wakes the job each minute; it starts within a few seconds. */
async function runErasure(): Promise<void> {
  const boss = new PgBoss({ connectionString: portal.databaseUrl, schedule: false, supervise: false, max: 1, registerInstance: false });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.send('erase');
  await boss.stop({ graceful: false });
}

test('B2 M5.2 M6.2 M7.3 M7.10 after a consultation nothing that was written and no typed name is in any file, output, mail or memory, and the job confirms it', async () => {
  test.setTimeout(120_000);
  const marks = { name: mark('Wolkenfrau'), 'written by the guest': mark('Herzrasen'), 'written by the host': mark('Baldrian') };
  const [host, guest] = await Promise.all([openPerson({ permissions: ['camera', 'microphone'] }), openPerson(PHONE)]);
  try {
    const [p, g] = [host.page, guest.page];
    await signIn(p, portal.url, portal.demo[0] ?? { email: '', password: '' });
    const event = await planEvent(p, portal.url, { title: 'Erstgespräch', email: 'forget@mail.example', label: 'Frau V.' });
    await enterWaitingRoom(g, linkIn(await invitationTo(portal.outbox, 'forget@mail.example')), marks.name);
    await openRoom(p, portal.url, event);
    await expect(p.getByText(marks.name)).toBeVisible();
    await admitFirst(p);
    await Promise.all([inCall(p), inCall(g)]);
    await Promise.all([pictureMoves(p), pictureMoves(g)]);
    await write(g, marks['written by the guest']);
    await write(p, marks['written by the host']);
    await expect(p.locator('.message').filter({ hasText: marks['written by the guest'] })).toBeVisible();
    await expect(g.locator('.message').filter({ hasText: marks['written by the host'] })).toBeVisible();
    expect(await traces(marks), 'during the consultation').toEqual([]);

    await p.getByRole('button', { name: 'Verlassen' }).click();
    await p.getByRole('dialog').getByRole('button', { name: 'Für alle beenden' }).click();
    await Promise.all([stateOf(p, 'after-host-ended'), stateOf(g, 'after-host-ended')]);
    const endedAt = new Date();
    expect(await traces(marks), 'after the consultation').toEqual([]);

    await runErasure();
    const confirmed = () => query(portal, `select entry, held, overdue from erasure_run where ran_at > $1 and held is not null order by entry`, [endedAt]);
    await expect.poll(async () => (await confirmed()).length, { timeout: 20_000 }).toBeGreaterThan(5);
    const rows = await confirmed();
    expect(rows).toEqual(expect.arrayContaining(['waiting-room', 'connection-data', 'turn-credential'].map((entry) => ({ entry, held: 0, overdue: 0 }))));
    expect(rows.filter(({ overdue }) => overdue !== 0)).toEqual([]);
    expect((await fetch(`${portal.url}/readyz`)).status).toBe(200);
    expect(await traces(marks), 'after the erasure').toEqual([]);
  } finally {
    await Promise.all([host.close(), guest.close()]);
  }
});

test('B2 the same search finds what is planted in each of these places', async () => {
  const person = await openPerson();
  const client = new pg.Client({ connectionString: portal.databaseUrl });
  const marks = { kept: mark('kept'), narrow: mark('narrow'), wide: mark('wide'), database: mark('database'), mail: `${mark('mail')}@mail.example` };
  try {
    await signIn(person.page, portal.url, portal.demo[0] ?? { email: '', password: '' });
    await planEvent(person.page, portal.url, { title: 'Gespräch', email: marks.mail, label: 'P.' });
    await invitationTo(portal.outbox, marks.mail);
    // A backend remembers its settings, and the signalling server the beginning of a message that goes on.
    await client.connect();
    await client.query(`select set_config('incamera.planted', $1, false)`, [marks.database]);
    const socket = await unfinishedMessage(Buffer.concat([Buffer.from(marks.narrow), Buffer.from(marks.wide, 'utf16le')]));
    // Last: what was written before the newest file of the log is gone with the older ones.
    await query(portal, `insert into operator_setting (name, value) values ('planted', $1)`, [marks.kept]);
    const found = await traces({ ...marks, printed: portal.demo[0]?.email ?? '' });
    socket.destroy();
    expect(found).toEqual(
      expect.arrayContaining([
        'output: printed',
        expect.stringMatching(/^postgres\/.*base\/.*: kept$/),
        expect.stringMatching(/^postgres\/.*pg_wal\/.*: kept$/),
        expect.stringMatching(/^outbox\/.*: mail$/),
        expect.stringMatching(/^memory of (node|MainThread).*: narrow$/),
        expect.stringMatching(/^memory of (node|MainThread).*: wide$/),
        expect.stringMatching(/^memory of postgres.*: database$/),
      ]),
    );
  } finally {
    await client.end();
    await person.close();
  }
});

/** The first fragment of a text message, RFC 6455, 5.4, which the server keeps until the last one comes. The caller ends the socket. */
async function unfinishedMessage(text: Buffer) {
  const socket = connect(portal.port, '127.0.0.1');
  await once(socket, 'connect');
  const lines = [
    'GET /signal HTTP/1.1',
    `Host: ${new URL(portal.url).host}`,
    `Origin: ${portal.url}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    'Sec-WebSocket-Version: 13',
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  await once(socket, 'data');
  // FIN is not set; masked with zeros, so that the bytes on the wire are the text's.
  socket.write(Buffer.concat([Buffer.from([0x01, 0x80 | text.length, 0, 0, 0, 0]), text]));
  await new Promise((resolve) => setTimeout(resolve, 200));
  return socket;
}
