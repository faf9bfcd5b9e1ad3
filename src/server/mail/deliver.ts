/** From what a mail says to the mail server's acceptance. */
import type { Deliver } from '../use/mail-content.ts';
import { messageOf, parseMailbox } from './message.ts';
import { renderMail } from './render.ts';
import type { Transport } from './transport.ts';

/** @param mailFrom `Name <a@b>` or `a@b`. */
export function createDeliver(transport: Transport, mailFrom: string): Deliver {
  const from = parseMailbox(mailFrom);
  return async (id, content, now) => {
    const message = messageOf(renderMail(content, from, now), {
      id,
      to: content.to,
      language: content.language,
      from,
      at: now,
      ...(content.kind === 'contact' && { replyTo: content.email }),
    });
    return message === null ? { refused: 'permanent' } : transport.send(message);
  };
}
