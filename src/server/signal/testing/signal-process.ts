/**
 * A signalling server in a process of its own, so that its memory holds nothing of those who test it. Told by its parent over IPC; its
 * answers carry no text of any call.
 */
import { createServer } from 'node:http';
import process from 'node:process';
import { writeHeapSnapshot } from 'node:v8';
import { openKeyring, type KeyringContents } from '../../keys/keyring.ts';
import { createSignalServer } from '../server.ts';

export type Told =
  | { readonly do: 'start'; readonly keyring: KeyringContents }
  /** Whether the database's answer is awaited: who comes meanwhile is held with what it said. */
  | { readonly do: 'hold' | 'go-on' }
  /** A text that stays in memory. */
  | { readonly do: 'plant'; readonly text: string }
  | { readonly do: 'snapshot'; readonly file: string }
  /** From now on the clock is that much ahead. */
  | { readonly do: 'pass'; readonly ms: number }
  /** Throws away what nobody needs and measures the rest, in bytes. For a process with `--expose-gc`. */
  | { readonly do: 'collect' }
  | { readonly do: 'inspect' };
export type Answered =
  | { readonly port: number }
  | { readonly done: true }
  /** The moment that the snapshot shows, in ms since the epoch: nothing else runs while it is written. */
  | { readonly shows: number }
  | { readonly heap: number; readonly resident: number }
  | { readonly rooms: number; readonly sockets: number };

const planted: string[] = [];
let aheadMs = 0;
let held: Promise<void> = Promise.resolve();
let goOn: () => void = () => undefined;

function start(contents: KeyringContents): void {
  const http = createServer();
  const signal = createSignalServer({
    publicUrl: new URL('http://localhost'),
    keyring: openKeyring(contents),
    recheck: async () => {
      await held;
      return { ok: true, startsAt: Date.now(), plannedEnd: Date.now() + 3_600_000, hostEndedAt: null };
    },
    hostEnded: () => Promise.resolve(),
    turn: () => ({ urls: ['turn:relay.example:3478?transport=udp'], secret: 'geheim' }),
    now: () => new Date(Date.now() + aheadMs),
    onFailure: () => undefined,
    subscribe: () => () => undefined,
    mayUpgrade: () => true,
  });
  http.on('upgrade', (request, socket, head) => signal.upgrade(request, socket, head, '203.0.113.9'));
  http.listen(0, '127.0.0.1', () => {
    const address = http.address();
    answer({ port: typeof address === 'object' && address !== null ? address.port : 0 });
  });
  inspect = () => signal.inspect();
}
let inspect: () => { readonly rooms: number; readonly sockets: number } = () => ({ rooms: 0, sockets: 0 });

/** Finalizers run between them and let go of more. */
const COLLECTIONS = 3;

async function collect(): Promise<void> {
  for (let times = 0; times < COLLECTIONS; times++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  answer({ heap: heapUsed + arrayBuffers, resident: rss });
}

function answer(message: Answered): void {
  process.send?.(message);
}

process.on('message', (told: Told) => {
  switch (told.do) {
    case 'start':
      return start(told.keyring);
    case 'hold':
      held = new Promise((done) => (goOn = done));
      break;
    case 'go-on':
      goOn();
      break;
    case 'plant':
      planted.push(told.text);
      break;
    case 'snapshot': {
      const shows = Date.now();
      writeHeapSnapshot(told.file);
      return answer({ shows });
    }
    case 'pass':
      aheadMs += told.ms;
      break;
    case 'collect':
      return void collect();
    case 'inspect':
      return answer(inspect());
    default:
      return told satisfies never;
  }
  answer({ done: true });
});
process.on('disconnect', () => process.exit());
