import { addDays, loadHours, removeDays, saveWeek } from '../../hours-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => loadHours(locals, 'self');

export const actions: Actions = { week: saveWeek('self'), add: addDays('self'), remove: removeDays('self') };
