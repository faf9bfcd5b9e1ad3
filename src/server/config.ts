/**
 * The configuration: environment and secrets file, read once when a process starts. Nothing else in the portal reads the environment.
 */
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Language } from './use/ports.ts';
import { parseEnvironment, VARIABLE_NAMES, type Environment, type ROLES } from './config-variables.ts';

export type Mode = 'development' | 'production';
export type Role = (typeof ROLES)[number];

export interface Config {
  readonly mode: Mode;
  readonly roles: ReadonlySet<Role>;
  /** Where this process listens. */
  readonly host: string;
  readonly port: number;
  /** As browsers see the portal: scheme, host, port. */
  readonly publicUrl: URL;
  /** The signalling role as browsers see it: `/signal` on the public host, ws:// or wss:// like the page. */
  readonly signalUrl: string;
  /** Absolute. Embedded database, outbox, documents, and in development the keyring. */
  readonly dataDir: string;
  /** null: the embedded PostgreSQL in `dataDir`. */
  readonly databaseUrl: string | null;
  /** null: all roles are in this process. */
  readonly redisUrl: string | null;
  readonly keyringFile: string;
  /** Whether a missing keyring is made: only in development, where losing it loses nothing. */
  readonly keyringMayBeMade: boolean;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  /** How outgoing mails are signed; null: by the mail server, or not at all. */
  readonly dkim: { readonly domain: string; readonly selector: string; readonly keyFile: string } | null;
  readonly bounceMailboxUrl: string | null;
  /** Where mails lie and can be read without a mail server: in development only. */
  readonly outboxFolder: string | null;
  /** Addresses and networks whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  readonly defaultLanguage: Language;
  /** null: no relay is configured. */
  readonly turn: { readonly urls: readonly string[]; readonly secret: string } | null;
  /** An absolute folder or an s3:// address. */
  readonly documentStore: string;
}

/** Each refusal is one sentence that begins with the variable's name; all faults are told at once, and no sentence holds a value. */
export type ConfigResult = { readonly ok: true; readonly config: Config } | { readonly refused: readonly string[] };

/** Reads SECRETS_FILE when it is named; variables set directly win over the file. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const path = env['SECRETS_FILE'];
  if (path === undefined || path === '') return configFrom(env);
  const secrets = readSecrets(path);
  if ('refused' in secrets) return secrets;
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  return configFrom({ ...secrets.values, ...set });
}

function configFrom(values: Readonly<Record<string, string | undefined>>): ConfigResult {
  const parsed = parseEnvironment(values);
  return 'refused' in parsed ? parsed : { ok: true, config: derive(parsed.environment) };
}

function derive(environment: Environment): Config {
  const mode = environment.INCAMERA_MODE;
  const publicUrl = environment.PUBLIC_URL ?? new URL(`http://localhost:${environment.PORT}`);
  const signalUrl = new URL('/signal', publicUrl);
  signalUrl.protocol = publicUrl.protocol === 'https:' ? 'wss:' : 'ws:';
  const dataDir = environment.DATA_DIR;
  const smtpUrl = environment.SMTP_URL ?? null;
  const { DKIM_DOMAIN, DKIM_SELECTOR, DKIM_KEY_FILE } = environment;
  const store = environment.DOCUMENT_STORE ?? join(dataDir, 'documents');
  return {
    mode,
    roles: new Set(environment.ROLES),
    host: environment.HOST,
    port: environment.PORT,
    publicUrl,
    signalUrl: signalUrl.href,
    dataDir,
    databaseUrl: environment.DATABASE_URL ?? null,
    redisUrl: environment.REDIS_URL ?? null,
    keyringFile: resolve(environment.KEYRING_FILE ?? join(dataDir, 'keyring.json')),
    keyringMayBeMade: mode === 'development',
    smtpUrl,
    mailFrom: environment.MAIL_FROM ?? 'Incamera <portal@localhost>',
    dkim:
      DKIM_DOMAIN === undefined || DKIM_SELECTOR === undefined || DKIM_KEY_FILE === undefined
        ? null
        : { domain: DKIM_DOMAIN, selector: DKIM_SELECTOR, keyFile: resolve(DKIM_KEY_FILE) },
    bounceMailboxUrl: environment.BOUNCE_MAILBOX_URL ?? null,
    outboxFolder: mode === 'development' && smtpUrl === null ? join(dataDir, 'outbox') : null,
    trustedProxies: environment.TRUSTED_PROXIES,
    defaultLanguage: environment.DEFAULT_LANGUAGE,
    turn: environment.TURN_SECRET === undefined ? null : { urls: environment.TURN_URLS, secret: environment.TURN_SECRET },
    documentStore: store.startsWith('s3:') ? store : resolve(store),
  };
}

/** `NAME=value` a line, `#` begins a comment line; values are taken as they are, without quotes. */
function readSecrets(path: string): { readonly values: Readonly<Record<string, string>> } | { readonly refused: readonly string[] } {
  let content: string;
  try {
    if ((statSync(path).mode & 0o007) !== 0) return { refused: ['SECRETS_FILE may be read by everybody on this machine. Take that right away (chmod 600).'] };
    content = readFileSync(path, 'utf8');
  } catch {
    return { refused: ['SECRETS_FILE names a file that cannot be read.'] };
  }
  const values: Record<string, string> = {};
  const faults: string[] = [];
  for (const [index, line] of content.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined || !VARIABLE_NAMES.some((known) => known === name) || name === 'SECRETS_FILE') {
      faults.push(`SECRETS_FILE line ${index + 1} is not NAME=value with the name of a setting.`);
    } else if (name in values) {
      faults.push(`SECRETS_FILE line ${index + 1} sets ${name} a second time.`);
    } else {
      values[name] = value;
    }
  }
  return faults.length > 0 ? { refused: faults } : { values };
}
