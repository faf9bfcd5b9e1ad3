import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDeliver } from '#lib/server/mail/deliver.ts';
import { folderTransport } from '#lib/server/mail/outbox-folder.ts';
import type { AppointmentContent } from '#lib/server/use/mail-content.ts';
import { outboxMail, outboxMails } from './outbox.server.ts';

const content: AppointmentContent = {
  kind: 'invitation',
  to: 'm.becker@mail.example',
  language: 'fr',
  practiceName: 'Cabinet du Lac',
  providerName: 'Jana Krüger',
  practiceTelephone: null,
  invitation: '0b9f4f0e-6d3c-4c0e-9a55-2d1d6f3b7a01',
  startsAt: new Date('2026-11-24T09:00:00Z'),
  zone: 'Europe/Paris',
  minutes: 50,
  link: 'https://portal.example/j#TOKEN',
  code: 'ABC-DEF-GHJ',
  landing: 'https://portal.example/',
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'incamera-outbox-'));
  const deliver = createDeliver(folderTransport(folder), 'Incamera <portal@localhost>');
  await deliver('first', content, new Date('2026-11-20T08:00:00.001Z'));
  await deliver('second', { ...content, kind: 'moved' }, new Date('2026-11-20T08:00:01Z'));
  await writeFile(join(folder, 'notes.eml'), 'Subject: not one of ours\r\n\r\n');
});
afterAll(() => rm(folder, { recursive: true }));

test('the newest mail stands first, and only mails are listed', async () => {
  const { mails, more } = await outboxMails(folder);
  expect(mails.map(({ name }) => name)).toEqual(['20261120T080001000Z-second', '20261120T080000001Z-first']);
  expect(more).toBe(false);
});

test('a mail is shown with what a person needs to go on', async () => {
  const mail = await outboxMail(folder, '20261120T080000001Z-first');
  expect(mail).toMatchObject({
    to: 'm.becker@mail.example',
    from: 'Incamera <portal@localhost>',
    subject: 'Votre rendez-vous du mardi 24 novembre 2026 à 10 h 00',
    at: new Date('2026-11-20T08:00:00.001Z'),
  });
  expect(mail?.text).toContain(content.link);
  expect(mail?.calendar?.fileName).toBe('rendez-vous.ics');
  expect(mail?.calendar?.text).toMatch(/^BEGIN:VCALENDAR\r\n/);
});

test('a name is not a path', async () => {
  for (const name of ['../x', 'notes', '20261120T080000001Z-../first', '20261120T080000001Z-first/', '']) expect(await outboxMail(folder, name)).toBeNull();
  expect(await outboxMail(folder, '20261120T080000001Z-first')).not.toBeNull();
});

test('an outbox that was never written is empty', async () => {
  expect(await outboxMails(join(folder, 'none'))).toEqual({ mails: [], more: false });
});
