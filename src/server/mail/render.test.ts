import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AppointmentContent, LinkContent } from '../use/mail-content.ts';
import type { Language } from '../use/ports.ts';
import { renderMail } from './render.ts';

const NOW = new Date('2026-11-20T08:00:00Z');
const ORGANIZER = { name: 'Incamera', address: 'portal@portal.example' };
const LINK = 'https://portal.example/j#A1b2-C3d4_E5f6';

function appointment(change: Partial<AppointmentContent> = {}): AppointmentContent {
  return {
    kind: 'invitation',
    to: 'm.becker@mail.example',
    language: 'de',
    practiceName: 'Praxis für Psychotherapie am Lietzensee',
    providerName: 'Dr. Jana Krüger',
    practiceTelephone: '030 1234567',
    invitation: '0b9f4f0e-6d3c-4c0e-9a55-2d1d6f3b7a01',
    startsAt: new Date('2026-11-24T09:00:00Z'),
    zone: 'Europe/Berlin',
    minutes: 50,
    link: LINK,
    code: 'ABC-DEF-GHJ',
    landing: 'https://portal.example/',
    ...change,
  };
}

function verification(language: Language): LinkContent {
  return { kind: 'verify', to: 'jana@praxis.example', language, link: 'https://portal.example/portal/verify#TOKEN', lifeHours: 24 };
}

const LANGUAGES = ['de', 'en', 'fr'] as const;
const WHEN: Readonly<Record<Language, string>> = {
  de: 'Dienstag, 24. November 2026, 10:00 Uhr (Berlin, MEZ)',
  en: 'Tuesday, 24 November 2026, 10:00 (Berlin, CET)',
  fr: 'mardi 24 novembre 2026 à 10 h 00 (Berlin, UTC+1)',
};

/** What a person sees of HTML. */
function seen(html: string): string {
  return html
    .replace(/<head>[\s\S]*<\/head>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
}

const HELPER: Readonly<Record<Language, RegExp>> = {
  de: /Angehörige.* oder eine Hilfe/,
  en: /a relative, a guardian or a helper/,
  fr: /un proche, un représentant légal ou un aidant/,
};

describe.each(LANGUAGES)('in %s', (language) => {
  const mail = renderMail(appointment({ language }), ORGANIZER, NOW);

  test('M2.5 an invitation says that somebody may join with or for the person invited; a cancellation does not', () => {
    for (const told of [mail.text, seen(mail.html)]) expect(told).toMatch(HELPER[language]);
    expect(renderMail(appointment({ language, kind: 'cancelled', link: null, code: null }), ORGANIZER, NOW).text).not.toMatch(HELPER[language]);
  });

  test('M3.2 M4.1 an invitation tells when, how long, with whom, how to get in and how to cancel, in text and in HTML', () => {
    for (const told of [mail.text, seen(mail.html)]) {
      for (const fact of [WHEN[language], '50', 'Dr. Jana Krüger', 'Praxis für Psychotherapie am Lietzensee', '030 1234567', 'ABC-DEF-GHJ', 'portal.example'])
        expect(told).toContain(fact);
      expect(told).not.toMatch(/\{\w+\}|undefined|null/);
    }
  });

  test('M3.2 there is one thing to click in an invitation', () => {
    expect(mail.text.match(/https?:\/\/\S+/g)).toEqual([LINK]);
    expect([...mail.html.matchAll(/href="([^"]*)"/g)].map((match) => match[1])).toEqual([LINK]);
  });

  test('M3.2 the subject tells the day and nothing of the practice, the provider or the client', () => {
    expect(mail.subject).toMatch(/24\.? [Nn]ovemb/);
    for (const secret of ['Praxis', 'Psycho', 'Krüger', 'Jana', 'becker', 'Video', 'vidéo']) {
      expect(mail.subject).not.toContain(secret);
    }
    expect(mail.text).toContain('Psycho');
  });

  test('the HTML names its language and fetches nothing', () => {
    expect(mail.html).toContain(`<html lang="${language}">`);
    expect(mail.html).not.toMatch(/<(?:img|link|script|iframe|object|video|audio|style)\b|url\(|src=/i);
  });

  test('a moved appointment is told from an invitation, a cancelled one opens nothing', () => {
    const moved = renderMail(appointment({ language, kind: 'moved' }), ORGANIZER, NOW);
    expect(moved.subject).not.toBe(mail.subject);
    expect(moved.text).toContain(LINK);
    const cancelled = renderMail(appointment({ language, kind: 'cancelled', link: null, code: null }), ORGANIZER, NOW);
    expect(cancelled.subject).not.toBe(mail.subject);
    expect(cancelled.text).toContain(WHEN[language]);
    expect(cancelled.text).toContain('030 1234567');
    expect(`${cancelled.text}${cancelled.html}${cancelled.calendar?.text ?? ''}`).not.toMatch(/https?:|href|ABC-DEF/);
  });

  test('without a telephone number nothing is promised about calling', () => {
    const silent = renderMail(appointment({ language, practiceTelephone: null }), ORGANIZER, NOW);
    expect(silent.text).not.toMatch(/030|null/);
    expect(silent.text).not.toContain('{');
  });

  test('M2.6 the verification mail has one link and says how long it works', () => {
    const verify = renderMail(verification(language), ORGANIZER, NOW);
    expect(verify.text.match(/https?:\/\/\S+/g)).toEqual(['https://portal.example/portal/verify#TOKEN']);
    expect(verify.text).toMatch(/24 (?:Stunden|hours|heures)/);
    expect(verify.calendar).toBeNull();
  });
});

describe('the clock', () => {
  test.each([
    ['2026-07-01T08:00:00Z', 'Europe/Berlin', 'Mittwoch, 1. Juli 2026, 10:00 Uhr (Berlin, MESZ)'],
    // The hour that summer time gives back is told apart by its offset alone.
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', 'Sonntag, 25. Oktober 2026, 02:30 Uhr (Berlin, MESZ)'],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', 'Sonntag, 25. Oktober 2026, 02:30 Uhr (Berlin, MEZ)'],
    ['2026-03-29T01:00:00Z', 'Europe/Vienna', 'Sonntag, 29. März 2026, 03:00 Uhr (Wien, MESZ)'],
    ['2026-12-31T23:30:00Z', 'Europe/Zurich', 'Freitag, 1. Januar 2027, 00:30 Uhr (Zürich, MEZ)'],
    ['2026-11-24T09:00:00Z', 'America/Argentina/Buenos_Aires', 'Dienstag, 24. November 2026, 06:00 Uhr (Buenos Aires, GMT-3)'],
  ])('%s in %s is %s', (startsAt, zone, told) => {
    expect(renderMail(appointment({ startsAt: new Date(startsAt), zone }), ORGANIZER, NOW).text).toContain(told);
  });
});

test('the first of a month is an ordinal in French, and no other day', () => {
  const subject = (startsAt: string) => renderMail(appointment({ language: 'fr', startsAt: new Date(startsAt) }), ORGANIZER, NOW).subject;
  expect(subject('2026-12-01T09:00:00Z')).toContain('mardi 1er décembre 2026');
  expect(subject('2026-12-11T09:00:00Z')).toContain('vendredi 11 décembre 2026');
});

test('names stay text: nothing of them becomes markup, a line of its own or a placeholder', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom(...LANGUAGES), (name, language) => {
      const wild = `${name}<b>&"'\r\nBcc: x@y.example\u2028{link}`;
      const { html, text, subject } = renderMail(appointment({ language, practiceName: wild, providerName: wild }), ORGANIZER, NOW);
      expect(html).not.toContain('<b>');
      expect(text).not.toMatch(/^Bcc:/m);
      expect(text.match(/https:\/\/portal/g)).toHaveLength(1);
      expect(subject).toBe(renderMail(appointment({ language }), ORGANIZER, NOW).subject);
    }),
    { numRuns: 60 },
  );
});
