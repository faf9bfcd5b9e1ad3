import { error, redirect } from '@sveltejs/kit';
import { exportPractice } from '#lib/server/use/export-practice.ts';
import { readFields } from '../../../form-fields.server.ts';
import type { RequestHandler } from './$types';

/** A file as the answer to a form, without script too; what is refused leads back to the form. */
export const POST: RequestHandler = async ({ locals, request }) => {
  const made = await exportPractice(locals.ports, locals.session, (await readFields(request)).text('password'), locals.address);
  if ('refused' in made) {
    if (made.refused === 'forbidden') error(403, 'forbidden');
    redirect(303, `/portal/practice/export?refused=${made.refused}`);
  }
  return new Response(made.json, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="incamera-export.json"',
      'cache-control': 'no-store',
    },
  });
};
