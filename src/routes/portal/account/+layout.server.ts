import { ACCOUNT_PAGES } from '#lib/rules/area.ts';
import { areaWords } from '#lib/words/area/index.ts';
import { areaPart } from '../area-part.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals }) => ({ part: areaPart(locals, ACCOUNT_PAGES, areaWords[locals.language].account) });
