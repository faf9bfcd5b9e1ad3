/**
 * Where the guest's page begins in the browser: built by `tools/guest-page.ts`, fetched beside the rest of the page. It asks at once what the
 * link opens, so that the answer is there when the page can show it.
 */
import { look } from './door.ts';
import { readFragment } from './fragment.ts';

const key = readFragment(location.hash);
const asked = key === null ? null : { key, answer: look(key) };
void import('./page.ts').then(({ showPage }) => showPage(asked));
