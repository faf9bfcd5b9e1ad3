/** Stands in the document itself and runs before anything is fetched, so that the answer is there when the page can show it. */
import { leaveAnswer } from './asked.ts';
import { readFragment } from './fragment.ts';

const key = readFragment(location.hash);
if (key) leaveAnswer(key);
