/**
 * What a calendar program reads. The secret stands in the path because calendar programs can send nothing else
 * (docs/decisions/2026-11-25-calendar-address.md): nothing of ours writes a path down.
 */
import { createHash } from 'node:crypto';
import { feedText, isFresh } from '#lib/rules/feed.ts';
import { readFeed } from '#lib/server/use/own-calendar.ts';
import { calendarWords } from '#lib/words/calendar/index.ts';
import { fill } from '#lib/words/fill.ts';
import { mailWords } from '#lib/words/mail/index.ts';
import type { RequestHandler } from './$types';

/** On refusals too. */
const HEADERS = { 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex, nofollow' } as const;
/** Programs that ask again after it ask within the hour. */
const RETRY_AFTER_SECONDS = '3600';
/** 128 bits: two calendars with one validator do not occur. */
const TAG_CHARACTERS = 22;

export const GET: RequestHandler = async ({ params, locals, request }) => {
  const found = await readFeed(locals.ports, params.secret, locals.address);
  if (found === 'limited') return new Response(null, { status: 429, headers: { ...HEADERS, 'retry-after': RETRY_AFTER_SECONDS } });
  if (found === 'unknown') return new Response(null, { status: 404, headers: HEADERS });
  const words = calendarWords[found.language].feed;
  const { summary } = mailWords[found.language].calendar;
  const text = feedText(
    found.entries.map((entry) => ({ ...entry, summary: entry.summary === '' ? summary : entry.summary })),
    { name: words.name, zone: found.zone, describe: (link) => fill(words.entryLink, { link }) },
  );
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, TAG_CHARACTERS)}"`;
  const headers = { ...HEADERS, etag };
  if (isFresh(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  return new Response(text, {
    headers: { ...headers, 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="incamera.ics"' },
  });
};
