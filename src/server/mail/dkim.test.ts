import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDeliver } from './deliver.ts';
import { openDkim, type DkimSigner } from './dkim.ts';
import { openMailServer, type TestMailServer } from './testing.ts';
import { smtpTransport } from './transport.ts';

const folder = mkdtempSync(join(tmpdir(), 'incamera-dkim-'));
const rsa = (bits: number) => generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const PEM = rsa(2048);
const settings = { domain: 'portal.example', selector: 'k2026', keyFile: join(folder, 'key.pem') };

let server: TestMailServer;
let signer: DkimSigner;
beforeAll(async () => {
  writeFileSync(settings.keyFile, PEM, { mode: 0o600 });
  const opened = openDkim(settings);
  if ('refused' in opened) throw new Error(opened.refused);
  ({ signer } = opened);
  server = await openMailServer();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** RFC 6376, 3.4.2. */
function relaxedField(name: string, value: string): string {
  return `${name.toLowerCase().trim()}:${value
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()}`;
}
/** RFC 6376, 3.4.4. */
function relaxedBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`;
}
interface Field {
  readonly name: string;
  readonly value: string;
}

/** A verifier of its own for `rsa-sha256` and `relaxed/relaxed`, as RFC 6376, 6.1 describes it. Answers the names of the signed fields; null: not genuine. */
function verified(raw: string, publicKey: string, domain: string, selector: string): readonly string[] | null {
  const end = raw.indexOf('\r\n\r\n');
  const fields = raw
    .slice(0, end)
    .split(/\r\n(?![ \t])/)
    .map((line): Field => ({ name: line.slice(0, line.indexOf(':')), value: line.slice(line.indexOf(':') + 1) }));
  const signature = fields.find(({ name }) => name.toLowerCase() === 'dkim-signature');
  if (!signature) return null;
  const tags = new Map(
    signature.value
      .replace(/\r\n/g, '')
      .split(';')
      .map((tag) => [tag.slice(0, tag.indexOf('=')).trim(), tag.slice(tag.indexOf('=') + 1).trim()]),
  );
  if (tags.get('v') !== '1' || tags.get('a') !== 'rsa-sha256' || tags.get('c') !== 'relaxed/relaxed' || tags.has('l')) return null;
  if (tags.get('d') !== domain || tags.get('s') !== selector) return null;
  const body = Buffer.from(relaxedBody(raw.slice(end + 4)), 'latin1');
  if (createHash('sha256').update(body).digest('base64') !== tags.get('bh')?.replace(/\s/g, '')) return null;
  const names = (tags.get('h') ?? '').split(':').map((name) => name.trim().toLowerCase());
  if (!names.includes('from')) return null;
  // Of several fields of one name the last is signed first.
  const left = [...fields].reverse();
  const signed = names.flatMap((name) => {
    const at = left.findIndex((field) => field.name.toLowerCase() === name);
    const [field] = at === -1 ? [] : left.splice(at, 1);
    return field ? [`${relaxedField(field.name, field.value)}\r\n`] : [];
  });
  const own = relaxedField(signature.name, signature.value.replace(/(\bb=)[A-Za-z0-9+/=\s]*$/, '$1'));
  const data = Buffer.from(signed.join('') + own, 'latin1');
  return verify('sha256', data, createPublicKey(publicKey), Buffer.from((tags.get('b') ?? '').replace(/\s/g, ''), 'base64')) ? names : null;
}

async function sent(dkim: DkimSigner | null): Promise<string> {
  const deliver = createDeliver(smtpTransport(`smtp://127.0.0.1:${server.port}`, { dkim }), 'Incamera <portal@portal.example>');
  const content = {
    kind: 'reminder',
    ahead: 'day',
    to: 'm.becker@mail.example',
    language: 'fr',
    practiceName: 'Praxis für Psychotherapie  am Lietzensee',
    providerName: 'Dr. Jana Krüger',
    practiceTelephone: null,
    startsAt: new Date('2026-11-24T09:00:00Z'),
    zone: 'Europe/Berlin',
    minutes: 50,
    link: 'https://portal.example/j#A1b2',
    code: 'ABC-DEF-GHJ',
    landing: 'https://portal.example/',
    stopLink: 'https://portal.example/reminders#Z9y8',
  } as const;
  expect(await deliver('an-id', content, new Date('2026-11-23T09:00:00Z'))).toEqual({ ok: true });
  return server.received.at(-1)?.raw ?? '';
}

test('M4.1 what arrives is signed for the domain, over sender, recipient, subject, date and the whole body', async () => {
  const raw = await sent(signer);
  const names = verified(raw, PEM, 'portal.example', 'k2026');
  expect(names).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type']));
});

test('a letter changed on the way, another key, another domain is not genuine; a mail without a key is not signed', async () => {
  const raw = await sent(signer);
  for (const [from, to] of [
    ['Subject: ', 'Subject: x'],
    ['To: ', 'To: other@mail.example, '],
    ['ABC-DEF-GHJ', 'ABC-DEF-GHK'],
  ] as const) {
    expect(raw).toContain(from);
    expect(verified(raw.replace(from, to), PEM, 'portal.example', 'k2026')).toBeNull();
  }
  expect(verified(raw, rsa(2048), 'portal.example', 'k2026')).toBeNull();
  expect(verified(raw, PEM, 'mail.example', 'k2026')).toBeNull();
  expect(await sent(null)).not.toMatch(/dkim-signature/i);
});

test('the key is in no mail', async () => {
  expect(await sent(signer)).not.toContain(PEM.split('\n')[1]);
});

describe('a key that cannot sign is refused at the start, with a sentence that holds nothing of it', () => {
  const keyFile = join(folder, 'other.pem');
  const cases: readonly (readonly [why: string, content: string, mode: number])[] = [
    ['readable by everybody', PEM, 0o644],
    ['too short', rsa(1024), 0o600],
    ['of another kind', generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 0o600],
    ['a public key', createPublicKey(PEM).export({ type: 'spki', format: 'pem' }).toString(), 0o600],
    [
      'with a passphrase',
      generateKeyPairSync('rsa', { modulusLength: 2048 })
        .privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
        .toString(),
      0o600,
    ],
    ['no key at all', 'hunter2', 0o600],
  ];
  test.each(cases)('%s', (_why, content, mode) => {
    writeFileSync(keyFile, content);
    chmodSync(keyFile, mode);
    const opened = openDkim({ ...settings, keyFile });
    expect(opened).toEqual({ refused: expect.stringMatching(/^DKIM_KEY_FILE [\w (),-]+\.( [\w ()]+\.)?$/) });
    expect(JSON.stringify(opened)).not.toContain('hunter2');
  });
  test('not there', () => {
    expect(openDkim({ ...settings, keyFile: join(folder, 'nowhere') })).toEqual({ refused: 'DKIM_KEY_FILE names a file that cannot be read.' });
  });
});
