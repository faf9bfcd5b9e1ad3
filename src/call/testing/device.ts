/** One person's device: where it hangs in the network, and whose browser a listener belongs to. */
import type { Chance } from './clock.ts';

let acting: Device | null = null;
const whose = new WeakMap<() => void, Device>();

export class Device {
  readonly name: string;
  readonly chance: Chance;
  /** The longest time a message of this device takes one way. */
  slowestMs: number;
  /** A new one with each network; paths from an earlier one are dead. */
  address = 1;
  reachable = true;
  /** So many of the next relayed messages come twice. */
  repeats = 0;
  readonly #online = new Set<() => void>();

  constructor(name: string, chance: Chance, slowestMs = 40) {
    this.name = name;
    this.chance = chance;
    this.slowestMs = slowestMs;
  }

  delayMs(): number {
    return 1 + Math.floor(this.chance() * this.slowestMs);
  }
  /** What this device's page does, so that it listens to this device's events. */
  run<T>(what: () => T): T {
    const before = acting;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- whose turn it is, for as long as the page acts
    acting = this;
    try {
      return what();
    } finally {
      acting = before;
    }
  }
  /** To what happens to the device that acts, or from it. */
  static listen(listener: () => void): void {
    if (!acting) throw new Error('no device acts: use device.run');
    whose.set(listener, acting);
    acting.#online.add(listener);
  }
  static unlisten(listener: () => void): void {
    const device = whose.get(listener);
    if (device) device.#online.delete(listener);
  }
  get listeners(): number {
    return this.#online.size;
  }
  /** The browser says that the network is there again, or another one. */
  sayOnline(): void {
    for (const listener of [...this.#online]) this.run(listener);
  }
}

/** The device whose page runs at this moment. */
export function actingDevice(): Device {
  if (!acting) throw new Error('no device acts: use device.run');
  return acting;
}
