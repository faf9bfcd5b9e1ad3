import { error, fail } from '@sveltejs/kit';
import { changeProfile, type ProfileFaults } from '#lib/server/use/profile.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { profileWords } from '#lib/words/profile/index.ts';
import { LOCALES } from '#lib/words/when.ts';
import { readFields } from '../form-fields.server.ts';
import { ownAccount } from './own-account.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { language, ports } = locals;
  const session = ownAccount(locals);
  const account = await ports.store.accounts.byId(session.account.id);
  if (!account) error(401, 'not signed in');
  const zone = session.membership?.practice.zone ?? 'UTC';
  return {
    words: profileWords[language].profile,
    fields: profileWords[language].fields,
    languages: accountWords[language].languages,
    values: {
      formOfAddress: account.formOfAddress ?? '',
      title: account.title ?? '',
      firstName: account.firstName,
      lastName: account.lastName,
      language: account.language as string,
    },
    kind: account.kind,
    email: account.email,
    since: new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: zone }).format(account.createdAt),
    membership: session.membership && { practice: session.membership.practice.name, role: session.membership.role },
  };
};

const NO_FAULTS: ProfileFaults = {};

export const actions: Actions = {
  default: async ({ locals, request }) => {
    const fields = await readFields(request);
    const values = {
      formOfAddress: fields.text('formOfAddress'),
      title: fields.text('title'),
      firstName: fields.text('firstName'),
      lastName: fields.text('lastName'),
      language: fields.text('language'),
    };
    const changed = await changeProfile(locals.ports, locals.session, values);
    if ('ok' in changed) return { values: null, faults: NO_FAULTS, saved: true };
    if (changed.refused === 'forbidden') error(403, 'forbidden');
    return fail(400, { values, faults: changed.fields, saved: false });
  },
};
