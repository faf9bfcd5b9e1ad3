/** Mails as a person would read them: parsed by a mail program's parser from the development outbox. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import PostalMime, { type Email } from 'postal-mime';

export interface ReadMail {
  readonly to: string;
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Links of the text part, in order. */
  readonly links: readonly string[];
  /** `ABC-DEF-GHJ`, when the mail has one. */
  readonly entryCode: string | null;
  readonly parsed: Email;
  /** As it went out. */
  readonly source: string;
}

const WAIT_LIMIT_MS = 20_000;

export class Outbox {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Oldest first. */
  async all(): Promise<readonly ReadMail[]> {
    if (!existsSync(this.#folder)) return [];
    const paths = readdirSync(this.#folder)
      .filter((name) => name.endsWith('.eml') && !name.startsWith('.'))
      .map((name) => join(this.#folder, name));
    const byTime = paths.map((path) => ({ path, at: statSync(path).mtimeMs })).sort((a, b) => a.at - b.at || a.path.localeCompare(b.path));
    return Promise.all(byTime.map(({ path }) => readMail(readFileSync(path, 'utf8'))));
  }

  /** The newest mail to that address that satisfies the condition; waits for it. */
  async newestTo(address: string, condition: (mail: ReadMail) => boolean = () => true): Promise<ReadMail> {
    const deadline = performance.now() + WAIT_LIMIT_MS;
    for (;;) {
      const found = (await this.all()).findLast((mail) => mail.to === address && condition(mail));
      if (found !== undefined) return found;
      if (performance.now() > deadline) throw new Error(`No such mail to ${address} after ${WAIT_LIMIT_MS / 1000} s`);
      await delay(50);
    }
  }
}

/** Also for what a real SMTP server received. */
export async function readMail(source: string): Promise<ReadMail> {
  const parsed = await PostalMime.parse(source);
  const text = parsed.text ?? '';
  return {
    to: parsed.to?.[0]?.address ?? '',
    from: parsed.from?.address ?? '',
    subject: parsed.subject ?? '',
    text,
    html: parsed.html ?? '',
    links: text.match(/https?:\/\/[^\s<>"]+/g) ?? [],
    entryCode: /\b[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{3}\b/.exec(text)?.[0] ?? null,
    parsed,
    source,
  };
}
