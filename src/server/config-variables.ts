/** The environment's variables: what each may hold and how a fault in it is told. No sentence repeats a value: it may be a secret. */
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import * as v from 'valibot';

export const ROLES = ['web', 'signal', 'jobs'] as const;

const text = v.optional(v.string());

function url(schemes: readonly string[], example: string) {
  const sentence = `must be an address like ${example}.`;
  return v.optional(
    v.pipe(
      v.string(),
      v.check((value) => URL.canParse(value) && schemes.includes(new URL(value).protocol), sentence),
    ),
  );
}

function isNetwork(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

function list(part: (value: string) => boolean, sentence: string) {
  return v.optional(
    v.pipe(
      v.string(),
      v.transform((value) =>
        value
          .split(',')
          .map((entry) => entry.trim())
          .filter((entry) => entry !== ''),
      ),
      v.check((entries) => entries.every(part), sentence),
    ),
    '',
  );
}

const publicUrl = v.optional(
  v.pipe(
    v.string(),
    v.check((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), 'must be an address like https://portal.example.'),
    v.transform((value) => (URL.canParse(value) ? new URL(value) : new URL('invalid:'))),
    v.check((value) => value.pathname === '/' || value.pathname === '', 'must not have a path: the portal is at the root of its host.'),
    v.check(
      (value) => value.search === '' && value.hash === '' && value.username === '' && value.password === '',
      'must be scheme, host and port, and nothing else.',
    ),
  ),
);

/** `a@b` or `Name <a@b>`; control characters would let a second header in. */
const MAILBOX = /^(?:[^<>@\p{Cc}]+ <[^<>@\s\p{Cc}]+@[^<>@\s\p{Cc}]+>|[^<>@\s\p{Cc}]+@[^<>@\s\p{Cc}]+)$/u;
const TURN_ADDRESS = /^(?:turn:[^\s?,]+(?:\?transport=(?:udp|tcp))?|turns:[^\s?,]+(?:\?transport=tcp)?|stun:[^\s?,]+)$/;
/** RFC 1035 labels; a selector may have one or several. */
const DOMAIN = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const SELECTOR = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;
/** coturn's `static-auth-secret`: whoever guesses it may use the relay. */
const TURN_SECRET_CHARACTERS = 16;

const variables = v.object({
  INCAMERA_MODE: v.optional(v.picklist(['development', 'production'], 'must be development or production.'), 'development'),
  PORT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[1-9]\d{0,4}$/, 'must be a whole number from 1 to 65535.'),
      v.transform(Number),
      v.maxValue(65535, 'must be a whole number from 1 to 65535.'),
    ),
    '3000',
  ),
  HOST: v.optional(
    v.pipe(
      v.string(),
      v.check((value) => isIP(value) !== 0 || value === 'localhost', 'must be an IP address of this machine, or localhost.'),
    ),
    '127.0.0.1',
  ),
  PUBLIC_URL: publicUrl,
  DATA_DIR: v.optional(
    v.pipe(
      v.string(),
      v.transform((value) => resolve(value)),
    ),
    '.data',
  ),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      // libpq's form for a Unix socket has no host: postgresql://user:password@/database?host=/run/postgresql
      v.check(
        (value) => /^postgres(?:ql)?:\/\//.test(value) && URL.canParse(value.replace('@/', '@socket/')),
        'must be an address like postgresql://user:password@host/database.',
      ),
    ),
  ),
  REDIS_URL: url(['redis:', 'rediss:'], 'redis://host:6379'),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtps://user:password@host:465'),
  MAIL_FROM: v.optional(v.pipe(v.string(), v.maxLength(320, 'is too long.'), v.regex(MAILBOX, 'must be a mailbox like Practice portal <portal@example.org>.'))),
  DKIM_DOMAIN: v.optional(v.pipe(v.string(), v.regex(DOMAIN, 'must be a domain in small letters like portal.example.'))),
  DKIM_SELECTOR: v.optional(v.pipe(v.string(), v.regex(SELECTOR, 'must be a name in small letters like k2026.'))),
  DKIM_KEY_FILE: text,
  BOUNCE_MAILBOX_URL: url(['imap:', 'imaps:'], 'imaps://user:password@host'),
  TRUSTED_PROXIES: list(isNetwork, 'must be a list of IP addresses or networks like 10.0.0.0/8, separated by commas.'),
  KEYRING_FILE: text,
  DEFAULT_LANGUAGE: v.optional(v.picklist(['de', 'en', 'fr'], 'must be de, en or fr.'), 'de'),
  TURN_URLS: list((value) => TURN_ADDRESS.test(value), 'must be a list of addresses like turn:relay.example:3478?transport=udp, separated by commas.'),
  TURN_SECRET: v.optional(v.pipe(v.string(), v.minLength(TURN_SECRET_CHARACTERS, `must have at least ${TURN_SECRET_CHARACTERS} characters.`))),
  DOCUMENT_STORE: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (value) => !value.includes('://') || (URL.canParse(value) && new URL(value).protocol === 's3:'),
        'must be a folder or an address like s3://bucket.',
      ),
    ),
  ),
  ROLES: v.optional(
    v.pipe(
      v.string(),
      v.transform((value) => value.split(',').map((entry) => entry.trim())),
      v.check((names) => names.every((name) => ROLES.some((role) => role === name)), 'must name web, signal, jobs or several of them, separated by commas.'),
      v.transform((names) => ROLES.filter((role) => names.includes(role))),
    ),
    ROLES.join(','),
  ),
  SECRETS_FILE: text,
});

export type VariableName = keyof typeof variables.entries;
export const VARIABLE_NAMES = Object.keys(variables.entries) as readonly VariableName[];

/** Bound to this machine alone: what development may use. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '::1' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

const isProduction = (input: { readonly INCAMERA_MODE: string }): boolean => input.INCAMERA_MODE === 'production';
/** A process for the jobs alone answers its supervisor and nobody else. */
const servesPeople = (input: { readonly ROLES: readonly string[] }): boolean => input.ROLES.includes('web') || input.ROLES.includes('signal');
const isSplit = (input: { readonly ROLES: readonly string[] }): boolean => input.ROLES.length < ROLES.length;

function isWithin(mailbox: string, domain: string): boolean {
  const own = mailbox.replace(/>$/, '').split('@').at(-1)?.toLowerCase() ?? '';
  return own === domain || own.endsWith(`.${domain}`);
}

/** Rules between variables. Each is checked when the variables it reads are right by themselves, so that one start tells all faults. */
export const environment = v.pipe(
  variables,
  v.forward(
    v.partialCheck(
      [['INCAMERA_MODE'], ['HOST']],
      (input) => isProduction(input) || isLoopbackHost(input.HOST),
      'must be a loopback address in development, where mails and demonstration passwords can be read by anybody. Set INCAMERA_MODE=production to serve others.',
    ),
    ['HOST'],
  ),
  v.forward(
    v.partialCheck(
      [['INCAMERA_MODE'], ['PUBLIC_URL']],
      (input) => isProduction(input) || input.PUBLIC_URL === undefined || isLoopbackHost(input.PUBLIC_URL.hostname),
      'must be on this machine in development (http://localhost:3000). Set INCAMERA_MODE=production to serve others.',
    ),
    ['PUBLIC_URL'],
  ),
  v.forward(
    v.partialCheck(
      [['INCAMERA_MODE'], ['PUBLIC_URL']],
      (input) => !isProduction(input) || input.PUBLIC_URL !== undefined,
      'is missing: in production the portal must know its public https address, for links and for refusing forged requests.',
    ),
    ['PUBLIC_URL'],
  ),
  v.forward(
    v.partialCheck(
      [['INCAMERA_MODE'], ['PUBLIC_URL']],
      (input) => !isProduction(input) || input.PUBLIC_URL === undefined || input.PUBLIC_URL.protocol === 'https:',
      'must begin with https:// in production: browsers give camera and microphone to no other page, and cookies and tokens would travel in clear.',
    ),
    ['PUBLIC_URL'],
  ),
  v.forward(
    v.partialCheck(
      [['INCAMERA_MODE'], ['HOST'], ['ROLES'], ['TRUSTED_PROXIES']],
      (input) => !isProduction(input) || !isLoopbackHost(input.HOST) || !servesPeople(input) || input.TRUSTED_PROXIES.length > 0,
      'is missing: whoever reaches a portal that listens on this machine alone comes through a proxy. Name its address (127.0.0.1,::1), or all people count as one, and one who guesses shuts out everybody.',
    ),
    ['TRUSTED_PROXIES'],
  ),
  v.forward(
    v.partialCheck(
      [['INCAMERA_MODE'], ['KEYRING_FILE']],
      (input) => !isProduction(input) || input.KEYRING_FILE !== undefined,
      'is missing: production needs a keyring outside the data folder. Make one with "npm run keyring -- FILE" and keep a copy apart from the backups of the database.',
    ),
    ['KEYRING_FILE'],
  ),
  v.forward(
    v.partialCheck(
      [['INCAMERA_MODE'], ['ROLES'], ['SMTP_URL']],
      (input) => !isProduction(input) || !input.ROLES.includes('jobs') || input.SMTP_URL !== undefined,
      'is missing: in production mails go out through a mail server.',
    ),
    ['SMTP_URL'],
  ),
  v.forward(
    v.partialCheck(
      [['INCAMERA_MODE'], ['ROLES'], ['MAIL_FROM']],
      (input) => !isProduction(input) || !input.ROLES.includes('jobs') || input.MAIL_FROM !== undefined,
      'is missing: mails need a sender that the mail server may use.',
    ),
    ['MAIL_FROM'],
  ),
  v.forward(
    v.partialCheck(
      [['DKIM_DOMAIN'], ['DKIM_SELECTOR'], ['DKIM_KEY_FILE']],
      (input) => new Set([input.DKIM_DOMAIN === undefined, input.DKIM_SELECTOR === undefined, input.DKIM_KEY_FILE === undefined]).size === 1,
      'and DKIM_SELECTOR and DKIM_KEY_FILE belong together: set all three or none.',
    ),
    ['DKIM_DOMAIN'],
  ),
  v.forward(
    v.partialCheck(
      [['DKIM_DOMAIN'], ['MAIL_FROM']],
      ({ DKIM_DOMAIN: domain, MAIL_FROM: from }) => domain === undefined || from === undefined || !DOMAIN.test(domain) || isWithin(from, domain),
      'must be the domain of MAIL_FROM, or one above it: mailboxes believe no other signature (DMARC).',
    ),
    ['DKIM_DOMAIN'],
  ),
  v.forward(
    v.partialCheck(
      [['ROLES'], ['REDIS_URL']],
      (input) => !isSplit(input) || input.REDIS_URL !== undefined,
      'is missing: roles in separate processes tell each other of cancelled and moved events through Redis or Valkey.',
    ),
    ['REDIS_URL'],
  ),
  v.forward(
    v.partialCheck(
      [['ROLES'], ['DATABASE_URL']],
      (input) => !isSplit(input) || input.DATABASE_URL !== undefined,
      'is missing: roles in separate processes share one PostgreSQL; the embedded one belongs to a single process.',
    ),
    ['DATABASE_URL'],
  ),
  v.forward(
    v.partialCheck(
      [['ROLES'], ['KEYRING_FILE']],
      (input) => !isSplit(input) || input.KEYRING_FILE !== undefined,
      'is missing: roles in separate processes need the same keyring.',
    ),
    ['KEYRING_FILE'],
  ),
  v.forward(
    v.partialCheck(
      [['TURN_URLS'], ['TURN_SECRET']],
      (input) => input.TURN_URLS.length > 0 === (input.TURN_SECRET !== undefined),
      'and TURN_URLS belong together: set both or neither.',
    ),
    ['TURN_SECRET'],
  ),
);

export type Environment = v.InferOutput<typeof environment>;

/** An empty variable counts as not set: that is how container tools pass on what nobody gave. */
export function parseEnvironment(
  values: Readonly<Record<string, string | undefined>>,
): { readonly ok: true; readonly environment: Environment } | { readonly refused: readonly string[] } {
  const present = Object.fromEntries(VARIABLE_NAMES.flatMap((name) => (values[name] === undefined || values[name] === '' ? [] : [[name, values[name]]])));
  const result = v.safeParse(environment, present);
  if (result.success) return { ok: true, environment: result.output };
  return { refused: [...new Set(result.issues.map((issue) => `${v.getDotPath(issue) ?? 'The environment'} ${issue.message}`))] };
}
