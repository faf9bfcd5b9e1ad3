import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { feedText, isFresh, type FeedEntry } from './feed.ts';

const FRAME = { name: 'Termine, alle', zone: 'Europe/Berlin', describe: (url: string) => `Zum Termin: ${url}` };
const MINUTE_MS = 60_000;
const start = Date.UTC(2026, 0, 1) / MINUTE_MS;
const anEntry: fc.Arbitrary<FeedEntry> = fc
  .record({
    uid: fc.uuid(),
    minute: fc.integer({ min: start, max: start + 3 * 365 * 1440 }),
    minutes: fc.integer({ min: 5, max: 480 }),
    zone: fc.constantFrom('Europe/Berlin', 'Europe/London', 'America/New_York', 'Asia/Kolkata', 'Pacific/Chatham'),
    summary: fc.string({ maxLength: 120, unit: 'grapheme' }).map((text) => text.replace(/\p{Cc}/gu, '')),
    off: fc.boolean(),
    busy: fc.boolean(),
    changed: fc.integer({ min: start, max: start + 365 * 1440 }),
  })
  .map(({ minute, minutes, changed, ...rest }) => ({
    ...rest,
    startsAt: new Date(minute * MINUTE_MS),
    endsAt: new Date((minute + minutes) * MINUTE_MS),
    changedAt: new Date(changed * MINUTE_MS),
    url: 'https://portal.example/portal/calendar',
  }));

test('M4.3 a calendar of years and zones is read back by another implementation as it was meant', () => {
  fc.assert(
    fc.property(fc.uniqueArray(anEntry, { selector: ({ uid }) => uid, maxLength: 12 }), (entries) => {
      const text = feedText(entries, FRAME);
      expect(feedText(entries, FRAME)).toBe(text);
      ICAL.TimezoneService.reset();
      const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
      const zones = root.getAllSubcomponents('vtimezone');
      expect(zones.length).toBe(Math.max(1, new Set(entries.map(({ zone }) => zone)).size));
      for (const zone of zones) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
      const found = root.getAllSubcomponents('vevent').map((each) => ({ component: each, event: new ICAL.Event(each) }));
      expect(found.map(({ event }) => event.uid)).toEqual(entries.map(({ uid }) => uid));
      for (const [at, entry] of entries.entries()) {
        const { component, event } = found[at] ?? {};
        expect(event?.startDate.toJSDate()).toEqual(entry.startsAt);
        expect(event?.endDate.toJSDate()).toEqual(entry.endsAt);
        expect(event?.summary).toBe(entry.summary);
        expect(component?.getFirstPropertyValue('status')).toBe(entry.off ? 'CANCELLED' : 'CONFIRMED');
      }
      for (const line of text.slice(0, -2).split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    }),
    { numRuns: 60 },
  );
});

test('M4.3 the validator is found among those that a program sends, and no other', () => {
  for (const sent of ['"a"', 'W/"a"', '"b", "a"', '*']) expect([sent, isFresh(sent, '"a"')]).toEqual([sent, true]);
  for (const sent of [null, '', '"b"', 'a']) expect([sent, isFresh(sent, '"a"')]).toEqual([sent, false]);
});
