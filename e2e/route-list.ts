/** The routes there are, read from their files: what the table of routes is held against. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RouteRow } from '../src/rules/routes.ts';

const FOLDER = join(import.meta.dirname, '../src/routes');

/** Each with what can be asked of it: `view`, the names of its form actions, its methods. */
export function routesThere(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const file of globSync('**/+{page,server,page.server}.{svelte,ts}', { cwd: FOLDER })) {
    const path = `/${file.replaceAll('\\', '/').replace(/\/?\+[^/]*$/, '')}`;
    found.set(path, [...(found.get(path) ?? []), ...asksOf(file, readFileSync(join(FOLDER, file), 'utf8'))]);
  }
  return found;
}

function asksOf(file: string, text: string): readonly string[] {
  if (file.endsWith('+page.svelte')) return ['view'];
  if (file.endsWith('+server.ts'))
    return [...text.matchAll(/^export (?:const|(?:async )?function) (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|fallback)\b/gm)].map(([, name = '']) => name);
  const inOneLine = /^export const actions\b[^=]*= \{ (.*) \};$/m.exec(text)?.[1];
  if (inOneLine !== undefined) return inOneLine.split(',').map((each) => each.replace(/:.*/, '').trim());
  const actions = /^export const actions\b[^=]*= \{\n([\s\S]*?)^\}/m.exec(text);
  if (actions === null && /export[^\n]*\bactions\b/.test(text)) return ['actions that cannot be read: write them as `export const actions: Actions = {…}`'];
  return [...(actions?.[1] ?? '').matchAll(/^ {2}(?:async )?(\w+)(?:[:,]|\()/gm)].map(([, name = '']) => name);
}

/** Sentences that say which rows are missing, and which stand for nothing. Empty: all is as it must be. */
export function differences(there: ReadonlyMap<string, readonly string[]>, table: Readonly<Record<string, RouteRow>>): readonly string[] {
  const missing = [...there].flatMap(([path, asks]) => asks.filter((ask) => !table[path]?.asks[ask]).map((ask) => `src/rules/routes.ts lacks ${path} ${ask}`));
  const idle = Object.entries(table).flatMap(([path, row]) =>
    Object.keys(row.asks)
      .filter((ask) => !there.get(path)?.includes(ask))
      .map((ask) => `src/rules/routes.ts names ${path} ${ask}, which does not exist`),
  );
  return [...missing, ...idle];
}

/** The fields that the routes read of forms. */
export function fieldsRead(): readonly string[] {
  const names = globSync('**/*server.ts', { cwd: FOLDER }).flatMap((file) =>
    [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/(?:[fF]ields|\)\))\.(?:text|all)\('([\w-]+)'\)|form\.get\('([\w-]+)'\)/g)].map(
      ([, name, other = '']) => name ?? other,
    ),
  );
  return [...new Set(names)];
}
