import { error, redirect } from '@sveltejs/kit';
import { EXPORT_FORMS, exportPractice } from '#lib/server/use/export-practice.ts';
import { oneOf, readFields } from '../../../form-fields.server.ts';
import type { RequestHandler } from './$types';

/** A file as the answer to a form, without script too; what is refused leads back to the form. */
export const POST: RequestHandler = async ({ locals, request }) => {
  const fields = await readFields(request);
  const form = oneOf(EXPORT_FORMS, fields.text('form')) ?? 'everything';
  const made = await exportPractice(locals.ports, locals.session, fields.text('password'), locals.address, form);
  if ('refused' in made) {
    if (made.refused === 'forbidden') error(403, 'forbidden');
    redirect(303, `/portal/practice/export?form=${form}&refused=${made.refused}`);
  }
  const [type, name] = form === 'everything' ? ['application/json', 'incamera-export.json'] : ['text/csv', `incamera-${form}.csv`];
  return new Response(made.text, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
};
