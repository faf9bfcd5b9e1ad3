/** A real mail server to deliver to, and what arrived there. Used under Vitest only. */
import { generateKeyPairSync, randomBytes, sign, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface Received {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly email: Email;
}
export interface Reply {
  readonly code: number;
  readonly text: string;
}
export interface MailServerBehaviour {
  readonly port?: number;
  /** `none`: plain text only. Without a certificate: the server's own one, which nobody trusts. */
  readonly tls?: 'none' | 'starttls' | 'implicit';
  readonly certificate?: TestCertificate;
  readonly login?: { readonly user: string; readonly pass: string };
  onMail?(): Reply | null;
  onRecipient?(address: string): Reply | null;
  /** After the whole message was read. */
  onMessage?(): Reply | null | Promise<Reply | null>;
}
export interface TestMailServer {
  readonly port: number;
  readonly received: Received[];
  close(): Promise<void>;
}

function refusal(reply: Reply | null): Error | null {
  return reply === null ? null : Object.assign(new Error(reply.text), { responseCode: reply.code });
}

export async function openMailServer(behaviour: MailServerBehaviour = {}): Promise<TestMailServer> {
  const received: Received[] = [];
  const { login, certificate, tls = 'none' } = behaviour;
  const server = new SMTPServer({
    secure: tls === 'implicit',
    hideSTARTTLS: tls !== 'starttls',
    disabledCommands: [...(tls === 'none' ? ['STARTTLS'] : []), ...(login ? [] : ['AUTH'])],
    ...(certificate ? { key: certificate.key, cert: certificate.cert } : {}),
    logger: false,
    closeTimeout: 100,
    onAuth(auth, _session, done) {
      if (login && auth.username === login.user && auth.password === login.pass) done(null, { user: login.user });
      else done(refusal({ code: 535, text: 'Authentication failed' }));
    },
    onMailFrom: (_address, _session, done) => done(refusal(behaviour.onMail?.() ?? null)),
    onRcptTo: ({ address }, _session, done) => done(refusal(behaviour.onRecipient?.(address) ?? null)),
    onData(stream, session, done) {
      void (async () => {
        const bytes = await buffer(stream);
        const no = refusal((await behaviour.onMessage?.()) ?? null);
        if (no) {
          done(no);
          return;
        }
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        received.push({ from, to: session.envelope.rcptTo.map(({ address }) => address), raw: bytes.toString('latin1'), email: await PostalMime.parse(bytes) });
        done(null, 'kept');
      })();
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(behaviour.port ?? 0, '127.0.0.1');
  await once(listening, 'listening');
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.');
  return { port: address.port, received, close: () => new Promise((closed) => server.close(() => closed())) };
}

export interface TestCertificate {
  readonly key: string;
  readonly cert: string;
}

/** Self-signed for that name (and, being `localhost`, for 0.0.0.0), valid for a century. Written here (RFC 5280) so that no private key lies in the repository. */
export function makeCertificate(name = 'localhost'): TestCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ecdsaWithSha256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
  const commonName = der(0x30, der(0x31, der(0x30, der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from(name)))));
  const alternativeNames = der(0x30, der(0x82, Buffer.from(name)), ...(name === 'localhost' ? [der(0x87, Buffer.alloc(4))] : []));
  const extensions = der(0xa3, der(0x30, der(0x30, der(0x06, Buffer.from('551d11', 'hex')), der(0x04, alternativeNames))));
  const toBeSigned = der(
    0x30,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    commonName,
    der(0x30, der(0x17, Buffer.from('250101000000Z')), der(0x18, Buffer.from('21250101000000Z'))),
    commonName,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  );
  const signature = sign('sha256', toBeSigned, privateKey);
  const certificate = der(0x30, toBeSigned, ecdsaWithSha256, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: new X509Certificate(certificate).toString() };
}

function der(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const length =
    content.length < 0x80 ? [content.length] : content.length < 0x100 ? [0x81, content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
