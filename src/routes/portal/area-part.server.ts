/** The navigation of one part of the signed-in person's area: the pages that they may see. */
import type { AreaPage } from '#lib/rules/area.ts';
import { may } from '#lib/rules/authority.ts';
import { actorOf } from '#lib/server/use/actor.ts';

export interface AreaPart {
  readonly title: string;
  readonly pages: readonly { readonly path: string; readonly word: string }[];
}

export function areaPart<Name extends string>(
  locals: App.Locals,
  pages: readonly AreaPage<Name>[],
  words: { readonly title: string; readonly pages: Readonly<Record<Name, string>> },
): AreaPart {
  const actor = actorOf(locals.session);
  return { title: words.title, pages: pages.filter(({ deed }) => may(actor, deed)).map(({ name, path }) => ({ path, word: words.pages[name] })) };
}
