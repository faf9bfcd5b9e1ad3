import { error } from '@sveltejs/kit';
import { may } from '#lib/rules/authority.ts';
import { toCsv } from '#lib/rules/csv.ts';
import { FEWEST, readRange } from '#lib/rules/visits.ts';
import { actorOf } from '#lib/server/use/actor.ts';
import { visitStatistics } from '#lib/server/use/visits.ts';
import { fill } from '#lib/words/fill.ts';
import { visitWords } from '#lib/words/visits/index.ts';
import type { RequestHandler } from './$types';

/** What the page shows, and no more, as one table. */
export const GET: RequestHandler = async ({ locals, url }) => {
  if (!may(actorOf(locals.session), 'operator.visits')) error(403, 'forbidden');
  const range = readRange(url.searchParams.get('range') ?? '');
  if (range === null) error(400, 'no such range');
  const figures = await visitStatistics(locals.ports, locals.session, range);
  if (figures === null) error(403, 'forbidden');
  const { file, days, months, hours, pages, browsers, beside, rest } = visitWords[locals.language];
  const few = fill(file.few, { least: FEWEST });
  const told = (visits: number | null) => visits ?? few;
  const pooled = (title: string, { shown, rest: others }: typeof figures.pages) => [
    ...shown.map(({ name, visits }) => [title, name, visits]),
    ...(others === 0 ? [] : [[title, rest, told(others)]]),
  ];
  const dates = range === 'counts' ? months : days;
  const rows = [
    [file.total, '', told(figures.total)],
    ...figures.dates.map(({ name, visits }) => [dates.title, name, told(visits)]),
    ...figures.hours.map(({ name, visits }) => [hours.title, `${name}:00 UTC`, told(visits)]),
    ...pooled(pages.title, figures.pages),
    ...pooled(browsers.title, figures.families),
    ...pooled(beside.title, figures.beside),
  ];
  const day = locals.ports.now().toISOString().slice(0, 10);
  return new Response(toCsv([file.figure, file.name, file.visits], rows), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="incamera-visits-${day}-${range}.csv"`,
      'cache-control': 'no-store',
    },
  });
};
