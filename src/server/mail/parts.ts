/** Parts that several letters have. */
import type { AppointmentContent } from '../use/mail-content.ts';
import { plural } from '../../words/fill.ts';
import { mailWords } from '../../words/mail/index.ts';
import type { Part } from './letter.ts';
import { whenIn } from './when.ts';

type AppointmentFacts = Pick<AppointmentContent, 'language' | 'practiceName' | 'providerName' | 'practiceTelephone' | 'startsAt' | 'zone' | 'minutes'>;

/** When, how long, with whom, where to call. */
export function appointmentFacts(content: AppointmentFacts): readonly (readonly [name: string, value: string])[] {
  const { facts, minutes } = mailWords[content.language];
  const rows: (readonly [string, string])[] = [
    [facts.when, whenIn(content.language, content.startsAt, content.zone)],
    [facts.length, plural(content.language, minutes, content.minutes)],
    [facts.provider, oneLine(content.providerName)],
    [facts.practice, oneLine(content.practiceName)],
  ];
  if (content.practiceTelephone !== null) rows.push([facts.telephone, oneLine(content.practiceTelephone)]);
  return rows;
}

export function paragraph(text: string): Part {
  return { kind: 'paragraph', text };
}

export function heading(text: string): Part {
  return { kind: 'heading', text };
}

/** Names are checked when they are typed; a letter still never takes its shape from one. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu, ' ').trim();
}
