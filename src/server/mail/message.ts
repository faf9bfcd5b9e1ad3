/** The message as it goes to the mail server. */
import type { SendMailOptions } from 'nodemailer';
import { parseAddress } from '../../rules/person.ts';
import type { Language } from '../use/ports.ts';
import type { Organizer } from './calendar.ts';
import type { RenderedMail } from './render.ts';

export interface Addressing {
  /** The outbox row. A mail that is sent twice because its acceptance was not heard has the same Message-ID twice, by which mailboxes know it. */
  readonly id: string;
  readonly to: string;
  readonly language: Language;
  readonly from: Organizer;
  readonly at: Date;
  /** Who reads an answer; missing: nobody does. */
  readonly replyTo?: string | undefined;
}

/** null: the address or the subject could smuggle in a header or a second recipient; such a mail is never sent. */
export function messageOf(mail: RenderedMail, { id, to, language, from, at, replyTo }: Addressing): SendMailOptions | null {
  const address = parseAddress(to);
  const answers = replyTo === undefined ? undefined : parseAddress(replyTo);
  if (address === null || answers === null || /\p{Cc}/u.test(mail.subject)) return null;
  return {
    messageId: `<${id}@${from.address.split('@').at(-1) ?? 'localhost'}>`,
    date: at,
    from: { name: from.name ?? '', address: from.address },
    to: { name: '', address },
    ...(answers === undefined ? {} : { replyTo: { name: '', address: answers } }),
    envelope: { from: from.address, to: [address] },
    subject: mail.subject,
    // RFC 3834: no out-of-office notes to the portal.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    text: mail.text,
    html: mail.html,
    // Attached and not an alternative: some mail programs show the last alternative only, and the calendar entry does not replace the letter.
    attachments: mail.calendar
      ? [{ filename: mail.calendar.fileName, content: mail.calendar.text, contentType: `text/calendar; charset=utf-8; method=${mail.calendar.method}` }]
      : [],
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** `Name <a@b>` or `a@b`, as the configuration has checked it. */
export function parseMailbox(text: string): Organizer {
  const [, name, address] = /^([^<>]+) <([^<>]+)>$/.exec(text.trim()) ?? [];
  return name === undefined || address === undefined ? { name: null, address: text.trim() } : { name: name.trim().replace(/^"(.*)"$/, '$1'), address };
}
