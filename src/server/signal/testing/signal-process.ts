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
  | { readonly do: 'inspect' };
export type Answered =
  | { readonly port: number }
  | { readonly done: true }
  /** The moment that the snapshot shows, in ms since the epoch: nothing else runs while it is written. */
  | { readonly shows: number }
  | { readonly rooms: number; readonly sockets: number };

const planted: string[] = [];
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
    now: () => new Date(),
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
    case 'inspect':
      return answer(inspect());
    default:
      return told satisfies never;
  }
  answer({ done: true });
});
process.on('disconnect', () => process.exit());
