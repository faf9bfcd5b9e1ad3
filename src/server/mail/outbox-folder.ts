/** Where mails lie in development when there is no mail server: one file each, for the person at this machine only. */
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Transport } from './transport.ts';

/** `20261124T083000123Z-<id>.eml`: by name is by time. */
function outboxFile(at: Date, id: string): string {
  return `${at.toISOString().replace(/[-:.]/g, '')}-${id.replace(/[^A-Za-z0-9-]/g, '')}.eml`;
}

export function folderTransport(folder: string): Transport {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(message) {
      const { message: bytes } = await composer.sendMail(message);
      if (!Buffer.isBuffer(bytes)) throw new Error('The mail was not composed in memory.');
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const at = message.date instanceof Date ? message.date : new Date(0);
      const name = outboxFile(at, (message.messageId ?? '').split('@')[0] ?? '');
      // A reader sees whole files only: the page, a test, a person.
      const unfinished = join(folder, `.${name}`);
      const file = await open(unfinished, 'w', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, join(folder, name));
      return { ok: true };
    },
  };
}
