/** The visit and the presence as Svelte sees them: one value, replaced whole at each change. */
import {
  openPresence,
  openVisit,
  type Presence,
  type PresenceOptions,
  type PresenceState,
  type Visit,
  type VisitOptions,
  type VisitState,
} from '#lib/call/index.ts';

/** Close the visit with the page. */
export class LiveVisit {
  state = $state.raw<VisitState>({ phase: 'connecting' });
  readonly visit: Visit;

  constructor(options: Omit<VisitOptions, 'changed'>) {
    this.visit = openVisit({ ...options, changed: (state) => (this.state = state) });
  }
}

/** Who waits, for any page of the account. Close the presence with the page. */
export class LivePresence {
  state = $state.raw<PresenceState>({ phase: 'connecting', events: [] });
  readonly presence: Presence;

  constructor(options: Omit<PresenceOptions, 'changed'>) {
    this.presence = openPresence({ ...options, changed: (state) => (this.state = state) });
  }
}
