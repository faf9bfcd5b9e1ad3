/** Where the guest's page begins in the browser: built by `tools/guest-page.ts`, mounted into what the server has drawn. */
import { mount } from 'svelte';
import type { Language } from '#lib/words/fill.ts';
import type { CallWords } from '#lib/words/call/index.ts';
import type { GuestWords } from '#lib/words/join/index.ts';
import type { FootWords } from '#lib/words/site/index.ts';
import Guest from './Guest.svelte';
import './page.css';

/** What the server wrote into the page it sent with this script. */
interface GuestPage {
  readonly words: GuestWords;
  readonly callWords: CallWords;
  readonly footWords: FootWords;
  readonly language: Language;
  readonly signalUrl: string;
}

const target = document.getElementById('guest');
const page = document.getElementById('guest-words')?.textContent;
if (target !== null && page !== undefined) {
  target.replaceChildren();
  mount(Guest, { target, props: JSON.parse(page) as GuestPage });
}
