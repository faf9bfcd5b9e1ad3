import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig, type Config } from './config.ts';
import { VARIABLE_NAMES } from './config-variables.ts';

const folder = mkdtempSync(join(tmpdir(), 'incamera-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

const PRODUCTION = {
  INCAMERA_MODE: 'production',
  PUBLIC_URL: 'https://portal.example',
  KEYRING_FILE: '/etc/incamera/keyring.json',
  SMTP_URL: 'smtps://user:password@mail.example:465',
  MAIL_FROM: 'Portal <portal@portal.example>',
  TRUSTED_PROXIES: '127.0.0.1,::1',
};

/** What roles in separate processes need. */
const APART = { REDIS_URL: 'redis://r:6379', DATABASE_URL: 'postgresql://d/incamera' };

function config(env: Record<string, string>): Config {
  const result = readConfig(env);
  if ('refused' in result) throw new Error(result.refused.join('\n'));
  return result.config;
}
function refusals(env: Record<string, string>): readonly string[] {
  const result = readConfig(env);
  return 'refused' in result ? result.refused : [];
}

describe('development', () => {
  test('without any setting everything is on this machine', () => {
    const found = config({});
    expect(found).toMatchObject({ mode: 'development', host: '127.0.0.1', port: 3000, databaseUrl: null, redisUrl: null, keyringMayBeMade: true, turn: null });
    expect(found.publicUrl.href).toBe('http://localhost:3000/');
    expect(found.signalUrl).toBe('ws://localhost:3000/signal');
    expect([...found.roles]).toEqual(['web', 'signal', 'jobs']);
    expect(found.outboxFolder).toBe(join(found.dataDir, 'outbox'));
    expect(found.keyringFile).toBe(join(found.dataDir, 'keyring.json'));
  });

  test('the public address follows the port, and an empty variable is one that is not set', () => {
    expect(config({ PORT: '21000', PUBLIC_URL: '' }).publicUrl.href).toBe('http://localhost:21000/');
  });

  test('it neither listens to others nor calls itself a public portal', () => {
    expect(refusals({ HOST: '0.0.0.0' })).toEqual([expect.stringMatching(/^HOST must be a loopback address/)]);
    expect(refusals({ PUBLIC_URL: 'https://portal.example' })).toEqual([expect.stringMatching(/^PUBLIC_URL must be on this machine/)]);
    for (const local of ['http://localhost:3000', 'http://portal.localhost:4000', 'http://127.0.0.1:80', 'http://[::1]:3000', 'https://localhost'])
      expect(refusals({ PUBLIC_URL: local })).toEqual([]);
    for (const other of ['http://localhost.example', 'http://127.0.0.1.example', 'http://10.0.0.1:3000'])
      expect(refusals({ PUBLIC_URL: other })).toHaveLength(1);
  });

  test('with a mail server there is no outbox to read', () => {
    expect(config({ SMTP_URL: 'smtp://127.0.0.1:2525' }).outboxFolder).toBeNull();
  });
});

test('mails are signed when domain, selector and key are all named, for the sender’s domain or one above it', () => {
  const dkim = { DKIM_DOMAIN: 'portal.example', DKIM_SELECTOR: 'k2026', DKIM_KEY_FILE: '/etc/incamera/dkim.pem' };
  expect(config(PRODUCTION).dkim).toBeNull();
  expect(config({ ...PRODUCTION, ...dkim }).dkim).toEqual({ domain: 'portal.example', selector: 'k2026', keyFile: '/etc/incamera/dkim.pem' });
  expect(config({ ...PRODUCTION, ...dkim, MAIL_FROM: 'a@Mail.portal.example' }).dkim).not.toBeNull();
  for (const from of ['a@other.example', 'a@notportal.example', 'Portal <a@example>'])
    expect(refusals({ ...PRODUCTION, ...dkim, MAIL_FROM: from })).toEqual([expect.stringMatching(/^DKIM_DOMAIN must be the domain of MAIL_FROM/)]);
  for (const missing of Object.keys(dkim)) expect(refusals({ ...PRODUCTION, ...dkim, [missing]: '' })).toEqual([expect.stringMatching(/belong together/)]);
  expect(refusals({ ...PRODUCTION, ...dkim, DKIM_DOMAIN: 'portal.example; x' })).toEqual([expect.stringMatching(/^DKIM_DOMAIN must be a domain/)]);
  expect(refusals({ ...PRODUCTION, ...dkim, DKIM_SELECTOR: 'k=1' })).toEqual([expect.stringMatching(/^DKIM_SELECTOR must be a name/)]);
});

describe('production', () => {
  test('a complete configuration is accepted, without outbox and without making a keyring', () => {
    const found = config(PRODUCTION);
    expect(found).toMatchObject({ mode: 'production', outboxFolder: null, keyringMayBeMade: false, keyringFile: '/etc/incamera/keyring.json' });
    expect(found.signalUrl).toBe('wss://portal.example/signal');
  });

  test('everything that is missing is told at once, each in a sentence that begins with its name', () => {
    const told = refusals({ INCAMERA_MODE: 'production' });
    expect(told.map((sentence) => sentence.split(' ')[0])).toEqual(['PUBLIC_URL', 'TRUSTED_PROXIES', 'KEYRING_FILE', 'SMTP_URL', 'MAIL_FROM']);
    for (const sentence of told) expect(sentence).toMatch(/^[A-Z_]+ is missing: .+\.$/);
  });

  test('a plain-http public address is refused', () => {
    expect(refusals({ ...PRODUCTION, PUBLIC_URL: 'http://portal.example' })).toEqual([expect.stringMatching(/^PUBLIC_URL must begin with https:/)]);
  });

  test('faults of form and missing settings are told in the same answer', () => {
    const told = refusals({ ...PRODUCTION, PORT: '70000', TRUSTED_PROXIES: '10.0.0.0/99', KEYRING_FILE: '' });
    expect(told.map((sentence) => sentence.split(' ')[0]).sort()).toEqual(['KEYRING_FILE', 'PORT', 'TRUSTED_PROXIES']);
  });

  test('M1.4 who listens on this machine alone says which proxy is in front, or all people would be one address', () => {
    const { TRUSTED_PROXIES: _proxies, ...rest } = PRODUCTION;
    for (const host of [{}, { HOST: '127.0.0.1' }, { HOST: '::1' }, { HOST: 'localhost' }, { ROLES: 'web' }, { ROLES: 'signal' }])
      expect(refusals({ ...rest, ...APART, ...host })).toEqual([expect.stringMatching(/^TRUSTED_PROXIES is missing: .+127\.0\.0\.1/)]);
    // Nobody's address is of interest to the jobs; on another address a proxy may hand on who comes.
    for (const other of [{ ROLES: 'jobs' }, { HOST: '10.0.0.2' }, { HOST: '0.0.0.0' }, { INCAMERA_MODE: 'development', PUBLIC_URL: '' }])
      expect(refusals({ ...rest, ...APART, ...other })).toEqual([]);
  });

  test('a process without the mail role needs no mail server', () => {
    const { SMTP_URL: _server, MAIL_FROM: _sender, ...rest } = PRODUCTION;
    expect(refusals({ ...rest, ...APART, ROLES: 'signal' })).toEqual([]);
  });
});

test('roles apart need Redis, a shared database and a shared keyring', () => {
  expect(refusals({ ROLES: 'web,jobs' }).map((sentence) => sentence.split(' ')[0])).toEqual(['REDIS_URL', 'DATABASE_URL', 'KEYRING_FILE']);
  expect(refusals({ ROLES: 'jobs,signal,web' })).toEqual([]);
  expect(refusals({ ROLES: 'web,baker' })).toEqual([expect.stringMatching(/^ROLES must name web, signal, jobs/)]);
});

test('a database is reached over the network or through a socket', () => {
  for (const url of ['postgresql://u:p@db.example:5432/incamera?sslmode=verify-full', 'postgres://u@/incamera?host=/run/postgresql'])
    expect(config({ DATABASE_URL: url }).databaseUrl).toBe(url);
  for (const url of ['mysql://u@h/d', 'postgresql:', 'incamera', 'postgresql://u@[bad/d']) expect(refusals({ DATABASE_URL: url })).toHaveLength(1);
});

test('a relay needs addresses and a secret, both', () => {
  expect(config({ TURN_URLS: 'turn:relay.example:3478?transport=udp, turns:relay.example:443?transport=tcp', TURN_SECRET: 'x'.repeat(32) }).turn).toEqual({
    urls: ['turn:relay.example:3478?transport=udp', 'turns:relay.example:443?transport=tcp'],
    secret: 'x'.repeat(32),
  });
  expect(refusals({ TURN_SECRET: 'x'.repeat(32) })).toHaveLength(1);
  expect(refusals({ TURN_URLS: 'turn:relay.example' })).toHaveLength(1);
  expect(refusals({ TURN_URLS: 'https://relay.example', TURN_SECRET: 'short' })).toHaveLength(2);
});

test('a sender with a line break is refused, because it would carry another header', () => {
  expect(refusals({ MAIL_FROM: 'Portal <a@b.example>\r\nBcc: c@d.example' })).toHaveLength(1);
});

describe('the secrets file', () => {
  function secretsFile(content: string, mode = 0o600): string {
    const path = join(folder, 'secrets');
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  }

  test('sets what the environment does not, and the environment wins', () => {
    const path = secretsFile(`# kept apart\nTURN_SECRET=${'s'.repeat(20)}\nPORT=21001\n\nTURN_URLS=turn:relay.example?transport=udp\n`);
    const found = config({ SECRETS_FILE: path, PORT: '21002' });
    expect(found.port).toBe(21002);
    expect(found.turn?.secret).toBe('s'.repeat(20));
  });

  test('is refused when everybody may read it, when it is not there, and for a line that is no setting', () => {
    expect(refusals({ SECRETS_FILE: secretsFile('PORT=21001\n', 0o644) })).toEqual([expect.stringMatching(/may be read by everybody/)]);
    expect(refusals({ SECRETS_FILE: join(folder, 'nowhere') })).toHaveLength(1);
    expect(refusals({ SECRETS_FILE: secretsFile('SMTP_PASSWORD=geheim\nPORT=1\nPORT=2\nexport HOST=x\n') })).toHaveLength(3);
  });
});

test('whatever the variables hold, the answer is a configuration or sentences, and no sentence repeats a value', () => {
  const anything = fc.record(
    Object.fromEntries(
      VARIABLE_NAMES.filter((name) => name !== 'SECRETS_FILE').map((name) => [name, fc.option(fc.string({ minLength: 1, maxLength: 60 }), { nil: undefined })]),
    ),
  );
  fc.assert(
    fc.property(anything, (env) => {
      const result = readConfig(env);
      if ('ok' in result) return;
      expect(result.refused.length).toBeGreaterThan(0);
      for (const sentence of result.refused) expect(sentence).toMatch(/^[A-Z_]+ [\w ,.:;/@<>="()?-]+\.$/);
    }),
  );
  const secret = 'hunter2-of-the-mail-server';
  expect(refusals({ SMTP_URL: `ftp://u:${secret}@h`, DATABASE_URL: secret, REDIS_URL: secret, TURN_URLS: secret }).join('\n')).not.toContain(secret);
});
