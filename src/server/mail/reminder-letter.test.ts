import { describe, expect, test } from 'vitest';
import type { ReminderContent } from '../use/mail-content.ts';
import { messageOf } from './message.ts';
import { renderMail } from './render.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const ORGANIZER = { name: 'Incamera', address: 'portal@portal.example' };
const LINK = 'https://portal.example/j#A1b2-C3d4_E5f6';
const STOP = 'https://portal.example/reminders#Z9y8';

function reminder(change: Partial<ReminderContent> = {}): ReminderContent {
  return {
    kind: 'reminder',
    ahead: 'day',
    to: 'm.becker@mail.example',
    language: 'de',
    practiceName: 'Praxis für Psychotherapie am Lietzensee',
    providerName: 'Dr. Jana Krüger',
    practiceTelephone: '030 1234567',
    startsAt: new Date('2026-11-24T09:00:00Z'),
    zone: 'Europe/Berlin',
    minutes: 50,
    link: LINK,
    code: 'ABC-DEF-GHJ',
    landing: 'https://portal.example/',
    stopLink: STOP,
    ...change,
  };
}
const render = (change?: Partial<ReminderContent>) => renderMail(reminder(change), ORGANIZER, NOW);
const WHEN = {
  de: 'Dienstag, 24. November 2026, 10:00 Uhr (Berlin, MEZ)',
  en: 'Tuesday, 24 November 2026, 10:00 (Berlin, CET)',
  fr: 'mardi 24 novembre 2026 à 10 h 00 (Berlin, UTC+1)',
} as const;
const TIME = { de: '10:00', en: '10:00', fr: '10 h 00' } as const;
const seen = (html: string) =>
  html
    .replace(/<head>[\s\S]*<\/head>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe.each(['de', 'en', 'fr'] as const)('in %s', (language) => {
  describe.each(['day', 'shortly'] as const)('%s', (ahead) => {
    const mail = render({ language, ahead });

    test('M3.9 M4.1 it says when, with whom, how to get in, whom to call and how to stop, in text and in HTML', () => {
      for (const told of [mail.text, seen(mail.html)]) {
        for (const fact of [WHEN[language], '50', 'Dr. Jana Krüger', 'Praxis für Psychotherapie am Lietzensee', '030 1234567', 'ABC-DEF-GHJ', 'portal.example'])
          expect(told).toContain(fact);
        expect(told).not.toMatch(/\{\w+\}|undefined|null/);
      }
    });

    test('M4.1 there is one thing to click, and at the foot the way to stop; nothing else leads anywhere', () => {
      expect(mail.text.match(/https?:\/\/\S+/g)).toEqual([LINK, STOP]);
      expect([...mail.html.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([LINK, STOP]);
      expect(mail.html.match(/background:#1f5c4d/g)).toHaveLength(1);
      expect(mail.html).not.toMatch(/<(?:img|link|script|iframe|style)\b|url\(|src=/i);
    });

    test('M4.1 the subject tells the time and nothing of the practice, the provider or the client', () => {
      expect(mail.subject).toContain(TIME[language]);
      for (const secret of ['Praxis', 'Psycho', 'Krüger', 'Jana', 'becker', 'Video', 'vidéo']) expect(mail.subject).not.toContain(secret);
    });

    test('B6 it never says "tomorrow" or "today": 24 hours before can be the same day when the clocks change', () => {
      const night = render({ language, ahead, startsAt: new Date('2026-10-25T22:30:00Z') });
      for (const each of [mail, night]) expect(`${each.subject} ${each.text}`).not.toMatch(/\b(morgen|heute|tomorrow|today|demain|aujourd)/i);
      expect(night.text).toMatch(/23( h |:)30/);
    });
  });
});

test('M3.9 a practice without a number is still to be reached, in words', () => {
  const { text } = render({ practiceTelephone: null });
  expect(text).not.toContain('Telefon der Praxis');
  expect(text).toContain('Bitte sagen Sie Ihrer Praxis so früh wie möglich Bescheid.');
});

test('M4.1 it carries no calendar entry and asks for no out-of-office note; no header tells a list to leave, because a token would stand in an address', () => {
  const mail = render();
  expect(mail.calendar).toBeNull();
  const message = messageOf(mail, { id: 'an-id', to: 'a@mail.example', language: 'de', from: ORGANIZER, at: NOW });
  expect(message).toMatchObject({ headers: { 'Auto-Submitted': 'auto-generated' }, messageId: '<an-id@portal.example>', attachments: [] });
  expect(JSON.stringify(message)).not.toMatch(/List-Unsubscribe/i);
});

test('a name cannot take the letter’s shape', () => {
  const mail = render({ practiceName: 'Praxis\r\nBcc: x@y.example\u202e', providerName: '<b>x</b> "&"' });
  expect(mail.text).toContain('Praxis Bcc: x@y.example');
  expect(mail.html).toContain('&lt;b&gt;x&lt;/b&gt; &quot;&amp;&quot;');
  expect(mail.subject).not.toMatch(/\p{Cc}/u);
});
