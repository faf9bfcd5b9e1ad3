/** The account pages' look at the waiting rooms: who waits for which event, since when. Admits nobody, connects to nobody. */
import type { Preset, ServerMessage } from './protocol.ts';
import { openSignal, type TicketAnswer } from './signal.ts';

export type RosterEvent = Extract<ServerMessage, { type: 'roster' }>['events'][number];
export type PresenceState =
  | { readonly phase: 'connecting' | 'lost'; readonly events: readonly RosterEvent[] }
  | { readonly phase: 'watching'; readonly events: readonly RosterEvent[] }
  | { readonly phase: 'ended'; readonly events: readonly never[] };

export interface PresenceOptions {
  readonly ticket: () => Promise<TicketAnswer>;
  readonly changed: (state: PresenceState) => void;
}
export interface Presence {
  readonly state: PresenceState;
  /** To all who wait for that event; false: not sent, the line is broken. */
  tell(event: string, preset: Preset): boolean;
  close(): void;
}

export function openPresence(options: PresenceOptions): Presence {
  let state: PresenceState = { phase: 'connecting', events: [] };
  const become = (next: PresenceState) => {
    state = next;
    options.changed(next);
  };
  const signal = openSignal({
    ticket: options.ticket,
    hello: () => ({}),
    receive(message) {
      if (message.type === 'roster') become({ phase: 'watching', events: message.events });
    },
    // What was known stays in sight while the line is made again.
    lost: () => become({ phase: state.phase === 'connecting' ? 'connecting' : 'lost', events: state.events }),
    ended: () => become({ phase: 'ended', events: [] }),
  });
  return {
    get state() {
      return state;
    },
    tell: (event, preset) => signal.command({ type: 'preset', event, preset }),
    close: () => signal.close(),
  };
}
