import { error } from '@sveltejs/kit';
import { mailOfPage } from '../../outbox.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
  const { calendar } = await mailOfPage(locals.ports, params.mail);
  if (!calendar) error(404);
  const fileName = calendar.fileName.replace(/[^\w.-]/g, '');
  return new Response(calendar.text, {
    headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': `attachment; filename="${fileName}"` },
  });
};
