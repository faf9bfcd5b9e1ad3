import { isUuid } from '#lib/rules/uuid.ts';
import { error, fail } from '@sveltejs/kit';
import { encode } from 'uqr';
import { factorDuty } from '#lib/server/use/factor-duty.ts';
import { removePasskey } from '#lib/server/use/passkeys.ts';
import { begunTotp, confirmTotp, removeTotp, renewCodes, startTotp } from '#lib/server/use/totp.ts';
import { factorWords } from '#lib/words/factors/index.ts';
import { readFields } from '../../form-fields.server.ts';
import { setSessionCookie } from '../../session-cookie.server.ts';
import { helpLink } from '../../help/help-link.server.ts';
import { ownAccount } from '../own-account.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const session = ownAccount(locals);
  const { factors } = locals.ports.store;
  const [standing, passkeys, duty] = await Promise.all([
    factors.standing(session.account.id),
    factors.passkeys(session.account.id),
    factorDuty(locals.ports, session),
  ]);
  return { words: factorWords[locals.language].page, standing, passkeys, must: duty.kind === 'now', help: helpLink(locals.language, 'second-factor') };
};

/** As one path of squares, with the side in squares: an image without a script and without a second request. */
function pictureOf(uri: string): { readonly path: string; readonly side: number } {
  const { data, size } = encode(uri, { ecc: 'M', border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { path, side: size };
}

type Part = 'start' | 'confirm' | 'renew' | 'remove' | 'passkey';
interface Outcome {
  readonly part: Part;
  readonly fault: 'missing' | 'wrong' | 'limited' | 'there' | null;
  readonly begun: { readonly secret: string; readonly picture: { readonly path: string; readonly side: number } } | null;
  readonly codes: readonly string[];
  readonly done: boolean;
}
const outcome = (part: Part, rest: Partial<Outcome> = {}): Outcome => ({ part, fault: null, begun: null, codes: [], done: false, ...rest });
const STATUS = { missing: 400, wrong: 400, limited: 429, there: 409 } as const;
const refuse = (part: Part, fault: NonNullable<Outcome['fault']> | 'forbidden', begun: Outcome['begun'] = null) =>
  fault === 'forbidden' ? error(403, 'forbidden') : fail(STATUS[fault], outcome(part, { fault, begun }));

export const actions: Actions = {
  start: async ({ locals, request }) => {
    const password = (await readFields(request)).text('password');
    if (password === '') return refuse('start', 'missing');
    const started = await startTotp(locals.ports, locals.session, password, locals.address);
    if ('refused' in started) return refuse('start', started.refused);
    return outcome('confirm', { begun: { secret: started.secret, picture: pictureOf(started.uri) } });
  },
  confirm: async (event) => {
    const { ports, session } = event.locals;
    const code = (await readFields(event.request)).text('code');
    const confirmed = await confirmTotp(ports, session, code);
    if ('ok' in confirmed) {
      setSessionCookie(event, confirmed.cookie);
      return outcome('confirm', { codes: confirmed.codes, done: true });
    }
    const begun = session && (await begunTotp(ports, session));
    return refuse('confirm', code.trim() === '' ? 'missing' : confirmed.refused, begun && { secret: begun.secret, picture: pictureOf(begun.uri) });
  },
  renew: async ({ locals, request }) => {
    const password = (await readFields(request)).text('password');
    if (password === '') return refuse('renew', 'missing');
    const renewed = await renewCodes(locals.ports, locals.session, password, locals.address);
    return 'refused' in renewed ? refuse('renew', renewed.refused) : outcome('renew', { codes: renewed.codes, done: true });
  },
  remove: async ({ locals, request }) => {
    const password = (await readFields(request)).text('password');
    if (password === '') return refuse('remove', 'missing');
    const removed = await removeTotp(locals.ports, locals.session, password, locals.address);
    return 'refused' in removed ? refuse('remove', removed.refused) : outcome('remove', { done: true });
  },
  passkey: async ({ locals, request }) => {
    const fields = await readFields(request);
    const [id, password] = [fields.text('id'), fields.text('password')];
    if (!isUuid(id)) error(400, 'not an id');
    if (password === '') return refuse('passkey', 'missing');
    const removed = await removePasskey(locals.ports, locals.session, { id, password }, locals.address);
    return 'refused' in removed ? refuse('passkey', removed.refused) : outcome('passkey', { done: true });
  },
};
