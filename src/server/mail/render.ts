/** What a mail says, in words: subject, text, HTML and, for an appointment, its calendar entry. Pure. */
import type { AppointmentContent, ContactContent, LinkContent, MailContent, MemberInvitationContent, NoticeContent, TaskContent } from '../use/mail-content.ts';
import { fill, plural } from '../../words/fill.ts';
import { contactWords } from '../../words/contact/index.ts';
import { term } from '../../privacy/register.ts';
import { mailWords } from '../../words/mail/index.ts';
import { appointmentCalendar, type Organizer } from './calendar.ts';
import { asHtml, asText, type Letter, type Part } from './letter.ts';
import { appointmentFacts, heading, oneLine, paragraph } from './parts.ts';
import { reminderLetter, reminderSubject } from './reminder-letter.ts';
import { dateIn, timeIn, whenIn } from './when.ts';

export interface CalendarPart {
  readonly method: 'PUBLISH' | 'CANCEL';
  readonly fileName: string;
  readonly text: string;
}
export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** null: the mail is about no appointment. */
  readonly calendar: CalendarPart | null;
}

const HOUR_MS = 3_600_000;

/** @param organizer The portal as it sends mail; calendar entries must name who published them. */
export function renderMail(content: MailContent, organizer: Organizer, now: Date): RenderedMail {
  if ('lifeHours' in content) return renderLink(content);
  if (content.kind === 'member-invitation') return renderMemberInvitation(content);
  if ('isClient' in content) return renderTask(content);
  if (content.kind === 'contact') return renderContact(content);
  if (!('startsAt' in content)) return renderNotice(content);
  if (content.kind === 'reminder') return asMail(reminderSubject(content), reminderLetter(content));
  const words = mailWords[content.language];
  const date = dateIn(content.language, content.startsAt, content.zone);
  const subject = fill(words[content.kind].subject, { date, time: timeIn(content.language, content.startsAt, content.zone) });
  return asMail(subject, appointmentLetter(content), appointmentCalendar(content, organizer, now));
}

function asMail(subject: string, letter: Letter, calendar: CalendarPart | null = null): RenderedMail {
  return { subject, text: asText(letter), html: asHtml(letter), calendar };
}

function renderLink(content: LinkContent): RenderedMail {
  const words = mailWords[content.language];
  const own = words[content.kind];
  const letter: Letter = {
    language: content.language,
    title: own.title,
    parts: [
      paragraph(words.greeting),
      paragraph(own.text),
      { kind: 'link', label: own.button, href: content.link },
      paragraph(fill(own.life, { hours: plural(content.language, words.hours, content.lifeHours) })),
      paragraph(own.notYou),
      paragraph(words.verify.automatic),
    ],
  };
  return asMail(own.subject, letter);
}

function renderMemberInvitation(content: MemberInvitationContent): RenderedMail {
  const words = mailWords[content.language];
  const own = words['member-invitation'];
  const practice = oneLine(content.practiceName);
  const letter: Letter = {
    language: content.language,
    title: own.title,
    parts: [
      paragraph(words.greeting),
      paragraph(fill(own.text, { practice, role: own.roles[content.role] })),
      { kind: 'link', label: own.button, href: content.link },
      paragraph(fill(own.life, { days: content.lifeDays })),
      paragraph(own.notYou),
      paragraph(words.automatic),
    ],
  };
  return asMail(fill(own.subject, { practice }), letter);
}

function renderTask(content: TaskContent): RenderedMail {
  const words = mailWords[content.language];
  const own = words[content.kind];
  const letter: Letter = {
    language: content.language,
    title: own.title,
    parts: [
      paragraph(words.greeting),
      paragraph(fill(own.text, { practice: oneLine(content.practiceName) })),
      { kind: 'link', label: own.button, href: content.link },
      paragraph(content.isClient ? own.forClients : own.why),
      paragraph(words.automatic),
    ],
  };
  return asMail(own.subject, letter);
}

/** What was written stands line by line as it was typed. */
function renderContact(content: ContactContent): RenderedMail {
  const words = mailWords[content.language];
  const own = words.contact;
  const topic = contactWords[content.language].topics[content.topic];
  const rows: (readonly [string, string])[] = [
    [own.topic, topic],
    [own.from, [content.name === null ? null : oneLine(content.name), content.email].filter((each) => each !== null).join(', ')],
    [own.language, own.languages[content.writtenIn]],
    [own.written, whenIn(content.language, content.writtenAt, 'UTC')],
  ];
  const letter: Letter = {
    language: content.language,
    title: own.title,
    parts: [
      { kind: 'facts', rows },
      ...content.text.split(/\r?\n/).flatMap((line) => (line.trim() === '' ? [] : [paragraph(oneLine(line))])),
      paragraph(own.note),
    ],
  };
  return asMail(fill(own.subject, { topic }), letter);
}

function renderNotice(content: NoticeContent): RenderedMail {
  const words = mailWords[content.language];
  const own = words[content.kind];
  const letter: Letter = {
    language: content.language,
    title: own.title,
    parts: [
      paragraph(words.greeting),
      paragraph(fill(own.text, { erasure: plural(content.language, words.hours, term('account-ended') / HOUR_MS) })),
      paragraph(own.notYou),
      { kind: 'link', label: own.button, href: content.link },
      paragraph(words.verify.automatic),
    ],
  };
  return asMail(own.subject, letter);
}

function appointmentLetter(content: AppointmentContent): Letter {
  const words = mailWords[content.language];
  const practice = oneLine(content.practiceName);
  const telephone = content.practiceTelephone === null ? null : oneLine(content.practiceTelephone);
  return {
    language: content.language,
    title: words[content.kind].title,
    parts: [
      paragraph(words.greeting),
      paragraph(fill(words[content.kind].text, { practice })),
      { kind: 'facts', rows: appointmentFacts(content) },
      ...(content.kind === 'cancelled' ? againParts(content, telephone) : joinParts(content, telephone)),
      paragraph(words.automatic),
    ],
  };
}

function joinParts(content: AppointmentContent, telephone: string | null): readonly Part[] {
  const { join, code, needs, cannot } = mailWords[content.language];
  const parts: Part[] = [];
  if (content.link !== null) {
    parts.push(
      heading(join.title),
      paragraph(join.text),
      { kind: 'link', label: join.button, href: content.link },
      paragraph(join.before),
      paragraph(join.yours),
      paragraph(join.helper),
    );
  }
  if (content.code !== null) {
    // The landing page is named as one types it, not as a link: there is only one thing to click in a mail.
    parts.push(
      heading(code.title),
      paragraph(fill(code.text, { landing: new URL(content.landing).host })),
      { kind: 'code', code: content.code },
      paragraph(code.telephone),
    );
  }
  parts.push(heading(needs.title), { kind: 'list', items: [needs.device, needs.place] });
  parts.push(heading(cannot.title), paragraph(telephone === null ? cannot.withoutNumber : fill(cannot.byTelephone, { telephone })));
  return parts;
}

function againParts(content: AppointmentContent, telephone: string | null): readonly Part[] {
  const { cancelled } = mailWords[content.language];
  return [paragraph(telephone === null ? cancelled.again : fill(cancelled.againByTelephone, { telephone }))];
}
