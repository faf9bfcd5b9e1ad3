import { error, fail } from '@sveltejs/kit';
import { MAX_PHOTO_BYTES } from '#lib/rules/picture.ts';
import { setPhoto, withdrawPhoto } from '#lib/server/use/photo.ts';
import { profileWords } from '#lib/words/profile/index.ts';
import { LOCALES } from '#lib/words/when.ts';
import { ownAccount } from '../own-account.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { account, membership } = ownAccount(locals);
  const photo = await locals.ports.store.profiles.photoOf(account.id);
  const date = new Intl.DateTimeFormat(LOCALES[locals.language], { dateStyle: 'long', timeZone: membership?.practice.zone ?? 'UTC' });
  return { words: profileWords[locals.language].photo, kind: account.kind, consentedOn: photo && date.format(photo.consentedAt) };
};

const STATUS = { 'no-consent': 400, 'no-file': 400, 'too-big': 413, 'not-a-picture': 415 } as const;

export const actions: Actions = {
  upload: async ({ locals, request }) => {
    const form = await request.formData().catch(() => new FormData());
    const consent = form.get('consent') === 'on';
    const file = form.get('photo');
    // A file of more bytes than are taken is not read.
    const tooBig = file instanceof File && file.size > MAX_PHOTO_BYTES;
    const bytes = consent && !tooBig && file instanceof File ? new Uint8Array(await file.arrayBuffer()) : null;
    const set = consent && tooBig ? ({ refused: 'too-big' } as const) : await setPhoto(locals.ports, locals.session, { consent, bytes });
    if ('ok' in set) return { done: 'saved' as const, consent: '', fault: null };
    if (set.refused === 'forbidden') error(403, 'forbidden');
    return fail(STATUS[set.refused], { done: null, consent: consent ? 'on' : '', fault: set.refused });
  },
  withdraw: async ({ locals }) => {
    const withdrawn = await withdrawPhoto(locals.ports, locals.session);
    if ('refused' in withdrawn) error(403, 'forbidden');
    return { done: 'withdrawn' as const, consent: '', fault: null };
  },
};
