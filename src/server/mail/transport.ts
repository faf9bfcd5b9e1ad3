/** The way to the mail server. Nothing is logged here, and of a refusal only its class leaves: servers repeat addresses and texts in their answers. */
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Delivery, DeliveryFault } from '../use/mail-content.ts';
import type { DkimSigner } from './dkim.ts';

export interface Transport {
  send(message: SendMailOptions): Promise<Delivery>;
}

/** Together with the time it takes to hear them, well inside the lease of an outbox row (see `jobs/send-mail.ts`). */
const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
const WHOLE_SEND_MS = 90_000;

export interface SmtpOptions {
  /** PEM of the certificate authority to trust instead of the usual ones. */
  readonly ca?: string;
  /** null: mails are not signed here. */
  readonly dkim?: DkimSigner | null;
}

export function smtpTransport(url: string, { ca, dkim = null }: SmtpOptions = {}): Transport {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === 'smtps:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const smtp = createTransport({
    host,
    secure,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    // Mails name clients and carry links: they leave this machine encrypted to a proven server, or not at all.
    requireTLS: !secure && !isThisMachine(host),
    ignoreTLS: !secure && isThisMachine(host),
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
    ...(username === '' ? {} : { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    // Without a folder for its cache it writes nothing to disk.
    ...(dkim === null ? {} : { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } }),
    connectionTimeout: CONNECT_MS,
    dnsTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    logger: false,
    debug: false,
  });
  return {
    async send(message) {
      try {
        await smtp.sendMail({ ...message, signal: AbortSignal.timeout(WHOLE_SEND_MS) });
        return { ok: true };
      } catch (error) {
        return { refused: classify(error) };
      }
    },
  };
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** Certificate and handshake errors of Node and OpenSSL. */
const TLS_CODE = /^(?:ETLS|EREQUIRETLS|EPROTO|ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|HOSTNAME_MISMATCH)/;
const CONNECTION_CODES = ['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'EABORT'];
const LOGIN_CODES = ['EAUTH', 'ENOAUTH', 'EOAUTH2'];
/** RFC 4954: authentication required, credentials invalid, encryption required for the mechanism. */
const LOGIN_REPLIES = [530, 535, 538];

/** RFC 5321, 4.2.1: 4yz may succeed later, 5yz will not. A 5yz about the session or the sender is our own fault and not this mail's, so it is tried again. */
function classify(error: unknown): DeliveryFault {
  const code = field(error, 'code', 'string') ?? '';
  const reply = field(error, 'responseCode', 'number');
  const step = field(error, 'command', 'string') ?? '';
  if (TLS_CODE.test(code) || TLS_CODE.test(field(error, 'originalCode', 'string') ?? '')) return 'tls';
  if (LOGIN_CODES.includes(code) || (reply !== undefined && LOGIN_REPLIES.includes(reply))) return reply !== undefined && reply < 500 ? 'temporary' : 'login';
  if (reply !== undefined) {
    const aboutThisMail = step === 'RCPT TO' || step === 'DATA';
    // 503: the session was out of step.
    return reply >= 500 && reply !== 503 && aboutThisMail ? 'permanent' : 'temporary';
  }
  if (CONNECTION_CODES.includes(code)) return 'unreachable';
  // Refused before it was sent: the envelope cannot be expressed, or the message is larger than the server takes.
  return code === 'EENVELOPE' || code === 'EMESSAGE' ? 'permanent' : 'temporary';
}

function field(error: unknown, name: string, type: 'string'): string | undefined;
function field(error: unknown, name: string, type: 'number'): number | undefined;
function field(error: unknown, name: string, type: 'string' | 'number'): unknown {
  if (typeof error !== 'object' || error === null) return undefined;
  const value: unknown = Reflect.get(error, name);
  return typeof value === type ? value : undefined;
}
