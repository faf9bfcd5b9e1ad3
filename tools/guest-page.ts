/**
 * The guest's page as one script and one style sheet of its own, without the framework's router: whoever opens a link on a slow telephone
 * fetches nothing that only an account needs, and in two requests instead of thirty.
 */
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, type Plugin, type Rolldown } from 'vite';

const ENTRY = fileURLToPath(new URL('../src/ui/join/entry.ts', import.meta.url));
const MODULE = 'virtual:guest-page';
const RESOLVED = `\0${MODULE}`;
/** The web role serves this folder as never changing: names carry a hash of what is in them. */
const FOLDER = '_app/immutable/guest';

export function guestPage(): Plugin {
  let built: Promise<readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[]> | null = null;
  const output = () => (built ??= buildGuest());
  return {
    name: 'incamera-guest-page',
    apply: 'build',
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    async load(id) {
      if (id !== RESOLVED) return undefined;
      const files = await output();
      const entry = files.find((file) => file.type === 'chunk' && file.isEntry);
      if (entry?.type !== 'chunk') throw new Error('The guest’s page has no script.');
      // What the first script fetches next is named in the page, so that both come at once.
      const next = files.filter((file) => file.type === 'chunk').filter(({ fileName }) => entry.dynamicImports.includes(fileName));
      const together = new Set([...next.flatMap(({ fileName, imports }) => [fileName, ...imports])].filter((name) => name !== entry.fileName));
      const styles = [entry, ...next].flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]);
      return [
        `export const script = ${JSON.stringify(`/${entry.fileName}`)};`,
        `export const preloads = ${JSON.stringify([...together].map((name) => `/${name}`))};`,
        `export const styles = ${JSON.stringify(styles.map((name) => `/${name}`))};`,
      ].join('\n');
    },
    async generateBundle() {
      if (this.environment.name !== 'client') return;
      for (const file of await output()) this.emitFile({ type: 'asset', fileName: file.fileName, source: file.type === 'chunk' ? file.code : file.source });
    },
  };
}

async function buildGuest(): Promise<readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[]> {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [svelte({ configFile: false })],
    build: {
      write: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: false,
      rolldownOptions: {
        input: { guest: ENTRY },
        output: {
          entryFileNames: `${FOLDER}/[name].[hash].js`,
          chunkFileNames: `${FOLDER}/[name].[hash].js`,
          assetFileNames: `${FOLDER}/[name].[hash][extname]`,
        },
      },
    },
  });
  const [only] = Array.isArray(result) ? result : [result];
  if (only === undefined || !('output' in only)) throw new Error('The guest’s page was not built.');
  return only.output;
}
