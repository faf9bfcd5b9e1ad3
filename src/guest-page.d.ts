/** Made by `tools/guest-page.ts` while building. */
declare module 'virtual:guest-page' {
  /** Path of the page's script. */
  export const script: string;
  /** A small script for the document itself: asks what the link opens. */
  export const ask: string;
  /** The page's style sheet, for the document itself. */
  export const style: string;
}
