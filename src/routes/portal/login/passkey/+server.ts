import * as v from 'valibot';
import { askSignInByPasskey, signInByPasskey } from '#lib/server/use/passkeys.ts';
import { answer, readBody } from '../../../j/json-body.server.ts';
import { setSessionCookie } from '../../session-cookie.server.ts';
import type { RequestHandler } from './$types';

const base64url = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]+$/), v.maxLength(2048));
const input = v.strictObject({
  /** null: what the device is to sign. */
  response: v.nullable(
    v.object({
      id: base64url,
      rawId: base64url,
      type: v.literal('public-key'),
      response: v.object({
        clientDataJSON: base64url,
        authenticatorData: base64url,
        signature: base64url,
        userHandle: v.optional(base64url),
      }),
      clientExtensionResults: v.object({}),
    }),
  ),
});

export const POST: RequestHandler = async (event) => {
  const body = await readBody(event, input);
  if (!body.ok) return body.response;
  const { ports, session, address } = event.locals;
  const { response } = body.value;
  if (response === null) {
    const options = await askSignInByPasskey(ports, address);
    return options === null ? answer({ refused: 'limited' }, 429) : answer({ options });
  }
  const { userHandle, ...signed } = response.response;
  const signedIn = await signInByPasskey(ports, session, { ...response, response: { ...signed, ...(userHandle !== undefined && { userHandle }) } });
  if ('refused' in signedIn) return answer(signedIn, 400);
  setSessionCookie(event, signedIn.cookie);
  return answer({ ok: true });
};
