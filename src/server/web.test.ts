import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import { createWeb, type WebOptions } from './web.ts';

type Visit = Parameters<WebOptions['record']>[0];
const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0)) await each();
});

/** Pages that answer with the path; what was recorded is kept. */
async function web(more: Partial<WebOptions> = {}) {
  const visits: Visit[] = [];
  const server = createWeb({
    publicUrl: new URL('http://localhost:3000'),
    mode: 'development',
    addressOf: () => '203.0.113.9',
    record: (visit) => visits.push(visit),
    turnsAway: () => null,
    ready: () => Promise.resolve(true),
    log: () => undefined,
    pages: (request, response) => response.end(`page ${request.url ?? ''}`),
    upgrade: null,
    ...more,
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  undo.push(() => new Promise((closed) => server.close(closed)));
  const { port } = server.address() as AddressInfo;
  /** As it is written, which no client library would send; answers all that came back. */
  const ask = async (target: string, host = 'localhost:3000', method = 'GET'): Promise<string> => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (data) => (heard += data.toString('latin1')));
    socket.write(`${method} ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    await once(socket, 'close');
    return heard;
  };
  return { ask, visits, port };
}
const location = (answer: string) => /^location: (.*)\r$/m.exec(answer)?.[1];

describe('another host name than the public one', () => {
  test('in development leads to the same page of the public one, and never to anybody else', async () => {
    const { ask } = await web();
    expect(location(await ask('/portal/events?show=past', '127.0.0.1:3000'))).toBe('http://localhost:3000/portal/events?show=past');
    for (const target of ['//elsewhere.example', '/\\elsewhere.example', '/\\[', '//[', 'http://elsewhere.example/', '*'])
      expect(location(await ask(target, 'elsewhere.example')), target).toBe('http://localhost:3000/');
    expect(await ask('/', 'elsewhere.example', 'POST')).toMatch(/^HTTP\/1.1 421 /);
  });

  test('in production is answered as misdirected, whatever it asks', async () => {
    const { ask } = await web({ mode: 'production', publicUrl: new URL('https://portal.example') });
    for (const target of ['/', '/\\[', '//x']) expect(await ask(target, 'elsewhere.example'), target).toMatch(/^HTTP\/1.1 421 /);
    expect(await ask('/', 'portal.example')).toMatch(/^HTTP\/1.1 200 /);
  });
});

test('M1.1 every request leaves its record, also one that no page answered; no path, query or token is in it', async () => {
  const { ask, visits } = await web({ pages: null });
  await ask('/j?token=secret');
  await ask('/_app/immutable/secret.js');
  await ask('/secret', 'elsewhere.example');
  expect(visits.map(({ route }) => route)).toEqual(['[unknown]', '/_app/[file]', '[unknown]']);
  expect(JSON.stringify(visits)).not.toContain('secret');
});

test('whoever asks for a socket where there is none and resets the connection at once takes nobody with it', async () => {
  const { port } = await web({ pages: null });
  const failed: unknown[] = [];
  const fail = (error: unknown) => failed.push(error);
  process.on('uncaughtException', fail);
  onTestFinished(() => {
    process.off('uncaughtException', fail);
  });
  for (let times = 0; times < 20; times++) {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GET /elsewhere HTTP/1.1\r\nHost: portal.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    socket.resetAndDestroy();
  }
  const asking = connect(port, '127.0.0.1');
  asking.write('GET /elsewhere HTTP/1.1\r\nHost: portal.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  const [answer] = (await once(asking, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 404 /);
  expect(failed).toEqual([]);
});

describe('who is kept out', () => {
  const blocked = (address: string) => (address === '203.0.113.9' ? 'Bitte rufen Sie Ihre Praxis an.' : null);

  test('M1.4 is told so with one sentence before anything else is done: pages, files, posts, sockets; the record says no more than that', async () => {
    const asked: string[] = [];
    const { ask, visits, port } = await web({
      turnsAway: blocked,
      pages: (request, response) => {
        asked.push(request.url ?? '');
        response.end('page');
      },
      upgrade: (_request, socket) => {
        asked.push('socket');
        socket.destroy();
      },
    });
    for (const [target, method] of [
      ['/portal', 'GET'],
      ['/_app/immutable/a.js', 'GET'],
      ['/portal/login?secret', 'POST'],
    ] as const) {
      const answer = await ask(target, 'localhost:3000', method);
      expect(answer).toMatch(/^HTTP\/1\.1 403 /);
      expect(answer).toMatch(/^connection: close\r$/im);
      expect(answer).toContain('Bitte rufen Sie Ihre Praxis an.');
    }
    const socket = connect(port, '127.0.0.1');
    socket.write('GET /signal HTTP/1.1\r\nHost: localhost:3000\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
    const [answer] = (await once(socket, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 403 /);
    expect(asked).toEqual([]);
    expect(visits.map(({ route }) => route)).toEqual(['[blocked]', '[blocked]', '[blocked]', '[blocked]']);
  });

  test('M1.4 all others are served, and whoever asks for health is never turned away', async () => {
    const others = await web({ turnsAway: blocked, addressOf: () => '203.0.113.10' });
    expect(await others.ask('/portal')).toMatch(/^HTTP\/1\.1 200 /);
    const { ask } = await web({ turnsAway: blocked });
    expect(await ask('/healthz')).toMatch(/^HTTP\/1\.1 200 /);
  });
});
