import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calls, endings, isInConsultation, newcomers, queueRows, unknownEvents, type RosterEvent, type WaitingEvent } from './roster.ts';

const MINUTE_MS = 60_000;
const NOW = Date.UTC(2026, 10, 24, 9, 0);

function person(participant: string, since = NOW, more: Partial<RosterEvent['waiting'][number]> = {}): RosterEvent['waiting'][number] {
  return { participant, invitation: `invitation-of-${participant}`, since, twice: false, away: false, ...more };
}
function room(event: string, more: Partial<RosterEvent> = {}): RosterEvent {
  return { event, plannedEnd: NOW + 50 * MINUTE_MS, hostParticipant: null, waiting: [], inside: [], ...more };
}
function about(id: string, labels: Record<string, string> = {}, mayHost = true): [string, WaitingEvent] {
  return [id, { id, title: 'Folgegespräch', size: 'single', zone: 'Europe/Berlin', startsAt: NOW, mayHost, labels }];
}

describe('M5.3 the queue on the account pages', () => {
  test('M5.3 names each by the label of the practice, the longest waiting first', () => {
    const rows = queueRows(
      [room('e1', { waiting: [person('late', NOW - MINUTE_MS)] }), room('e2', { waiting: [person('early', NOW - 6 * MINUTE_MS)] })],
      new Map([about('e1', { 'invitation-of-late': 'Frau B.' })]),
    );
    expect(rows.map(({ participant, label }) => [participant, label])).toEqual([
      ['early', null],
      ['late', 'Frau B.'],
    ]);
  });

  test('M5.3 asks for what it does not know, and again when somebody was invited since', () => {
    const roster = [room('e1', { waiting: [person('a')] }), room('e2', { inside: [person('b')] })];
    expect(unknownEvents(roster, new Map())).toEqual(['e1', 'e2']);
    expect(unknownEvents(roster, new Map([about('e1'), about('e2', { 'invitation-of-b': 'B' })]))).toEqual(['e1']);
    expect(unknownEvents(roster, new Map([about('e1', { 'invitation-of-a': 'A' }), about('e2', { 'invitation-of-b': 'B' })]))).toEqual([]);
  });

  test('M5.3 rings for who comes, not for who comes back or leaves the consultation for a moment', () => {
    const before = [room('e1', { waiting: [person('a')], inside: [person('c')] })];
    expect(newcomers(before, [room('e1', { waiting: [person('a'), person('b'), person('c')] })])).toEqual([{ event: 'e1', participant: 'b' }]);
    expect(newcomers([], [room('e1', { waiting: [person('a', NOW, { away: true })] })])).toEqual([]);
  });

  test('M5.3 leaves ringing to the room where its page is open', () => {
    const roster = [room('open', { hostParticipant: 'host' }), room('alone')];
    expect(calls(roster, [{ event: 'open' }, { event: 'alone' }, { event: 'alone' }])).toEqual(['alone']);
  });

  test('M5.3 keeps silent while a consultation is running, so that no client hears of another', () => {
    const running = room('e1', { hostParticipant: 'host', inside: [person('a')] });
    expect(isInConsultation([running, room('e2', { waiting: [person('b')] })], new Map())).toBe(true);
    expect(isInConsultation([running], new Map([about('e1', {}, false)]))).toBe(false);
    expect(isInConsultation([room('e1', { hostParticipant: 'host', waiting: [person('a')] })], new Map())).toBe(false);
  });

  test('M4.2 the host is asked five minutes before the planned end, and after it, never before and never a colleague', () => {
    const running = room('e1', { hostParticipant: 'host', inside: [person('a')], plannedEnd: NOW });
    const mine = new Map([about('e1')]);
    expect(endings([running], mine, NOW - 5 * MINUTE_MS - 1)).toEqual([]);
    expect(endings([running], mine, NOW - 5 * MINUTE_MS)).toEqual([{ event: 'e1', plannedEnd: NOW, minutes: 5 }]);
    expect(endings([running], mine, NOW - 1)).toEqual([{ event: 'e1', plannedEnd: NOW, minutes: 1 }]);
    expect(endings([running], mine, NOW + MINUTE_MS)).toEqual([{ event: 'e1', plannedEnd: NOW, minutes: 0 }]);
    expect(endings([running], new Map([about('e1', {}, false)]), NOW)).toEqual([]);
    expect(endings([room('e1', { waiting: [person('a')], plannedEnd: NOW })], mine, NOW)).toEqual([]);
  });

  test('M5.3 everybody who waits has exactly one row, whatever is known', () => {
    const people = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(people, fc.array(fc.boolean(), { maxLength: 3 }), (names, knownOnes) => {
        const roster = knownOnes.map((_, at) =>
          room(`e${at}`, { waiting: names.filter((_, index) => index % knownOnes.length === at).map((name, index) => person(name, NOW - index)) }),
        );
        const known = new Map(knownOnes.flatMap((isKnown, at) => (isKnown ? [about(`e${at}`)] : [])));
        const rows = queueRows(roster, known);
        expect(rows.map((row) => row.participant).toSorted()).toEqual(roster.flatMap((each) => each.waiting.map((one) => one.participant)).toSorted());
        expect(rows.map((row) => row.since)).toEqual(rows.map((row) => row.since).toSorted((a, b) => a - b));
      }),
    );
  });
});
