import { error } from '@sveltejs/kit';
import { FEWEST, RANGE_DAYS, RANGES, readRange } from '#lib/rules/visits.ts';
import { visitStatistics } from '#lib/server/use/visits.ts';
import { fill } from '#lib/words/fill.ts';
import { visitWords } from '#lib/words/visits/index.ts';
import { figureViews, rangeName } from './figure-views.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const range = readRange(url.searchParams.get('range') ?? '') ?? 'month';
  const figures = await visitStatistics(locals.ports, locals.session, range);
  if (figures === null) error(403, 'forbidden');
  const words = visitWords[locals.language];
  return {
    words,
    range,
    ranges: RANGES.map((value) => ({ value, text: rangeName(value, locals.language) })),
    small: fill(words.small, { least: FEWEST }),
    hoursNote: range === 'counts' ? fill(words.hours.note, { days: RANGE_DAYS.records }) : undefined,
    figures: figureViews(figures, range, locals.language),
  };
};
