/** One host and one guest, and what can happen to them: lines, networks, servers, devices and reloads, in any order. */
import { pass } from './clock.ts';
import type { Break } from './network.ts';
import type { Meeting } from './portal.ts';
import { Rehearsal, type Person } from './rehearsal.ts';

type Who = 'guest' | 'host';
export type Happening = { readonly later: number } & (
  | { readonly what: 'break'; readonly who: Who; readonly how: Break }
  | { readonly what: 'restart'; readonly how: Break | null; readonly downMs: number }
  | { readonly what: 'move'; readonly who: Who; readonly saysOnline: boolean }
  | { readonly what: 'lose'; readonly who: Who; readonly ms: number; readonly elsewhere: boolean }
  | { readonly what: 'doom'; readonly rounds: number }
  | { readonly what: 'mute'; readonly who: Who; readonly sound: boolean; readonly picture: boolean }
  | { readonly what: 'reload'; readonly who: Who }
  | { readonly what: 'admit' | 'take-over' }
);
export interface Story {
  readonly seed: number;
  readonly meeting: Meeting;
  /** The guest's address is shown to nobody, ever. */
  readonly hides: boolean;
  /** Whether ICE says in the end that it has failed. */
  readonly fails: boolean;
  readonly guestFirst: boolean;
  readonly happenings: readonly Happening[];
}

/** What broke is seen by then: a dead path after five seconds, a silent line after twelve. */
const STAYS_MS = 14_000;

export class Consultation extends Rehearsal {
  guest: Person;
  /** The second device comes with the first wish to take over. */
  hosts: [Person, Person | null];
  readonly #hides: boolean;

  constructor({ seed, meeting, hides, fails, guestFirst }: Omit<Story, 'happenings'>) {
    super(seed, meeting);
    this.air.fails = fails;
    this.#hides = hides;
    const guest = () => this.open('guest', 'guest', { hideAddress: hides });
    const early = guestFirst ? guest() : null;
    this.hosts = [this.open('host', 'host'), null];
    this.guest = early ?? guest();
  }

  /** The device that leads; the first while none does. */
  get host(): Person {
    return this.hosts.find((each) => each !== null && leads(each)) ?? this.hosts[0];
  }

  happen(each: Happening): void {
    this.#look();
    switch (each.what) {
      case 'break':
        return this.portal.network.break(this[each.who].device, each.how);
      case 'restart':
        return this.portal.restart(each.how, each.downMs);
      case 'move':
        return this.move(this[each.who], each.saysOnline);
      case 'lose':
        return this.lose(this[each.who], each.ms, each.elsewhere);
      case 'doom':
        this.air.doomed += each.rounds;
        return;
      case 'mute': {
        const person = this[each.who];
        person.sound.enabled = each.sound;
        person.picture.enabled = each.picture;
        return this.showTracks(person);
      }
      case 'reload':
        return this.#reload(each.who);
      case 'admit':
        return this.admit();
      case 'take-over': {
        const [first, second] = this.hosts;
        if (!second) this.hosts = [first, this.open('host', 'second')];
        else for (const host of [first, second]) if (!leads(host)) host.visit.takeOver();
        return;
      }
      default:
        return each satisfies never;
    }
  }

  #reload(who: Who): void {
    const { visit, receipt, device } = this[who];
    visit.close();
    if (who === 'guest') {
      this.guest = this.open('guest', 'guest', { receipt, hideAddress: this.#hides });
      return;
    }
    const again = this.open('host', device.name);
    const [first, second] = this.hosts;
    this.hosts = first.device === device ? [again, second] : [first, again];
  }

  admit(): void {
    const { state } = this.host.visit;
    if (state.phase === 'hosting') for (const { participant } of state.waiting) this.host.visit.admit(participant);
  }

  /** Whoever waits sends nothing, also who was inside before. */
  #look(): void {
    if (this.guest.visit.state.phase !== 'waiting') return;
    const sending = this.connectionsOf(this.guest).some(({ transceivers }) => transceivers.some(({ sender }) => sender.track));
    if (sending) this.breaches.push('the guest waits and sends');
  }

  /** As people would: takes over where a page of theirs that is gone still leads, and lets in again who waits again. */
  #attend(): void {
    if (!leads(this.host)) this.host.visit.takeOver();
    this.admit();
  }

  /** What is not yet as both people expect it. */
  complaints(): readonly string[] {
    const { guest, host } = this;
    const [inside, hosting] = [guest.visit.state, host.visit.state];
    if (inside.phase !== 'inside' || hosting.phase !== 'hosting') return [`the guest is ${inside.phase}, the host ${hosting.phase}`];
    const found: string[] = [];
    const complain = (what: string, holds: boolean) => {
      if (!holds) found.push(what);
    };
    const ofGuest = inside.peers.find(({ participant }) => participant === hosting.self);
    const ofHost = hosting.peers.find(({ participant }) => participant === inside.self);
    complain('a host leads', hosting.elected);
    for (const each of this.hosts) {
      const state = each?.visit.state;
      if (each !== host) complain('who stands by has no links', state?.phase !== 'hosting' || state.peers.length === 0);
    }
    complain('the lines stand', !inside.signalLost && !hosting.signalLost);
    // Pages that were left while their lines were silent are in the list for a while: others of the same people.
    complain('they know each other', ofGuest?.name === host.device.name && ofHost?.name === 'guest');
    for (const peer of [ofGuest, ofHost]) {
      complain(`both are connected: one is ${peer?.connection}`, peer?.connection === 'connected');
      complain(`both codes are there: one is ${peer?.code.state}`, peer?.code.state === 'ready');
    }
    if (ofGuest?.code.state === 'ready' && ofHost?.code.state === 'ready') complain('both codes are the same', ofGuest.code.digits === ofHost.code.digits);
    for (const [person, other, peer] of [
      [guest, host, ofGuest],
      [host, guest, ofHost],
    ] as const) {
      const connection = this.connectionsOf(person).find((each) => each.reached?.device === other.device);
      complain('one reaches the other', connection !== undefined);
      complain('it carries sound and picture', connection?.transceivers.map(({ sender }) => sender.track?.kind).join() === 'audio,video');
      complain('sound and picture are shown', peer?.sound !== null && (peer?.picture !== null) === other.picture.enabled);
    }
    return found;
  }

  /** Waits until all is well and stays so. @returns what was not after that time. */
  async calm(ms: number): Promise<readonly string[]> {
    this.air.doomed = 0;
    while (this.people.some(({ device }) => !device.reachable)) await pass(1_000);
    let found: readonly string[] = [];
    let wellMs = 0;
    for (let passed = 0; wellMs < STAYS_MS; passed += 1_000) {
      await pass(1_000);
      this.#look();
      this.#attend();
      found = this.complaints();
      wellMs = found.length === 0 ? wellMs + 1_000 : 0;
      if (wellMs === 0 && passed >= ms) return found;
    }
    return [];
  }
}

function leads({ visit }: Person): boolean {
  return visit.state.phase === 'hosting' && visit.state.elected;
}
