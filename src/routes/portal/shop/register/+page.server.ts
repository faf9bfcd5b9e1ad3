import { fail } from '@sveltejs/kit';
import { registerProvider, type RegistrationFaults } from '#lib/server/use/accounts.ts';
import { MIN_PASSWORD, parseAddress } from '#lib/rules/person.ts';
import { zones } from '#lib/ui/portal/zones.ts';
import { LANGUAGES } from '#lib/words/fill.ts';
import { accountWords } from '#lib/words/portal/index.ts';
import { oneOf, readFields } from '../../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Until the browser tells its own. */
const ZONE_OF = { de: 'Europe/Berlin', en: 'Europe/London', fr: 'Europe/Paris' } as const;

export const load: PageServerLoad = ({ locals }) => {
  const { register, languages } = accountWords[locals.language];
  return {
    words: register,
    languages,
    language: locals.language,
    zone: ZONE_OF[locals.language],
    zones: zones(ZONE_OF[locals.language]),
    minPassword: MIN_PASSWORD,
    signedIn: locals.session?.account !== null && locals.session !== null,
  };
};

const NO_FAULTS: RegistrationFaults = {};

export const actions: Actions = {
  default: async (event) => {
    const { ports, address, language: shown } = event.locals;
    const fields = await readFields(event.request);
    const language = oneOf(LANGUAGES, fields.text('language'));
    const input = {
      firstName: fields.text('firstName'),
      lastName: fields.text('lastName'),
      email: fields.text('email'),
      practiceName: fields.text('practiceName'),
      telephone: fields.text('telephone'),
      language: language ?? shown,
      zone: fields.text('zone'),
    };
    const registered = await registerProvider(ports, { ...input, password: fields.text('password') }, address);
    if (!('refused' in registered)) return { sentTo: parseAddress(input.email) ?? input.email };
    if (registered.refused === 'limited') return fail(429, { values: input, refused: 'limited' as const, faults: NO_FAULTS });
    return fail(400, { values: input, refused: 'invalid' as const, faults: registered.fields });
  },
};
