/** Made by `tools/guest-page.ts` while building. */
declare module 'virtual:guest-page' {
  /** Paths of the guest's first script, of those it fetches next, and of their style sheets. */
  export const script: string;
  export const preloads: readonly string[];
  export const styles: readonly string[];
}
