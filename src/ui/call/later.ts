/** What the call screen needs only after the first picture: fetched then, so that nobody waits for it before. */
export { default as Chat } from './Chat.svelte';
export { default as CodePanel } from './CodePanel.svelte';
export { default as CodePictures } from './CodePictures.svelte';
export { default as Keys } from './Keys.svelte';
export { default as More } from './More.svelte';
