import { error } from '@sveltejs/kit';
import { TERMS } from '#lib/privacy/terms.ts';
import { localOf } from '#lib/rules/zoned-time.ts';
import { trailPage } from '#lib/server/use/trail.ts';
import { fill } from '#lib/words/fill.ts';
import { practiceWords } from '#lib/words/practice/index.ts';
import { LOCALES } from '#lib/words/when.ts';
import { providerOf } from '../../account-page.server.ts';
import type { PageServerLoad } from './$types';

const MONTH = /^20\d{2}-(?:0[1-9]|1[0-2])$/;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { session, practice } = providerOf(locals);
  const words = practiceWords[locals.language].trail;
  const [wished, person] = [url.searchParams.get('month') ?? '', url.searchParams.get('person') ?? ''];
  const month = MONTH.test(wished) ? wished : localOf(locals.ports.now(), practice.zone).slice(0, 7);
  const members = await locals.ports.store.members.of(practice.id);
  const actor = members.find(({ account }) => account === person)?.account ?? null;
  const page = Math.min(Math.max(Math.trunc(Number(url.searchParams.get('page') ?? 0)) || 0, 0), 1_000);
  const trail = await trailPage(locals.ports, session, { month, actor, page });
  if (!trail) error(403, 'forbidden');
  const names = new Map(members.map(({ account, firstName, lastName }) => [account, `${firstName} ${lastName}`]));
  const hour = new Intl.DateTimeFormat(LOCALES[locals.language], { dateStyle: 'medium', timeStyle: 'short', timeZone: practice.zone });
  const deeds: Readonly<Partial<Record<string, string>>> = words.deeds;
  return {
    words,
    intro: fill(words.intro, { term: fill(words.months, { count: TERMS.audit.length.count }) }),
    month,
    // Not `person`: that is who is signed in, for the frame around all pages.
    chosen: actor ?? '',
    people: [...names].map(([value, text]) => ({ value, text })),
    page,
    hasMore: trail.hasMore,
    lines: trail.lines.map((line) => ({
      id: line.id,
      when: hour.format(line.hour),
      who: (line.actor !== null && names.get(line.actor)) || words.gone,
      what: deeds[line.deed] ?? words.other,
    })),
  };
};
