import { hostname } from 'node:os';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createDeliver } from '../mail/deliver.ts';
import { openMailServer, type TestMailServer } from '../mail/testing.ts';
import { smtpTransport } from '../mail/transport.ts';
import { openTestHouse, type TestHouse } from '../testing.ts';
import { planEvent, publishEvent } from '../use/events.ts';
import { invite } from '../use/invitations.ts';
import type { Ports } from '../use/ports.ts';
import type { SessionView } from '../use/session.ts';
import { openMailBell, startJobs, type Jobs, type JobsOptions } from './jobs.ts';

let house: TestHouse;
let jana: SessionView;
let server: TestMailServer;
let database: pg.Client;
const logged: string[] = [];
const running: Jobs[] = [];

beforeAll(async () => {
  house = await openTestHouse();
  jana = (await house.provider('Jana')).session;
  server = await openMailServer();
  database = new pg.Client({ connectionString: house.url });
  await database.connect();
  await house.db.deleteFrom('outbox').execute();
});
afterEach(async () => {
  for (const jobs of running.splice(0)) await jobs.stop();
  logged.length = 0;
  server.received.length = 0;
});
afterAll(async () => {
  await database.end();
  await server.close();
  await house.close();
});

async function start(change: Partial<JobsOptions> = {}): Promise<Jobs> {
  const deliver = createDeliver(smtpTransport(`smtp://127.0.0.1:${server.port}`), 'portal@portal.example');
  const jobs = await startJobs({
    connectionString: house.url,
    ports: house.ports,
    terms: { verificationHours: 24 },
    deliver,
    erase: () => Promise.resolve(),
    log: (event, fields) => logged.push(`${event} ${fields?.code ?? ''}`),
    ...change,
  });
  running.push(jobs);
  return jobs;
}

async function inviteTo(ports: Ports, email: string) {
  const planned = await planEvent(ports, jana, {
    type: 'consultation',
    title: 'Second talk',
    localStart: '2026-12-24T10:00',
    zone: 'Europe/Berlin',
    minutes: 50,
    size: 'single',
  });
  if (!('ok' in planned)) throw new Error('not planned');
  await invite(ports, jana, planned.event.id, { email, label: 'Ms B.', language: 'de' });
  await publishEvent(ports, jana, planned.event.id);
}

/** All that pg-boss has written, as text. */
async function bossTables(): Promise<string> {
  const tables = await database.query<{ name: string }>(`select quote_ident(table_name) as name from information_schema.tables where table_schema = 'pgboss'`);
  expect(tables.rows.length).toBeGreaterThan(5);
  let all = '';
  for (const { name } of tables.rows)
    all += (await database.query<{ row: string }>(`select t::text as row from pgboss.${name} t`)).rows.map(({ row }) => row).join('\n');
  return all;
}

test('M3.2 a mail leaves within a second of the deed', async () => {
  const jobs = await start();
  const ports = { ...house.ports, wakeMail: () => jobs.wakeMail() };
  // Wakes one after the other, also while the last one is still being worked on.
  for (const address of ['a@mail.example', 'b@mail.example', 'c@mail.example']) {
    const began = performance.now();
    await inviteTo(ports, address);
    await expect.poll(() => server.received.flatMap(({ to }) => to), { timeout: 5000, interval: 5 }).toContain(address);
    expect(performance.now() - began).toBeLessThan(1000);
  }
});

test('M9.1 a process without jobs wakes the one that has them', async () => {
  await start();
  const bell = await openMailBell(house.url, () => undefined);
  running.push(bell);
  const began = performance.now();
  await inviteTo({ ...house.ports, wakeMail: () => bell.wakeMail() }, 'far@mail.example');
  await expect.poll(() => server.received.length, { timeout: 5000, interval: 5 }).toBe(1);
  expect(performance.now() - began).toBeLessThan(1000);
});

test('what waited while nobody was there is sent at the start', async () => {
  await inviteTo(house.ports, 'early@mail.example');
  await start();
  await expect.poll(() => server.received.length, { timeout: 5000 }).toBe(1);
});

test('M7.10 what fell due is erased at the start and then each minute', async () => {
  const erased: Date[] = [];
  await start({ erase: (now) => Promise.resolve(erased.push(now)) });
  await expect.poll(() => erased.length, { timeout: 5000 }).toBe(1);
  expect(erased[0]).toEqual(house.ports.now());
  const { rows } = await database.query<{ name: string; cron: string }>('select name, cron from pgboss.schedule order by name');
  expect(rows).toEqual([
    { name: 'erase', cron: '* * * * *' },
    { name: 'remind', cron: '* * * * *' },
    { name: 'send-mail', cron: '* * * * *' },
  ]);
});

test('a job that fails leaves a code in the log and nothing in the database', async () => {
  await start({ erase: () => Promise.reject(Object.assign(new Error('duplicate key (email)=(m.becker@mail.example)'), { code: '23505' })) });
  await expect.poll(() => logged, { timeout: 5000 }).toContain('job-failed 23505');
  const all = await bossTables();
  expect(all).toContain('erase');
  expect(all).not.toContain('becker');
});

test('B7 jobs carry nothing: no row of pg-boss names an invitation, an outbox row, an address or this machine', async () => {
  const jobs = await start();
  await inviteTo({ ...house.ports, wakeMail: () => jobs.wakeMail() }, 'm.becker@mail.example');
  await expect.poll(() => server.received.length, { timeout: 5000 }).toBe(1);
  const references = await house.db.selectFrom('outbox').select(['id', 'reference_id', 'practice_id']).execute();
  const all = await bossTables();
  expect(all).toContain('send-mail');
  for (const secret of [
    'mail.example',
    'Jana',
    hostname(),
    ...references.flatMap(({ id, reference_id, practice_id }) => [id, reference_id, practice_id ?? id]),
  ])
    expect(all).not.toContain(secret);
});

test('connections that broke are made again, and nothing is lost meanwhile', async () => {
  const jobs = await start();
  const cut = () =>
    database.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'incamera-jobs' and datname = current_database()`);
  expect((await cut()).rows.length).toBeGreaterThan(0);
  await inviteTo({ ...house.ports, wakeMail: () => jobs.wakeMail() }, 'after@mail.example');
  await expect.poll(() => server.received.flatMap(({ to }) => to), { timeout: 15_000 }).toContain('after@mail.example');
  for (const line of logged) expect(line).toMatch(/^job-failed [A-Za-z0-9_]+$/);
});

test('a first retry does not wait for the next minute', async () => {
  let tries = 0;
  await inviteTo(house.ports, 'again@mail.example');
  await start({ deliver: () => Promise.resolve(tries++ === 0 ? { refused: 'temporary' } : { ok: true }) });
  await expect.poll(() => logged, { timeout: 5000 }).toContain('mail-postponed temporary');
  const waits = async () => {
    const { rows } = await database.query<{ seconds: number }>(
      `select extract(epoch from start_after - created_on)::float as seconds from pgboss.job where name = 'send-mail' and singleton_key = 'retry'`,
    );
    return rows.map(({ seconds }) => Math.round(seconds));
  };
  // The job is put into the queue a moment after the log has said it.
  await expect.poll(waits).toEqual([10]);
});

test('stopping waits for the mail that is being sent and leaves no connection', async () => {
  let finish = (): void => undefined;
  let begun = (): void => undefined;
  const delivering = new Promise<void>((resolve) => (begun = resolve));
  await inviteTo(house.ports, 'last@mail.example');
  await start({
    deliver: () =>
      new Promise((done) => {
        finish = () => done({ ok: true });
        begun();
      }),
  });
  await delivering;
  const [jobs] = running.splice(0);
  const stopped = jobs?.stop();
  finish();
  await stopped;
  expect(await house.db.selectFrom('outbox').select('state').where('state', '=', 'waiting').where('failure', 'is', null).execute()).toEqual([]);
  const { rows } = await database.query(`select 1 from pg_stat_activity where application_name = 'incamera-jobs' and datname = current_database()`);
  expect(rows).toHaveLength(0);
});

test('M3.9 who is due is reminded at the start, by itself', async () => {
  const before = house.ports.now();
  await inviteTo(house.ports, 'reminded@mail.example');
  await start();
  await expect.poll(() => server.received.map(({ to }) => to), { timeout: 10_000 }).toContainEqual(['reminded@mail.example']);
  for (const jobs of running.splice(0)) await jobs.stop();
  server.received.length = 0;
  house.setNow('2026-12-23T09:00:00Z');
  await start();
  const reminded = () => server.received.filter(({ to }) => to[0] === 'reminded@mail.example').map(({ email }) => email.subject);
  await expect.poll(reminded, { timeout: 10_000 }).toEqual(['Erinnerung: Ihr Termin am Donnerstag, 24. Dezember 2026, 10:00 Uhr']);
  house.setNow(before);
});
