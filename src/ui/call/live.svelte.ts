/** The visit as Svelte sees it: one value, replaced whole at each change. */
import { openVisit, type Visit, type VisitOptions, type VisitState } from '#lib/call/index.ts';

/** Close the visit with the page. */
export class LiveVisit {
  state = $state.raw<VisitState>({ phase: 'connecting' });
  readonly visit: Visit;

  constructor(options: Omit<VisitOptions, 'changed'>) {
    this.visit = openVisit({ ...options, changed: (state) => (this.state = state) });
  }
}
