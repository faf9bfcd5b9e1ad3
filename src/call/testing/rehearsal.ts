/** A consultation of real visits over the real hub, in browsers and a network that are not: what happens to it, and what must never be seen. */
import { randomUUID } from 'node:crypto';
import { vi } from 'vitest';
import type { ServerMessage } from '../protocol.ts';
import { openVisit, type Visit, type VisitOptions } from '../visit.ts';
import type { VisitState } from '../state.ts';
import { Air } from './air.ts';
import { chanceOf, type Chance } from './clock.ts';
import { actingDevice, Device } from './device.ts';
import { FakeConnection, FakeTrack, type FakeCertificate } from './peer-connection.ts';
import { Portal, type Meeting } from './portal.ts';
import { plugIn } from './window.ts';

export interface Person {
  readonly device: Device;
  readonly role: 'guest' | 'host';
  readonly visit: Visit;
  readonly sound: FakeTrack;
  readonly picture: FakeTrack;
  /** What the visit told its page, one after the other. */
  readonly states: VisitState[];
  /** What the page kept. */
  receipt: string | null;
}

export class Rehearsal {
  readonly chance: Chance;
  readonly portal: Portal;
  readonly air: Air;
  readonly people: Person[] = [];
  /** Addresses shown and tracks attached before the person whose device it was could know of an admission. */
  readonly breaches: string[] = [];
  readonly #invitation = randomUUID();
  readonly #knowing = new Set<Device>();
  readonly #hiding = new Set<Device>();

  constructor(seed: number, meeting: Meeting) {
    this.chance = chanceOf(seed);
    this.air = new Air(this.chance);
    this.portal = new Portal(meeting);
    const { air, portal } = this;
    plugIn(portal.network);
    vi.spyOn(Math, 'random').mockImplementation(this.chance);
    vi.stubGlobal(
      'RTCPeerConnection',
      class extends FakeConnection {
        static async generateCertificate(): Promise<FakeCertificate> {
          return { device: actingDevice(), der: Uint8Array.from({ length: 32 }, () => Math.floor(air.chance() * 256)) };
        }
        constructor(configuration: RTCConfiguration) {
          super(air, configuration);
        }
      },
    );
    portal.network.sent = (device, text) => this.#sent(device, text, meeting);
    portal.network.heard = (device, text) => {
      const message = JSON.parse(text) as ServerMessage;
      const admitted =
        message.type === 'admitted' ||
        (message.type === 'welcome' && message.place === 'admitted') ||
        (message.type === 'roster' && message.events.some(({ inside }) => inside.length > 0));
      if (admitted) this.#knowing.add(device);
    };
    air.attached = (device) => {
      if (!this.#knowing.has(device)) this.breaches.push(`${device.name} attached a track`);
    };
  }

  #sent(device: Device, text: string, meeting: Meeting): void {
    const message = JSON.parse(text) as { readonly type: string; readonly body?: string };
    if (message.type === 'admit') this.#knowing.add(device);
    if (!message.body?.includes(' typ host ')) return;
    if (this.#hiding.has(device) || (meeting !== 'loopback' && !this.#knowing.has(device))) this.breaches.push(`${device.name} showed an address`);
  }

  /** Somebody comes, on a device of their own. */
  open(role: Person['role'], name: string, options: Partial<VisitOptions> = {}): Person {
    const device = this.people.find((each) => each.device.name === name)?.device ?? new Device(name, this.chance, 10 + Math.floor(this.chance() ** 3 * 400));
    this.#knowing.delete(device);
    if (options.hideAddress) this.#hiding.add(device);
    const states: VisitState[] = [];
    const [sound, picture] = [new FakeTrack('audio'), new FakeTrack('video')];
    const visit = device.run(() =>
      openVisit({
        role,
        room: this.portal.facts.event,
        ticket: this.portal.tickets(device, role === 'guest' ? this.#invitation : null),
        name,
        receipt: null,
        receiptChanged: (receipt) => (person.receipt = receipt),
        hideAddress: false,
        changed: (state) => states.push(state),
        ...options,
      }),
    );
    const person: Person = { device, role, visit, sound, picture, states, receipt: options.receipt ?? null };
    this.showTracks(person);
    this.people.push(person);
    return person;
  }

  /** Tracks were switched on or off. */
  showTracks({ visit, sound, picture }: Person): void {
    visit.setTracks(sound as unknown as MediaStreamTrack, picture as unknown as MediaStreamTrack);
  }

  /** The device hangs on another network: paths die, lines die silently, and the browser says `online`. */
  move({ device }: Person, saysOnline: boolean): void {
    device.address += 1;
    this.portal.network.break(device, { delivers: false, told: false });
    this.air.stirred();
    if (saysOnline) device.sayOnline();
  }

  /** No network at all for a while. `elsewhere`: it comes back with another address. */
  lose({ device }: Person, ms: number, elsewhere: boolean): void {
    if (!device.reachable) return;
    device.reachable = false;
    this.portal.network.break(device, { delivers: false, told: false });
    this.air.stirred();
    setTimeout(() => {
      device.reachable = true;
      if (elsewhere) device.address += 1;
      this.air.stirred();
      device.sayOnline();
    }, ms);
  }

  connectionsOf({ device }: Person): readonly FakeConnection[] {
    return [...this.air.connections].filter((each) => each.device === device);
  }

  close(): void {
    for (const { visit } of this.people) visit.close();
    this.portal.close();
  }
}
