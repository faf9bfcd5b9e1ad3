import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import type { AppointmentContent } from '../use/mail-content.ts';
import { appointmentCalendar } from './calendar.ts';

const NOW = new Date('2026-11-20T08:00:00Z');
const ORGANIZER = { name: 'Incamera "Portal"', address: 'portal@portal.example' };
const CONTENT: AppointmentContent = {
  kind: 'invitation',
  to: 'm.becker@mail.example',
  language: 'fr',
  practiceName: 'Praxis für Psychotherapie',
  providerName: 'Dr. Jana Krüger',
  practiceTelephone: '030 1234567',
  invitation: '0b9f4f0e-6d3c-4c0e-9a55-2d1d6f3b7a01',
  startsAt: new Date('2026-11-24T09:00:00Z'),
  zone: 'Europe/Berlin',
  minutes: 50,
  link: 'https://portal.example/j#A1b2-C3d4_E5f6,;x',
  code: 'ABC-DEF-GHJ',
  landing: 'https://portal.example/',
};

/** Read by another implementation, with the entry's own VTIMEZONE and nothing else to know the zone from. */
function read(text: string) {
  ICAL.TimezoneService.reset();
  const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  const component = root.getFirstSubcomponent('vevent');
  if (!component) throw new Error('no event');
  return { root, component, event: new ICAL.Event(component) };
}

test('B6 the entry says when, in the zone of the appointment, and where to click', () => {
  const { root, component, event } = read(appointmentCalendar(CONTENT, ORGANIZER, NOW).text);
  expect(root.getFirstPropertyValue('method')).toBe('PUBLISH');
  expect(event.startDate.toJSDate()).toEqual(CONTENT.startsAt);
  expect(event.startDate.toString()).toBe('2026-11-24T10:00:00');
  expect(event.duration.toSeconds()).toBe(50 * 60);
  expect(component.getFirstPropertyValue('url')).toBe(CONTENT.link);
  expect(event.description).toContain(CONTENT.link);
});

test('M3.2 the entry names neither practice nor provider nor client, and is marked private', () => {
  const { text } = appointmentCalendar(CONTENT, ORGANIZER, NOW);
  for (const secret of ['Praxis', 'Psycho', 'Krüger', 'becker', '1234567', 'ATTENDEE', 'ABC-DEF']) expect(text).not.toContain(secret);
  expect(text).toContain('Rendez-vous');
  expect(text).toContain('\r\nCLASS:PRIVATE\r\n');
  expect(text).toContain('\r\nORGANIZER;CN="Incamera Portal":mailto:portal@portal.example\r\n');
});

test('B6 a later mail is a later revision of the same entry, and a cancelled appointment takes it back', () => {
  const first = read(appointmentCalendar(CONTENT, ORGANIZER, NOW).text).event;
  const moved = read(appointmentCalendar({ ...CONTENT, kind: 'moved' }, ORGANIZER, new Date(NOW.getTime() + 2000)).text).event;
  const { root, component, event } = read(
    appointmentCalendar({ ...CONTENT, kind: 'cancelled', link: null, code: null }, ORGANIZER, new Date(NOW.getTime() + 5000)).text,
  );
  expect(new Set([first.uid, moved.uid, event.uid]).size).toBe(1);
  expect(moved.sequence).toBeGreaterThan(first.sequence);
  expect(event.sequence).toBeGreaterThan(moved.sequence);
  expect(root.getFirstPropertyValue('method')).toBe('CANCEL');
  expect(component.getFirstPropertyValue('status')).toBe('CANCELLED');
  expect(component.getFirstPropertyValue('url')).toBeNull();
});

test('lines end with CRLF and hold at most 75 octets, and no character is cut in two', () => {
  const { text } = appointmentCalendar({ ...CONTENT, link: `https://portal.example/j#${'é'.repeat(200)}` }, ORGANIZER, NOW);
  expect(text.endsWith('\r\n')).toBe(true);
  for (const line of text.slice(0, -2).split('\r\n')) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(line).not.toMatch(/[\r\n]|\uFFFD/);
  }
  expect(read(text).event.description).toContain('é'.repeat(200));
});

const ZONES = [
  'Europe/Berlin',
  'Europe/London',
  'Europe/Dublin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'Antarctica/Troll',
  'America/Sao_Paulo',
  'UTC',
];

test('B6 in the hour that the clock shows twice, the second is told from the first', () => {
  for (const at of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']) {
    const { event } = read(appointmentCalendar({ ...CONTENT, startsAt: new Date(at), minutes: 45 }, ORGANIZER, NOW).text);
    expect(event.startDate.toJSDate().toISOString()).toBe(at.replace('Z', '.000Z'));
    expect(event.endDate.toJSDate().getTime() - Date.parse(at)).toBe(45 * 60_000);
  }
});

test('B6 every instant in every zone is read back as the same instant, also on the days on which clocks change', () => {
  const start = Date.UTC(2026, 0, 1) / 60_000;
  const europeEndsSummer = Date.UTC(2026, 9, 25, 1) / 60_000;
  const aMinute = fc.oneof(fc.integer({ min: start, max: start + 3 * 365 * 1440 }), fc.integer({ min: europeEndsSummer - 600, max: europeEndsSummer + 180 }));
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), aMinute, fc.integer({ min: 5, max: 480 }), (zone, minute, minutes) => {
      const startsAt = new Date(minute * 60_000);
      const { event } = read(appointmentCalendar({ ...CONTENT, zone, startsAt, minutes }, ORGANIZER, NOW).text);
      expect(event.endDate.toJSDate().getTime() - event.startDate.toJSDate().getTime()).toBe(minutes * 60_000);
      expect(event.startDate.toJSDate()).toEqual(startsAt);
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['just before the clocks go forward', '2026-03-29T00:59:00Z', '2026-03-29T01:59:00', '2026-03-29T03:49:00'],
  ['just after', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00', '2026-03-29T03:50:00'],
  ['just before the hour that comes twice', '2026-10-24T23:00:00Z', '2026-10-25T01:00:00', '2026-10-25T01:50:00'],
  ['just after the hour that came twice', '2026-10-25T02:00:00Z', '2026-10-25T03:00:00', '2026-10-25T03:50:00'],
])('%s the wall clock is right', (_name, startsAt, starts, ends) => {
  const { event } = read(appointmentCalendar({ ...CONTENT, startsAt: new Date(startsAt) }, ORGANIZER, NOW).text);
  expect([event.startDate.toString(), event.endDate.toString()]).toEqual([starts, ends]);
});
