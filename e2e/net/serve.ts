/** The call alone, served from the lab's third host. Takes `ServeOptions` as JSON; prints its address; ends with its standard input. */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import type { KeyringContents } from '../../src/server/keys/keyring.ts';
import { serveBareVisit } from '../bare-visit.ts';

export interface ServeOptions {
  readonly host: string;
  /** null: there is no relay. */
  readonly relaySecret: string | null;
  /** The only way to the relay that pages are told of; missing: UDP and TCP. */
  readonly relayUrl?: string;
  /** What pages call the host, when not by its address. A server without a relay lets people meet directly before admission only as `localhost`. */
  readonly name?: string;
  /** Of one that was killed and comes back; see `bare-visit.ts`. The script is a file. */
  readonly port?: number;
  readonly keyring?: KeyringContents;
  readonly script?: string;
}

const { host, relaySecret, relayUrl, name = host, port, keyring, script } = JSON.parse(process.argv[2] ?? '') as ServeOptions;
const usual = [`turn:${host}:3478?transport=udp`, `turn:${host}:3478?transport=tcp`];
const server = await serveBareVisit({
  host,
  publicUrl: (at) => `http://${name}:${at}/`,
  turn: relaySecret === null ? null : { urls: relayUrl === undefined ? usual : [relayUrl], secret: relaySecret },
  ...(port === undefined ? {} : { port }),
  ...(keyring === undefined ? {} : { keyring }),
  ...(script === undefined ? {} : { script: readFileSync(script, 'utf8') }),
});
process.stdout.write(`${server.url}\n`);
process.stdin.resume();
process.stdin.once('end', () => void server.close().then(() => process.exit(0)));
