import { hoursActions, loadHours } from '../../hours-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => loadHours(locals, 'practice');

export const actions: Actions = hoursActions('practice');
