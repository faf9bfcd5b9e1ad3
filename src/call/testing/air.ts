/**
 * What lies between two connections: which candidates reach each other, how long checks and handshakes take, which paths die, and what has
 * been seen of it. A path dies with the address of either end; ICE says `disconnected` five seconds later, and `failed` only where `fails`.
 */
import type { Chance } from './clock.ts';
import type { Device } from './device.ts';
import type { FakeConnection } from './peer-connection.ts';

export interface Candidate {
  readonly type: 'host' | 'relay';
  readonly device: Device;
  /** The device's when it was gathered. */
  readonly address: number;
  readonly ufrag: string;
}
export interface Path {
  readonly ends: readonly [Candidate, Candidate];
  readonly connections: readonly [FakeConnection, FakeConnection];
}

/** RFC 7675, 5.1: consent is gone after thirty seconds; browsers say `disconnected` after about five, `failed` after fifteen or never. */
const DISCONNECTED_MS = 5_000;
const FAILED_MS = 15_000;

export class Air {
  readonly chance: Chance;
  /** So many of the next rounds of checks get no answer. */
  doomed = 0;
  /** Whether ICE admits in the end that it has failed. */
  fails = false;
  /** The open ones. */
  readonly connections = new Set<FakeConnection>();
  readonly devices = new Map<string, Device>();
  /** Told of each track that is put into a connection. */
  attached: (device: Device, track: unknown) => void = () => undefined;
  readonly #rounds = new Map<string, 'doomed' | 'tried'>();

  constructor(chance: Chance) {
    this.chance = chance;
  }

  delayMs(): number {
    return 1 + Math.floor(this.chance() * 30);
  }
  takes(): Promise<void> {
    return new Promise((done) => setTimeout(done, Math.floor(this.chance() * 4)));
  }
  isAlive(path: Path | null): boolean {
    return (
      path !== null &&
      path.connections.every((each) => !each.isClosed) &&
      path.ends.every(({ device, address }) => device.reachable && device.address === address)
    );
  }

  /** Something changed at this connection that may bring two together. */
  consider(one: FakeConnection): void {
    const other = [...this.connections].find(
      (each) => each !== one && each.localUfrag !== null && each.localUfrag === one.remoteUfrag && each.remoteUfrag === one.localUfrag,
    );
    if (!other || one.signalingState !== 'stable' || other.signalingState !== 'stable' || !this.#pathOf(one, other)) return;
    const round = [one.localUfrag, other.localUfrag].sort().join();
    if (this.#rounds.has(round)) return;
    this.#rounds.set(round, this.doomed > 0 ? 'doomed' : 'tried');
    if (this.doomed > 0) return void (this.doomed -= 1);
    setTimeout(() => this.#check(one, other, round), 2 * this.delayMs());
  }

  #check(one: FakeConnection, other: FakeConnection, round: string): void {
    const path = this.#pathOf(one, other);
    if ([one.localUfrag, other.localUfrag].sort().join() !== round || !path || !this.isAlive(path)) return void this.#rounds.delete(round);
    for (const each of [one, other]) each.pathFound(path);
    this.#secure(one, other, path);
  }

  /** DTLS is made once: who already speaks to somebody answers no other. */
  #secure(one: FakeConnection, other: FakeConnection, path: Path): void {
    if (one.partner || other.partner) return;
    setTimeout(() => {
      if (one.partner || other.partner || !this.isAlive(path)) return;
      one.secured(other);
      other.secured(one);
    }, 2 * this.delayMs());
  }

  /** The best pair both ends know, under the present round of each. */
  #pathOf(one: FakeConnection, other: FakeConnection): Path | null {
    const known = (from: FakeConnection, to: FakeConnection) =>
      to.heard.filter((candidate) => candidate.ufrag === from.localUfrag && candidate.address === candidate.device.address);
    const [mine, theirs] = [known(one, other), known(other, one)];
    const best = (candidates: readonly Candidate[]) => candidates.find(({ type }) => type === 'host') ?? candidates[0];
    const [a, b] = [best(mine), best(theirs)];
    return a && b ? { ends: [a, b], connections: [one, other] } : null;
  }

  /** An address changed, a device went away or came back, or a connection was closed. */
  stirred(): void {
    for (const each of this.connections) {
      const { path } = each;
      if (!path) continue;
      if (this.isAlive(path)) {
        each.pathReturned();
        this.#secure(...path.connections, path);
        continue;
      }
      const still = () => each.path === path && !this.isAlive(path);
      setTimeout(() => still() && each.iceIs('disconnected'), DISCONNECTED_MS);
      setTimeout(() => still() && this.fails && each.iceIs('failed'), FAILED_MS);
    }
    for (const each of this.connections) this.consider(each);
  }
}
