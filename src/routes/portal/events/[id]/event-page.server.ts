import { error } from '@sveltejs/kit';
import { eventPage } from '#lib/server/use/events.ts';
import { providerOf } from '../../account-page.server.ts';

/** A stranger, a colleague and a wrong id learn the same. */
export async function eventOr404(locals: App.Locals, id: string) {
  const { session, practice } = providerOf(locals);
  const found = await eventPage(locals.ports, session, id);
  if (!found) error(404, 'not-there');
  return { ...found, session, practice };
}
