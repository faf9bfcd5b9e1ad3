/**
 * The guest's page as one script of its own, without the framework's router, and with what comes first inside the document: whoever opens a
 * link on a slow telephone fetches nothing that only an account needs, and in three requests instead of thirty.
 */
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';

const source = (name: string) => fileURLToPath(new URL(`../src/ui/join/${name}`, import.meta.url));
const MODULE = 'virtual:guest-page';
const RESOLVED = `\0${MODULE}`;
/** The web role serves this folder as never changing: names carry a hash of what is in them. */
const FOLDER = '_app/immutable/guest';

type Output = readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[];
interface Guest {
  readonly page: Output;
  /** Runs before anything is fetched. */
  readonly ask: string;
}

export function guestPage(): Plugin {
  let built: Promise<Guest> | null = null;
  const guest = () => (built ??= buildGuest());
  return {
    name: 'incamera-guest-page',
    apply: 'build',
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return undefined;
      const { page, ask } = await guest();
      const entry = page.find((file) => file.type === 'chunk' && file.isEntry);
      if (entry?.type !== 'chunk') throw new Error('The guest’s page has no script.');
      const style = page.filter((file) => file.type === 'asset' && entry.viteMetadata?.importedCss.has(file.fileName));
      return Object.entries({
        script: `/${entry.fileName}`,
        ask: inside(ask),
        style: style.map((file) => (file.type === 'asset' ? inside(String(file.source)) : '')).join('\n'),
      })
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};`)
        .join('\n');
    },
    async generateBundle() {
      if (this.environment.name !== 'client') return;
      for (const file of (await guest()).page)
        this.emitFile({ type: 'asset', fileName: file.fileName, source: file.type === 'chunk' ? file.code : file.source });
    },
  };
}

/** What stands inside an element must not end it. */
function inside(text: string): string {
  if (/<\/(script|style)|<!--/i.test(text)) throw new Error('This cannot stand inside a document.');
  return text.trim();
}

async function buildGuest(): Promise<Guest> {
  const [page, ask] = await Promise.all([
    run({
      plugins: [svelte({ configFile: false })],
      build: {
        rolldownOptions: {
          input: { page: source('page.ts') },
          output: {
            entryFileNames: `${FOLDER}/[name].[hash].js`,
            chunkFileNames: `${FOLDER}/[name].[hash].js`,
            assetFileNames: `${FOLDER}/[name].[hash][extname]`,
          },
        },
      },
    }),
    run({ build: { rolldownOptions: { input: { ask: source('ask.ts') }, output: { format: 'iife' } } } }),
  ]);
  const [first] = ask;
  if (first?.type !== 'chunk') throw new Error('The guest’s page does not ask.');
  return { page, ask: first.code };
}

async function run(config: InlineConfig): Promise<Output> {
  const result = await build({
    ...config,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: { ...config.build, write: false, target: 'es2022', assetsInlineLimit: 0, modulePreload: false },
  });
  const [only] = Array.isArray(result) ? result : [result];
  if (only === undefined || !('output' in only)) throw new Error('The guest’s page was not built.');
  return only.output;
}
