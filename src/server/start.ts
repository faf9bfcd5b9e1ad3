/** The only wiring: reads the configuration, starts this process's roles, says where to go, and ends everything it started. */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Eraser } from '../privacy/due.ts';
import { term } from '../privacy/register.ts';
import { addressReader } from './client-address.ts';
import { readConfig, type Config } from './config.ts';
import { EmbeddedDatabaseError, startEmbedded } from './db/embedded.ts';
import { isMigrated } from './db/migrate.ts';
import { openEraser } from './db/erasure.ts';
import { openHouse, type House } from './house.ts';
import { createErase, overdueEntries } from './jobs/erase.ts';
import { openMailBell, startJobs, type Jobs } from './jobs/jobs.ts';
import { createLog, type Log } from './log.ts';
import { createDeliver } from './mail/deliver.ts';
import { openDkim, type DkimSigner } from './mail/dkim.ts';
import { folderTransport } from './mail/outbox-folder.ts';
import { smtpTransport, type Transport } from './mail/transport.ts';
import { createSignalServer, type SignalServer } from './signal/server.ts';
import { StartRefused } from './start-refused.ts';
import { startCoturn } from './turn/coturn.ts';
import type { Turn } from './turn/credentials.ts';
import { endContracts } from './use/operate.ts';
import { firstTexts } from '../words/law/index.ts';
import { publishFirstTexts } from './use/first-texts.ts';
import { openDemo } from './use/demo.ts';
import { MAX_PHOTO_BYTES } from '../rules/picture.ts';
import { issueSetUpLink } from './use/operator.ts';
import type { Ports } from './use/ports.ts';
import { guestRemoved, hostEnded, recheck } from './use/recheck.ts';
import { TURNED_AWAY } from '../words/irregular/turned-away.ts';
import { createWeb, HOST_HEADER, PROTOCOL_HEADER, type PageHandler } from './web.ts';

/** Supervisors kill after ten seconds as a rule; the database alone may take a part of that for its last checkpoint. */
const STOP_LIMIT_MS = 9_000;
const HOUR_MS = 3_600_000;
const BUILD = new URL('../../build/handler.js', import.meta.url);

async function start(): Promise<void> {
  // Nothing this process writes is for other users of the machine.
  process.umask(0o077);
  const read = readConfig(process.env);
  if ('refused' in read) throw new StartRefused(read.refused);
  const { config } = read;
  const demo = process.argv.includes('--demo');
  if (demo && config.mode === 'production') throw new StartRefused(['--demo: there is no demonstration practice in production.']);
  if (config.roles.has('web') && !existsSync(BUILD)) throw new StartRefused(['The pages are not built yet; start the portal with "npm start".']);
  const log = createLog(
    (line) => process.stdout.write(line),
    () => new Date(),
    config.mode === 'development',
  );
  log('starting');
  // Not refused: a proxy may hand on the address it was called from. Where it does not, all people are one address.
  if (config.mode === 'production' && config.trustedProxies.length === 0 && config.roles.has('web')) log('proxies-unnamed');

  const stops: (() => Promise<void>)[] = [];
  const stopAll = async () => {
    // Last started, first stopped: nobody is left without what it stands on.
    for (const stop of stops.reverse()) await stop().catch(() => log('stopped', { code: 'unclean' }));
  };
  let stopping = false;
  const stop = (exitCode: number) => {
    if (stopping) return;
    stopping = true;
    log('stopping');
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    void stopAll().then(() => {
      log('stopped');
      process.exit(exitCode);
    });
  };
  process.on('SIGTERM', () => stop(0));
  process.on('SIGINT', () => stop(0));

  try {
    let databaseUrl = config.databaseUrl;
    if (databaseUrl === null) {
      const embedded = await startEmbedded({ dataDir: config.dataDir, log, onLost: () => stop(1) });
      stops.push(() => embedded.stop());
      databaseUrl = embedded.url;
    }
    const house = await openHouse(config, databaseUrl, log, stops);
    await publishFirstTexts(house.ports, firstTexts);
    Reflect.set(globalThis, Symbol.for('incamera.ports'), house.ports);
    const { ports } = house;
    const eraser = openEraser(house.connection.db);
    const jobs = await openJobs(config, databaseUrl, house, eraser, log);
    stops.push(() => jobs.stop());
    house.onMail(() => jobs.wakeMail());
    const turn = config.roles.has('signal') ? await openTurn(config, log, stops) : () => null;
    const signal = config.roles.has('signal') ? openSignal(config, ports, turn, log) : null;
    if (signal) house.memory.add(() => signal.held());
    const server = createWeb({
      publicUrl: config.publicUrl,
      mode: config.mode,
      addressOf: addressReader(config.trustedProxies),
      record(visit) {
        house.ring.add(visit.address, visit.route, ports.now());
        house.recorder.record(visit, ports.now());
      },
      turnsAway: (address) => (house.blocks.turnsAway(address, ports.now()) ? TURNED_AWAY : null),
      ready: createReadiness(house, eraser),
      log,
      pages: config.roles.has('web') ? await loadPages() : null,
      upgrade: signal ? (request, socket, head, address) => signal.upgrade(request, socket, head, address) : null,
    });
    await listen(server, config);
    stops.push(() => endServer(server));
    // Before the server, which waits for its sockets.
    if (signal) stops.push(() => signal.close());
    log('ready');
    await direct(config, ports, demo, turn() !== null);
  } catch (error) {
    stopping = true;
    await stopAll();
    throw error;
  }
}

/** Whoever balances load asks often; what is overdue changes by the minute. */
const READY_FOR_MS = 10_000;

/** Ready: the schema is this code's, and nothing is held that should be gone. */
function createReadiness({ connection, ports }: House, eraser: Eraser): () => Promise<boolean> {
  let knownUntil = 0;
  return async () => {
    const now = ports.now();
    if (now.getTime() < knownUntil) return true;
    const ready = (await isMigrated(connection.db)) && (await overdueEntries(eraser, now)).length === 0;
    if (ready) knownUntil = now.getTime() + READY_FOR_MS;
    return ready;
  };
}

function openJobs(config: Config, databaseUrl: string, { ports, memory }: House, eraser: Eraser, log: Log): Promise<Jobs> {
  if (!config.roles.has('jobs')) return openMailBell(databaseUrl, log);
  const erase = createErase(eraser, () => memory.holdings(), log);
  return startJobs({
    connectionString: databaseUrl,
    ports,
    terms: { verificationHours: term('verification-token') / HOUR_MS },
    deliver: createDeliver(transportOf(config), config.mailFrom),
    erase: async (now) => {
      await endContracts(ports, now);
      await erase(now);
    },
    log,
  });
}

function transportOf(config: Config): Transport {
  if (config.smtpUrl !== null) return smtpTransport(config.smtpUrl, { dkim: signerOf(config) });
  if (config.outboxFolder !== null) return folderTransport(config.outboxFolder);
  throw new Error('a configuration without a way for mails');
}

function signerOf({ dkim }: Config): DkimSigner | null {
  if (dkim === null) return null;
  const opened = openDkim(dkim);
  if ('refused' in opened) throw new StartRefused([opened.refused]);
  return opened.signer;
}

/** The relay of the configuration; in development without one, this machine's own. */
async function openTurn(config: Config, log: Log, stops: (() => Promise<void>)[]): Promise<() => Turn | null> {
  if (config.turn !== null || config.mode === 'production') return () => config.turn;
  const relay = await startCoturn({ dataDir: config.dataDir, log });
  if (relay === null) return () => null;
  stops.push(() => relay.stop());
  return () => relay.turn();
}

function openSignal(config: Config, ports: Ports, turn: () => Turn | null, log: Log): SignalServer {
  return createSignalServer({
    publicUrl: config.publicUrl,
    keyring: ports.keyring,
    recheck: (who) => recheck(ports, who),
    hostEnded: (event) => hostEnded(ports, event),
    guestRemoved: (invitation, at) => guestRemoved(ports, invitation, at),
    turn,
    now: ports.now,
    onFailure: (code) => log('socket-refused', { code }),
    subscribe: (receive) => ports.bus.subscribe(receive),
    mayUpgrade: (address) => ports.limits.allow('upgrade-address', address, ports.now()),
  });
}

/** The web role's handler reads two header names from the environment when it is loaded; see `web.ts`. */
async function loadPages(): Promise<PageHandler> {
  process.env['PROTOCOL_HEADER'] = PROTOCOL_HEADER;
  process.env['HOST_HEADER'] = HOST_HEADER;
  // The adapter reads it once, when it is loaded: the largest photo, and the form around it. The hook holds all other routes to less.
  process.env['BODY_SIZE_LIMIT'] ??= String(MAX_PHOTO_BYTES + 65_536);
  const built = (await import(BUILD.href)) as { readonly handler: PageHandler };
  return built.handler;
}

async function listen(server: Server, config: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE') throw new StartRefused([`PORT: something else answers on port ${config.port} already. End it, or set another PORT.`]);
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
      throw new StartRefused([`HOST, PORT: this machine does not let the portal listen on ${config.host} port ${config.port}.`]);
    throw error;
  });
}

function endServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Whoever is in the middle of a page gets a second.
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}

/**
 * Tells the person at the terminal where to go. In production standard output ends in a log as a rule, so the set-up link goes into a
 * file that only the portal's user can read.
 */
async function direct(config: Config, ports: Ports, demo: boolean, relayed: boolean): Promise<void> {
  const lines: string[] = [];
  // One process tells it: a further link would make the one before worthless.
  const tells = config.roles.has('web');
  const setUp = tells ? await issueSetUpLink(ports) : null;
  const linkFile = join(config.dataDir, 'set-up-link');
  // A link that was used opens nothing any more and need not lie about.
  if (tells && setUp === null) rmSync(linkFile, { force: true });
  if (setUp !== null && config.mode === 'development') lines.push(`Operator's set-up, works once: ${setUp}`);
  if (setUp !== null && config.mode === 'production') {
    mkdirSync(config.dataDir, { recursive: true });
    writeFileSync(linkFile, `${setUp}\n`, { mode: 0o600 });
    lines.push(`The operator's set-up link, which works once, is in ${linkFile}`);
  }
  if (config.outboxFolder !== null)
    lines.push(`Mails are not sent but can be read: ${new URL('/dev/outbox', config.publicUrl).href} (files in ${config.outboxFolder})`);
  if (!relayed && config.mode === 'development' && config.roles.has('signal'))
    lines.push('No relay: coturn is not installed. People on this machine meet directly; elsewhere firewalls may keep them apart.');
  if (demo) for (const login of await openDemo(ports)) lines.push(`demo: ${login.role} ${login.email} ${login.password}`);
  process.stdout.write(`${[...lines, `ready: ${config.publicUrl.href}`].join('\n')}\n`);
}

start().catch((error: unknown) => {
  if (error instanceof StartRefused) process.stderr.write(`${error.sentences.join('\n')}\n`);
  else if (error instanceof EmbeddedDatabaseError) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`The portal could not start: ${error instanceof Error ? (error.stack ?? error.name) : 'unknown'}\n`);
  process.exit(1);
});
