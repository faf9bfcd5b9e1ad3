import * as v from 'valibot';
import { addPasskey, askPasskey } from '#lib/server/use/passkeys.ts';
import { answer, readBody } from '../../../../j/json-body.server.ts';
import { setSessionCookie } from '../../../session-cookie.server.ts';
import type { RequestHandler } from './$types';

const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(3072));
const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
const input = v.union([
  v.strictObject({ password: v.pipe(v.string(), v.maxLength(1024)) }),
  v.strictObject({
    name: v.pipe(v.string(), v.maxLength(200)),
    response: v.object({
      id: base64url,
      rawId: base64url,
      type: v.literal('public-key'),
      response: v.object({
        clientDataJSON: base64url,
        attestationObject: base64url,
        transports: v.optional(v.array(v.picklist(TRANSPORTS)), []),
      }),
      clientExtensionResults: v.object({}),
    }),
  }),
]);
const STATUS = { forbidden: 403, wrong: 400, limited: 429, 'too-many': 409, 'not-a-passkey': 400 } as const;

/** First the password, for what the device is to make; then what it made. */
export const POST: RequestHandler = async (event) => {
  const body = await readBody(event, input);
  if (!body.ok) return body.response;
  const { ports, session, address } = event.locals;
  if ('password' in body.value) {
    const asked = await askPasskey(ports, session, body.value.password, address);
    return 'refused' in asked ? answer(asked, STATUS[asked.refused]) : answer({ options: asked.options });
  }
  const added = await addPasskey(ports, session, body.value.response, body.value.name);
  if ('refused' in added) return answer(added, STATUS[added.refused]);
  setSessionCookie(event, added.cookie);
  return answer({ ok: true });
};
