/**
 * As much of an RTCPeerConnection as the call uses, with the rules of its states (JSEP, RFC 9429): an answer only after an offer of the
 * other side, an offer only when nothing is under way; what runs while the connection is closed never ends, as the standard says.
 */
import { createHash } from 'node:crypto';
import type { Air, Candidate, Path } from './air.ts';
import type { Device } from './device.ts';

export interface FakeCertificate {
  readonly device: Device;
  readonly der: Uint8Array<ArrayBuffer>;
}
interface Description {
  readonly type: RTCSdpType;
  readonly sdp: string;
}
type Handler = (() => void) | null;

const HOST_GATHERED_MS = 5;
const RELAY_GATHERED_MS = 60;
/** getSynchronizationSources: "in the last ten seconds". */
const SOURCES_KEPT_MS = 10_000;

const wrong = (what: string) => new DOMException(what, 'InvalidStateError');
const ufragOf = (description: Description | null) => /^a=ice-ufrag:(.*)$/m.exec(description?.sdp ?? '')?.[1] ?? null;

export class FakeTrack {
  readonly kind: 'audio' | 'video';
  enabled = true;
  constructor(kind: 'audio' | 'video') {
    this.kind = kind;
  }
}

class Channel {
  readonly label: string;
  readyState: RTCDataChannelState = 'connecting';
  onopen: Handler = null;
  onclose: Handler = null;
  onmessage: ((event: { readonly data: unknown }) => void) | null = null;
  readonly #connection: FakeConnection;
  /** Not with the other side yet: sent again until it is. */
  #unsent: string[] = [];

  constructor(connection: FakeConnection, label: string) {
    this.#connection = connection;
    this.label = label;
  }
  send(data: string): void {
    if (this.readyState !== 'open') throw wrong(`${this.label} is ${this.readyState}`);
    this.#unsent.push(data);
    setTimeout(() => this.flush(), this.#connection.air.delayMs());
  }
  flush(): void {
    const other = this.#connection.reached?.channels.find(({ label }) => label === this.label);
    if (other?.readyState !== 'open') return;
    const sent = this.#unsent;
    this.#unsent = [];
    for (const data of sent) other.#connection.device.run(() => other.onmessage?.({ data }));
  }
  open(): void {
    if (this.readyState !== 'connecting') return;
    this.readyState = 'open';
    this.#connection.device.run(() => this.onopen?.());
    for (const channel of this.#connection.reached?.channels ?? []) channel.flush();
  }
  close(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.#connection.device.run(() => this.onclose?.());
  }
}

class Transceiver {
  mid: string | null = null;
  direction: RTCRtpTransceiverDirection;
  readonly sender;
  readonly receiver;

  constructor(connection: FakeConnection, kind: 'audio' | 'video', direction: RTCRtpTransceiverDirection) {
    this.direction = direction;
    let seenAt: number | null = null;
    let encodings: readonly object[] = [{}];
    this.sender = {
      track: null as FakeTrack | null,
      getParameters: () => ({ encodings: encodings.map((each) => ({ ...each })) }),
      async setParameters(parameters: { readonly encodings: readonly object[] }) {
        await connection.operation(() => undefined);
        encodings = parameters.encodings;
      },
      async replaceTrack(track: FakeTrack | null) {
        await connection.operation(() => {
          this.track = track;
          if (track) connection.air.attached(connection.device, track);
        });
      },
    };
    this.receiver = {
      track: new FakeTrack(kind),
      getSynchronizationSources() {
        const other = connection.reached?.transceivers.find((each) => each.receiver.track.kind === kind);
        const now = performance.now();
        if (other?.sender.track) seenAt = now;
        return seenAt !== null && now - seenAt < SOURCES_KEPT_MS ? [{ source: 1, rtpTimestamp: seenAt }] : [];
      },
    };
  }
}

export class FakeConnection {
  readonly air: Air;
  readonly device: Device;
  readonly certificate: FakeCertificate;
  signalingState: RTCSignalingState = 'stable';
  iceConnectionState: RTCIceConnectionState = 'new';
  onicecandidate: ((event: { readonly candidate: unknown }) => void) | null = null;
  onconnectionstatechange: Handler = null;
  oniceconnectionstatechange: Handler = null;
  currentLocalDescription: Description | null = null;
  currentRemoteDescription: Description | null = null;
  readonly transceivers: Transceiver[] = [];
  readonly channels: Channel[] = [];
  /** Candidates of the other side. */
  readonly heard: Candidate[] = [];
  path: Path | null = null;
  /** Whom DTLS was made with. */
  partner: FakeConnection | null = null;
  #pending: Description | null = null;
  #gathered: Candidate[] = [];
  #configuration: RTCConfiguration;
  #ufrag: string | null = null;
  #mids = 0;

  constructor(air: Air, configuration: RTCConfiguration) {
    this.air = air;
    this.#configuration = configuration;
    this.certificate = configuration.certificates?.[0] as unknown as FakeCertificate;
    this.device = this.certificate.device;
    air.connections.add(this);
    air.devices.set(this.device.name, this.device);
  }

  get isClosed(): boolean {
    return this.signalingState === 'closed';
  }
  get localUfrag(): string | null {
    return ufragOf(this.signalingState === 'have-local-offer' ? this.#pending : this.currentLocalDescription);
  }
  get remoteUfrag(): string | null {
    return ufragOf(this.remoteDescription);
  }
  get localDescription(): Description | null {
    const set = this.signalingState === 'have-local-offer' ? this.#pending : this.currentLocalDescription;
    const lines = this.#gathered.filter(({ ufrag }) => ufrag === ufragOf(set)).map((candidate) => `a=${textOf(candidate)}\r\n`);
    return set && { type: set.type, sdp: set.sdp + lines.join('') };
  }
  get remoteDescription(): Description | null {
    return this.signalingState === 'have-remote-offer' ? this.#pending : this.currentRemoteDescription;
  }
  get connectionState(): RTCPeerConnectionState {
    const ice = this.iceConnectionState;
    if (ice === 'closed' || ice === 'failed' || ice === 'disconnected' || ice === 'new') return ice;
    return ice === 'checking' || !this.partner ? 'connecting' : 'connected';
  }
  get sctp() {
    const { partner } = this;
    return { transport: { getRemoteCertificates: () => (partner ? [partner.certificate.der.buffer] : []) } };
  }
  /** The other end, where what is sent at this moment arrives. */
  get reached(): FakeConnection | null {
    return this.partner?.partner === this && this.air.isAlive(this.path) ? this.partner : null;
  }

  getConfiguration = () => this.#configuration;
  setConfiguration(configuration: RTCConfiguration): void {
    if (this.isClosed) throw wrong('closed');
    this.#configuration = configuration;
  }
  getTransceivers = () => this.transceivers;
  getReceivers = () => this.transceivers.map(({ receiver }) => receiver);
  createDataChannel(label: string): Channel {
    const channel = new Channel(this, label);
    this.channels.push(channel);
    return channel;
  }
  addTransceiver(kind: 'audio' | 'video', { direction }: { direction: RTCRtpTransceiverDirection }): void {
    this.transceivers.push(new Transceiver(this, kind, direction));
  }

  /** Done after a while; never when the connection is closed meanwhile, and refused when it was before. */
  async operation<T>(does: () => T): Promise<T> {
    if (this.isClosed) throw wrong('closed');
    await this.air.takes();
    if (this.isClosed) return new Promise(() => undefined);
    return does();
  }

  createOffer({ iceRestart = false }: RTCOfferOptions = {}): Promise<Description> {
    return this.operation(() => ({ type: 'offer', sdp: this.#write(iceRestart || this.#ufrag === null ? this.#fresh() : this.#ufrag) }));
  }

  async setLocalDescription(given?: Description): Promise<void> {
    await this.operation(() => {
      const isAnswer = this.signalingState === 'have-remote-offer';
      const restarts = ufragOf(this.#pending) !== ufragOf(this.currentRemoteDescription);
      const made = given ?? {
        type: isAnswer ? 'answer' : 'offer',
        sdp: this.#write(this.#ufrag === null || (isAnswer && restarts) ? this.#fresh() : this.#ufrag),
      };
      if ((made.type === 'answer') !== isAnswer) throw wrong(`${made.type} in ${this.signalingState}`);
      for (const transceiver of this.transceivers) transceiver.mid ??= `${this.#mids++}`;
      if (isAnswer) {
        this.currentRemoteDescription = this.#pending;
        this.currentLocalDescription = made;
        this.#settle('stable');
      } else {
        this.#pending = made;
        this.#settle('have-local-offer');
      }
      const ufrag = ufragOf(made);
      const isNew = ufrag !== null && ufrag !== this.#ufrag;
      this.#ufrag = ufrag;
      if (isNew) this.#gather(ufrag);
    });
  }

  async setRemoteDescription(given: Description): Promise<void> {
    await this.operation(() => {
      const fits = given.type === 'offer' ? this.signalingState === 'stable' : this.signalingState === 'have-local-offer';
      if (!fits) throw wrong(`${given.type} in ${this.signalingState}`);
      if (given.type === 'offer') {
        this.#pending = given;
        for (const [, kind] of given.sdp.matchAll(/^m=(audio|video)/gm)) {
          if (this.transceivers.some((each) => each.receiver.track.kind === kind)) continue;
          const made = new Transceiver(this, kind === 'audio' ? 'audio' : 'video', 'recvonly');
          made.mid = `${this.#mids++}`;
          this.transceivers.push(made);
        }
        this.#settle('have-remote-offer');
      } else {
        this.currentLocalDescription = this.#pending;
        this.currentRemoteDescription = given;
        this.#settle('stable');
      }
      for (const [, text] of given.sdp.matchAll(/^a=(candidate:.*)$/gm)) this.#hear(text ?? '');
    });
  }

  async addIceCandidate({ candidate = '', usernameFragment }: RTCIceCandidateInit): Promise<void> {
    if (!this.remoteDescription) throw wrong('no remote description');
    await this.operation(() => {
      if (usernameFragment !== this.remoteUfrag) throw new DOMException('of another round', 'OperationError');
      this.#hear(candidate);
    });
  }

  getStats(): Promise<Map<string, object>> {
    const kinds = this.path?.ends.map(({ type }) => type) ?? [];
    const pair = { id: 'pair', type: 'candidate-pair', localCandidateId: 'local', remoteCandidateId: 'remote', currentRoundTripTime: 0.05 };
    const ends = ['local', 'remote'].map((id, at) => ({ id, type: `${id}-candidate`, candidateType: kinds[at] }));
    const stats = this.path ? [{ id: 'transport', type: 'transport', selectedCandidatePairId: 'pair' }, pair, ...ends] : [];
    return this.operation(() => new Map(stats.map((each) => [each.id, each])));
  }

  close(): void {
    if (this.isClosed) return;
    const { reached } = this;
    this.signalingState = 'closed';
    this.iceConnectionState = 'closed';
    for (const channel of this.channels) channel.readyState = 'closed';
    this.air.connections.delete(this);
    // DTLS says good-bye, where it still can.
    if (reached) setTimeout(() => reached.channels.forEach((channel) => channel.close()), this.air.delayMs());
    this.air.stirred();
  }

  iceIs(state: RTCIceConnectionState): void {
    if (this.isClosed || this.iceConnectionState === state) return;
    this.iceConnectionState = state;
    this.device.run(() => {
      this.oniceconnectionstatechange?.();
      this.onconnectionstatechange?.();
    });
  }
  pathFound(path: Path): void {
    this.path = path;
    this.iceIs('connected');
    for (const channel of this.channels) channel.flush();
  }
  pathReturned(): void {
    if (this.iceConnectionState === 'disconnected') this.iceIs('connected');
    for (const channel of this.channels) channel.flush();
  }
  secured(partner: FakeConnection): void {
    this.partner = partner;
    this.device.run(() => this.onconnectionstatechange?.());
    for (const channel of this.channels) setTimeout(() => channel.open(), this.air.delayMs());
  }

  #settle(state: RTCSignalingState): void {
    this.signalingState = state;
    if (state === 'stable') {
      this.#pending = null;
      if (this.iceConnectionState === 'new') this.iceIs('checking');
    }
    setTimeout(() => this.air.consider(this), 0);
  }
  #fresh(): string {
    return `u${Math.floor(this.air.chance() * 2 ** 32).toString(36)}`;
  }
  #write(ufrag: string): string {
    const print = createHash('sha256')
      .update(this.certificate.der)
      .digest('hex')
      .toUpperCase()
      .replace(/..(?=.)/g, '$&:');
    const media = this.transceivers.map(({ receiver }) => `m=${receiver.track.kind} 9 UDP/TLS/RTP/SAVPF 111\r\n`).join('');
    return `v=0\r\na=fingerprint:sha-256 ${print}\r\na=ice-ufrag:${ufrag}\r\n${media}m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n`;
  }
  #gather(ufrag: string): void {
    const { iceTransportPolicy = 'all', iceServers = [] } = this.#configuration;
    const found = (type: 'host' | 'relay', afterMs: number) =>
      setTimeout(() => {
        if (this.isClosed || this.#ufrag !== ufrag || !this.device.reachable) return;
        const candidate: Candidate = { type, device: this.device, address: this.device.address, ufrag };
        this.#gathered.push(candidate);
        this.#tell({ candidate: textOf(candidate), sdpMid: '0', sdpMLineIndex: 0, usernameFragment: ufrag });
      }, afterMs);
    if (iceTransportPolicy === 'all') found('host', HOST_GATHERED_MS);
    if (iceServers.length > 0) found('relay', RELAY_GATHERED_MS);
    setTimeout(() => !this.isClosed && this.#ufrag === ufrag && this.#tell(null), 2 * RELAY_GATHERED_MS);
  }
  #tell(candidate: unknown): void {
    this.device.run(() => this.onicecandidate?.({ candidate }));
  }
  #hear(text: string): void {
    const [, name, address, type, ufrag] = /^candidate:(\S+) (\d+) typ (host|relay) ufrag (\S+)/.exec(text) ?? [];
    const device = this.air.devices.get(name ?? '');
    if (!device || ufrag === undefined) return;
    this.heard.push({ type: type === 'relay' ? 'relay' : 'host', device, address: Number(address), ufrag });
    this.air.consider(this);
  }
}

function textOf({ type, device, address, ufrag }: Candidate): string {
  return `candidate:${device.name} ${address} typ ${type} ufrag ${ufrag}`;
}
