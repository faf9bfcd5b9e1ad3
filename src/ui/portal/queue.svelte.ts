/** Who waits, kept up to date on every page of the account by one socket that admits nobody. */
import * as v from 'valibot';
import { openPresence, type Presence, type Preset, type Refusal, type TicketAnswer } from '../../call/index.ts';
import { calls, endings, isInConsultation, newcomers, queueRows, unknownEvents, type Known, type RosterEvent } from './roster.ts';

/** Minutes are shown; this often they may change. */
const TICK_MS = 5_000;

const ticketAnswer = v.union([v.object({ ticket: v.string(), signalUrl: v.string() }), v.object({ refused: v.string() })]);
const waitingAnswer = v.object({
  events: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      size: v.picklist(['single', 'group']),
      zone: v.string(),
      startsAt: v.number(),
      mayHost: v.boolean(),
      labels: v.record(v.string(), v.string()),
    }),
  ),
});
const extendAnswer = v.object({ plannedEnd: v.number(), zone: v.string() });

export interface Arrival {
  readonly participants: readonly string[];
  /** Events in whose room nobody is; empty: the open room's page rings. */
  readonly calling: readonly string[];
}

export class WaitingQueue {
  phase = $state<'off' | 'connecting' | 'watching' | 'lost' | 'outdated' | 'signed-out'>('off');
  roster = $state.raw<readonly RosterEvent[]>([]);
  known = $state.raw<Known>(new Map());
  /** ms since the epoch by the server's clock, as the roster's times are. */
  now = $state(0);
  /** The last preset told, by event. */
  told = $state.raw<ReadonlyMap<string, Preset>>(new Map());

  readonly rows = $derived(queueRows(this.roster, this.known));
  readonly quiet = $derived(isInConsultation(this.roster, this.known));
  readonly #all = $derived(endings(this.roster, this.known, this.now));
  readonly endings = $derived(this.#all.filter((each) => this.#declined.get(each.event) !== each.plannedEnd));
  readonly insideCount = $derived(this.roster.reduce((sum, { inside }) => sum + inside.length, 0));
  #declined = $state.raw<ReadonlyMap<string, number>>(new Map());

  #presence: Presence | null = null;
  #signedOut = false;
  #skewMs = 0;
  #asked = new Set<string>();

  /** Answers how to stop. `arrived` is told of each who comes, with the labels already known where they could be had. */
  start(arrived: (arrival: Arrival) => void): () => void {
    this.phase = 'connecting';
    this.now = Date.now();
    const clock = setInterval(() => (this.now = Date.now() + this.#skewMs), TICK_MS);
    this.#signedOut = false;
    let stopped = false;
    const presence = openPresence({
      ticket: async () => {
        const answer = await this.#ticket();
        if ('refused' in answer && answer.refused === 'signed-out') this.#signedOut = true;
        return answer;
      },
      changed: (state) => {
        if (stopped) return;
        const before = this.roster;
        this.roster = state.events;
        this.now = Date.now() + this.#skewMs;
        this.phase = this.#signedOut ? 'signed-out' : state.phase === 'ended' ? 'outdated' : state.phase;
        const news = newcomers(before, state.events);
        void this.#learn().then(() => {
          if (news.length > 0) arrived({ participants: news.map((each) => each.participant), calling: calls(this.roster, news) });
        });
      },
    });
    this.#presence = presence;
    return () => {
      stopped = true;
      clearInterval(clock);
      presence.close();
      this.#presence = null;
      this.phase = 'off';
    };
  }

  /** false: the line is broken just now. */
  tell(event: string, preset: Preset): boolean {
    if (this.#presence?.tell(event, preset) !== true) return false;
    this.told = new Map(this.told).set(event, preset);
    return true;
  }

  /** "Not now" holds for this planned end; after an extension the question comes again. */
  decline(event: string, plannedEnd: number): void {
    this.#declined = new Map(this.#declined).set(event, plannedEnd);
  }

  /** Answers the new planned end; null: it did not work. */
  async extend(event: string, minutes: number): Promise<{ readonly plannedEnd: number; readonly zone: string } | null> {
    const response = await post('/portal/waiting/extend', { event, minutes });
    const answer = response?.ok === true ? v.safeParse(extendAnswer, await response.json()) : null;
    if (answer?.success !== true) return null;
    this.roster = this.roster.map((each) => (each.event === event ? { ...each, plannedEnd: answer.output.plannedEnd } : each));
    return answer.output;
  }

  async #ticket(): Promise<TicketAnswer> {
    const response = await post('/portal/ticket', { event: null });
    if (!response) return { offline: true };
    this.#skewMs = skewOf(response.headers.get('date')) ?? this.#skewMs;
    if (response.status === 401) return { refused: 'signed-out' };
    if (response.status >= 500) return { offline: true };
    const answer = v.safeParse(ticketAnswer, await response.json().catch(() => null));
    if (!answer.success) return { offline: true };
    return 'refused' in answer.output ? { refused: 'ticket-unknown' satisfies Refusal } : answer.output;
  }

  /** The labels of whoever is new; each event is asked for once per state of its invitations. */
  async #learn(): Promise<void> {
    const unknown = unknownEvents(this.roster, this.known);
    const key = JSON.stringify(
      this.roster
        .filter(({ event }) => unknown.includes(event))
        .map(({ event, waiting, inside }) => [event, ...[...waiting, ...inside].map((each) => each.invitation)]),
    );
    if (unknown.length === 0 || this.#asked.has(key)) return;
    this.#asked.add(key);
    const response = await post('/portal/waiting', { events: unknown });
    // The session has come to its absolute end before the socket: whoever waits cannot be named or let in from here any more.
    if (response?.status === 401) {
      this.#signedOut = true;
      this.phase = 'signed-out';
    }
    const answer = response?.ok === true ? v.safeParse(waitingAnswer, await response.json().catch(() => null)) : null;
    // Asked again with the next roster.
    if (answer?.success !== true) return void this.#asked.delete(key);
    this.known = new Map([...this.known, ...answer.output.events.map((each) => [each.id, each] as const)]);
  }
}

function post(path: string, body: unknown): Promise<Response | null> {
  return fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    cache: 'no-store',
  }).catch(() => null);
}

/** How far the server's clock is ahead of this one, ms, to the second. null: the header does not say. */
function skewOf(date: string | null): number | null {
  const at = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? null : at - Date.now();
}
