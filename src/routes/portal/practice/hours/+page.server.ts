import { addDays, loadHours, removeDays, saveWeek } from '../../hours-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => loadHours(locals, 'practice');

export const actions: Actions = { week: saveWeek('practice'), add: addDays('practice'), remove: removeDays('practice') };
