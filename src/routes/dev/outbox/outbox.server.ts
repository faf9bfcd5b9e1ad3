/** The mails in the development outbox, as files in a folder. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { error } from '@sveltejs/kit';
import PostalMime, { type Address } from 'postal-mime';
import type { Ports } from '#lib/server/use/ports.ts';

/** As many as one wants to look through. */
const SHOWN = 100;
/** What names a mail here is a file's name without its end, and never a path. */
const NAME = /^\d{8}T\d{9}Z-[A-Za-z0-9-]{1,64}$/;

export interface OutboxMail {
  readonly name: string;
  readonly at: Date;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar: { readonly fileName: string; readonly text: string } | null;
}

/** 404 with a mail server or in production: there is no such page then. */
export function outboxFolder(ports: Ports): string {
  return ports.settings.outboxFolder ?? error(404);
}

/** Newest first. */
export async function outboxMails(folder: string): Promise<{ readonly mails: readonly OutboxMail[]; readonly more: boolean }> {
  const names = (await readdir(folder).catch(() => []))
    .map((file) => file.replace(/\.eml$/, ''))
    .filter((name) => NAME.test(name))
    .sort()
    .reverse();
  const mails = await Promise.all(names.slice(0, SHOWN).map((name) => outboxMail(folder, name)));
  return { mails: mails.filter((mail) => mail !== null), more: names.length > SHOWN };
}

/** null: there is none of that name. */
export async function outboxMail(folder: string, name: string): Promise<OutboxMail | null> {
  const bytes = NAME.test(name) ? await readFile(join(folder, `${name}.eml`)).catch(() => null) : null;
  if (!bytes) return null;
  const email = await PostalMime.parse(bytes, { attachmentEncoding: 'utf8' });
  const calendar = email.attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  return {
    name,
    at: timeOf(name),
    from: addressOf(email.from),
    to: email.to?.map(addressOf).join(', ') ?? '',
    subject: email.subject ?? '',
    text: email.text ?? '',
    html: email.html ?? '',
    // RFC 5545 wants CRLF, which the parser made LF.
    calendar:
      typeof calendar?.content === 'string' ? { fileName: calendar.filename ?? 'calendar.ics', text: calendar.content.replace(/\r?\n/g, '\r\n') } : null,
  };
}

/** The mail of a page below this one. */
export async function mailOfPage(ports: Ports, name: string): Promise<OutboxMail> {
  return (await outboxMail(outboxFolder(ports), name)) ?? error(404);
}

function timeOf(name: string): Date {
  return new Date(name.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z'));
}

function addressOf(address: Address | undefined): string {
  if (!address?.address) return '';
  return address.name ? `${address.name} <${address.address}>` : address.address;
}
