/** The answer to one of one's own appointments, wherever it is shown. */
import { isUuid } from '#lib/rules/uuid.ts';
import { fail } from '@sveltejs/kit';
import { parseReply } from '#lib/rules/reply.ts';
import { replyOwn } from '#lib/server/use/reply.ts';
import { readFields } from './form-fields.server.ts';

const STATUS = { over: 410, cancelled: 410, unknown: 404, limited: 429, forbidden: 403 } as const;

export async function replyAction({ request, locals }: { readonly request: Request; readonly locals: App.Locals }) {
  const fields = await readFields(request);
  const reply = parseReply(fields.text('reply'));
  const invitation = fields.text('invitation');
  if (reply === null || !isUuid(invitation)) return fail(404, { replyRefused: 'unknown' as const });
  const replied = await replyOwn(locals.ports, locals.session, invitation, reply);
  if ('refused' in replied) return fail(STATUS[replied.refused], { replyRefused: replied.refused });
  return { replied: replied.reply };
}
