/** A reminder in words. It says weekday, time and zone and never "tomorrow": a day before is 24 elapsed hours, and when the clocks change that can be the same day. */
import type { ReminderContent } from '../use/mail-content.ts';
import { fill } from '../../words/fill.ts';
import { mailWords } from '../../words/mail/index.ts';
import { reminderWords } from '../../words/reminders/index.ts';
import type { Letter } from './letter.ts';
import { appointmentFacts, heading, oneLine, paragraph } from './parts.ts';
import { dateIn, timeIn } from './when.ts';

/** Others see a person's inbox: the time, and nothing of the practice. */
export function reminderSubject({ language, ahead, startsAt, zone }: ReminderContent): string {
  return fill(reminderWords[language].mail[ahead].subject, { date: dateIn(language, startsAt, zone), time: timeIn(language, startsAt, zone) });
}

export function reminderLetter(content: ReminderContent): Letter {
  const { language, ahead } = content;
  const { mail } = reminderWords[language];
  const own = mail[ahead];
  const { greeting, join, code, automatic } = mailWords[language];
  const practice = oneLine(content.practiceName);
  const telephone = content.practiceTelephone === null ? null : oneLine(content.practiceTelephone);
  return {
    language,
    title: own.title,
    parts: [
      paragraph(greeting),
      paragraph(fill(own.text, { practice })),
      { kind: 'facts', rows: appointmentFacts(content) },
      { kind: 'link', label: join.button, href: content.link },
      paragraph(join.yours),
      heading(code.title),
      paragraph(fill(code.text, { landing: new URL(content.landing).host })),
      { kind: 'code', code: content.code },
      heading(own.help),
      paragraph(telephone === null ? own.withoutNumber : fill(own.byTelephone, { telephone })),
      { kind: 'way-out', text: mail.stop, label: mail.stopLink, href: content.stopLink },
      paragraph(automatic),
    ],
  };
}
