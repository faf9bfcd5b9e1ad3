/**
 * What signalling costs: memory of a connection that only waits, and messages a second that go from one browser to another through it, each with
 * one server process on one core, against nothing but `ws` in the same run.
 *
 *   npm run bench:signal [-- --json FILE]
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { WebSocket } from 'ws';
import { report } from './figures.ts';
import type { Asked, Seats } from './signal-server.ts';

const RUNS = 10;
/** Enough that what a process takes once does not count. */
const IDLE = 4_000;
/**
 * Many slow talkers are what a server sees. The flood gate allows each of them a burst of 240 and 40 a second after that: of fewer pairs it would cut
 * off those who talk fastest before the time is over.
 */
const PAIRS = 500;
const TALK_MS = 2_000;

interface Server {
  readonly child: ChildProcess;
  ask<T>(asked: Asked): Promise<T>;
  stop(): Promise<void>;
}

async function serve(kind: 'bare' | 'portal'): Promise<Server> {
  const child = fork(new URL('signal-server.ts', import.meta.url), [kind], { execArgv: ['--expose-gc'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'message');
  return {
    child,
    async ask<T>(asked: Asked) {
      child.send(asked);
      const [answer] = (await once(child, 'message')) as [T];
      return answer;
    },
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

interface Line {
  readonly socket: WebSocket;
  readonly first: Promise<unknown>;
}
function open(url: string, origin: string, hello: string): Line {
  const socket = new WebSocket(url, { origin, perMessageDeflate: false });
  socket.once('open', () => socket.send(hello));
  return { socket, first: once(socket, 'message') };
}

async function idle(kind: 'bare' | 'portal'): Promise<number> {
  const server = await serve(kind);
  const before = await server.ask<number>({ what: 'memory' });
  const { url, origin, hellos } = await server.ask<Seats>({ what: 'seats', guests: IDLE, hosts: false });
  const lines: Line[] = [];
  for (let from = 0; from < hellos.length; from += 50) {
    const some = hellos.slice(from, from + 50).map((hello) => open(url, origin, hello));
    await Promise.all(some.map(({ first }) => first));
    lines.push(...some);
  }
  const after = await server.ask<number>({ what: 'memory' });
  for (const { socket } of lines) socket.terminate();
  await server.stop();
  return (after - before) / IDLE / 1024;
}

/** Each guest sends to its host and sends again when the host has answered. */
async function talk(kind: 'bare' | 'portal'): Promise<number> {
  const server = await serve(kind);
  const { url, origin, hellos, relays } = await server.ask<Seats>({ what: 'seats', guests: PAIRS, hosts: true });
  const lines = hellos.map((hello) => open(url, origin, hello));
  await Promise.all(lines.map(({ first }) => first));
  let passed = 0;
  lines.forEach(({ socket }, index) => {
    socket.on('message', (data: Buffer) => {
      if (!data.includes('"relay"')) return;
      passed++;
      socket.send(relays[index] ?? '');
    });
  });
  for (let index = 0; index < lines.length; index += 2) lines[index]?.socket.send(relays[index] ?? '');
  await new Promise((resolve) => setTimeout(resolve, 300));
  const [began, before] = [performance.now(), passed];
  await new Promise((resolve) => setTimeout(resolve, TALK_MS));
  const rate = ((passed - before) / (performance.now() - began)) * 1000;
  if (lines.some(({ socket }) => socket.readyState !== WebSocket.OPEN)) throw new Error('a line was cut off: what was measured is not what was asked');
  for (const { socket } of lines) socket.terminate();
  await server.stop();
  return rate;
}

const [idles, bareIdles, talks, bareTalks]: [number[], number[], number[], number[]] = [[], [], [], []];
for (let run = 0; run < RUNS; run++) {
  bareIdles.push(await idle('bare'));
  idles.push(await idle('portal'));
  bareTalks.push(await talk('bare'));
  talks.push(await talk('portal'));
}
const holds = report([
  { name: 'memory-of-an-idle-connection', unit: 'kB', values: idles, floors: bareIdles, target: { kind: 'ratio-at-most', limit: 1.5 } },
  { name: 'messages-a-second', unit: '/s', values: talks, floors: bareTalks, target: { kind: 'ratio-at-least', limit: 0.7 }, digits: 0 },
]);
process.exitCode = holds ? 0 : 1;
