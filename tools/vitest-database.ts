/**
 * Vitest's global set-up: one PostgreSQL for the whole run, started when the first test asks for it, so that runs without database tests
 * do not pay. Tests ask through a socket, see `freshDatabase` in src/server/db/testing.ts.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { startEmbedded, type EmbeddedDatabase } from '../src/server/db/embedded.ts';
import { TEST_DATABASE_SOCKET } from '../src/server/db/testing.ts';

export default async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'incamera-vitest-'));
  let database: Promise<EmbeddedDatabase> | null = null;
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    database ??= startEmbedded({ dataDir: folder, log: () => undefined, durable: false });
    database.then(
      ({ url }) => socket.end(url),
      (error: unknown) => socket.end(`error: ${String(error)}`),
    );
  });
  const path = join(folder, 'ask');
  await new Promise<void>((listening) => server.listen(path, listening));
  process.env[TEST_DATABASE_SOCKET] = path;
  return async () => {
    server.close();
    await (await database?.catch(() => null))?.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
