/** One RTCPeerConnection of a link: made once, never reused, closed once. What is negotiated and when is decided by `link.ts`. */
import { declaredFingerprint, fromHex } from './verify.ts';

export interface ConnectionOptions {
  readonly iceServers: readonly RTCIceServer[];
  /** Before admission only relayed candidates: nobody learns an address. */
  readonly policy: RTCIceTransportPolicy;
  readonly candidate: (candidate: RTCIceCandidate | null) => void;
  readonly changed: () => void;
  readonly control: (data: unknown) => void;
  readonly chat: (data: unknown) => void;
}

export interface Connection {
  readonly pc: RTCPeerConnection;
  readonly control: RTCDataChannel;
  readonly chat: RTCDataChannel;
  close(): void;
}

/** A connection that was made ahead of its use: it asks nobody and gathers nothing yet. Used once, or closed. */
export interface Spare extends Pick<Connection, 'pc' | 'control' | 'chat'> {
  /** What the offering side says first: its media are empty, and no address is in it. null: this side answers. */
  readonly offer: Promise<RTCSessionDescriptionInit> | null;
  /** Takes away what it was made in, when the connection is closed. */
  readonly dispose: () => void;
}

/** Both sides open both channels under fixed ids, so that nothing has to be announced. */
const CHANNELS = { control: 0, chat: 1 } as const;

/** `certificate`: one for all connections of a visit, ECDSA P-256. `moved`: this computer's address may have changed since the page was opened. */
export function makeSpare(certificate: RTCCertificate, offers: boolean, moved: boolean): Spare {
  const { Maker, dispose } = moved && hearsLate() ? newDocument() : { Maker: RTCPeerConnection, dispose: () => undefined };
  const pc = new Maker({ iceTransportPolicy: 'relay', bundlePolicy: 'max-bundle', certificates: [certificate] });
  const control = pc.createDataChannel('control', { negotiated: true, id: CHANNELS.control, ordered: true });
  const chat = pc.createDataChannel('chat', { negotiated: true, id: CHANNELS.chat, ordered: true });
  if (!offers) return { pc, control, chat, offer: null, dispose };
  addEmptyMedia(pc);
  const offer = pc.createOffer();
  // Whoever uses the connection hears of it.
  offer.catch(() => undefined);
  return { pc, control, chat, offer, dispose };
}

/** Chromium tells a page two seconds late (measured with 156) that its computer has another address; a new document is told at once. */
function hearsLate(): boolean {
  return typeof document !== 'undefined' && /Chrom(e|ium)\//.test(navigator.userAgent);
}

function newDocument(): { readonly Maker: typeof RTCPeerConnection; readonly dispose: () => void } {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.body.append(frame);
  const scope = frame.contentWindow as typeof globalThis | null;
  return { Maker: scope?.RTCPeerConnection ?? RTCPeerConnection, dispose: () => frame.remove() };
}

export function openConnection({ pc, control, chat, dispose }: Spare, options: ConnectionOptions): Connection {
  configure(pc, options.iceServers, options.policy);
  pc.onicecandidate = (event) => options.candidate(event.candidate);
  pc.onconnectionstatechange = options.changed;
  pc.oniceconnectionstatechange = options.changed;
  pc.ontrack = ({ track }) => (track.onunmute = options.changed);
  control.onopen = chat.onopen = control.onclose = options.changed;
  control.onmessage = (event: MessageEvent<unknown>) => options.control(event.data);
  chat.onmessage = (event: MessageEvent<unknown>) => options.chat(event.data);
  return {
    pc,
    control,
    chat,
    close() {
      pc.ontrack = pc.onicecandidate = pc.onconnectionstatechange = pc.oniceconnectionstatechange = null;
      control.onopen = control.onclose = control.onmessage = chat.onopen = chat.onmessage = null;
      pc.close();
      dispose();
    },
  };
}

/** Heeded by what is gathered from now on: the first description of a round, or a restart. */
export function configure(pc: RTCPeerConnection, iceServers: readonly RTCIceServer[], policy: RTCIceTransportPolicy): void {
  pc.setConfiguration({ ...pc.getConfiguration(), iceServers: [...iceServers], iceTransportPolicy: policy });
}

/** Ready to send and receive from the start, with nothing in it: at admission a track is put in and no negotiation is needed. */
function addEmptyMedia(pc: RTCPeerConnection): void {
  for (const kind of ['audio', 'video'] as const) pc.addTransceiver(kind, { direction: 'sendrecv' });
  preferRedundantSound(pc);
}

/** RFC 2198 redundancy first: at ten per cent loss concealed sound falls from about a tenth to half a per cent. A browser without it keeps its order. */
export function preferRedundantSound(pc: RTCPeerConnection): void {
  const codecs = globalThis.RTCRtpReceiver?.getCapabilities?.('audio')?.codecs ?? [];
  const rank = (codec: { readonly mimeType: string }) => (/\/red$/i.test(codec.mimeType) ? 0 : /\/opus$/i.test(codec.mimeType) ? 1 : 2);
  if (!codecs.some((codec) => rank(codec) === 0)) return;
  for (const transceiver of pc.getTransceivers()) {
    if (transceiver.receiver.track.kind !== 'audio' || !('setCodecPreferences' in transceiver)) continue;
    try {
      transceiver.setCodecPreferences([...codecs].sort((a, b) => rank(a) - rank(b)));
    } catch {
      // A browser that lists a codec and then refuses it keeps its own order.
    }
  }
}

/** A face at conversation quality; more only costs the other's battery. */
const VIDEO_BITS_PER_SECOND = 1_500_000;
/** A line nobody knows yet is taken for 300 kbit/s by browsers, and pictures too large for it are thrown away before the first is sent. */
const FIRST_PICTURES_SCALE = 2;

/** null sends nothing of that kind. `first`: the line is new, so the first pictures are small and are there at once. */
export async function putTracks(pc: RTCPeerConnection, sound: MediaStreamTrack | null, picture: MediaStreamTrack | null, first: boolean): Promise<void> {
  await Promise.all(
    pc.getTransceivers().map(async ({ sender, receiver }) => {
      const isSound = receiver.track.kind === 'audio';
      const track = isSound ? sound : picture;
      if (track && track !== sender.track) await tune(sender, isSound, first);
      if (sender.track !== track) await sender.replaceTrack(track);
    }),
  );
}

/** The line has shown what it carries. */
export async function sendFullSize(pc: RTCPeerConnection): Promise<void> {
  for (const { sender, receiver } of pc.getTransceivers()) if (receiver.track.kind === 'video') await tune(sender, false, false);
}

/** Sound goes first when the line is narrow. */
async function tune(sender: RTCRtpSender, isSound: boolean, first: boolean): Promise<void> {
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (!encoding) return;
  if (isSound) Object.assign(encoding, { priority: 'high', networkPriority: 'high' });
  else Object.assign(encoding, { maxBitrate: VIDEO_BITS_PER_SECOND, scaleResolutionDownBy: first ? FIRST_PICTURES_SCALE : 1 });
  await sender.setParameters(parameters).catch(() => undefined);
}

export function receivedTrack(pc: RTCPeerConnection, kind: 'audio' | 'video'): MediaStreamTrack | null {
  return pc.getTransceivers().find(({ receiver, mid }) => receiver.track.kind === kind && mid !== null)?.receiver.track ?? null;
}

/**
 * The certificates that DTLS really uses, as SHA-256. The remote one is read from the transport; where a browser does not show it
 * (Firefox before 153), the one declared in the description stands for it: RFC 8827, 5.6.4 makes every browser end a connection whose certificate
 * differs from it. null: not connected yet. `mismatch`: the certificate is not the declared one, or a description does not declare exactly one.
 */
export async function fingerprintsOf(pc: RTCPeerConnection): Promise<{ readonly own: Uint8Array; readonly other: Uint8Array } | 'mismatch' | null> {
  const { currentLocalDescription: here, currentRemoteDescription: there } = pc;
  if (!here || !there) return null;
  const own = declaredFingerprint(here.sdp);
  const other = declaredFingerprint(there.sdp);
  if (own === null || other === null) return 'mismatch';
  const transport = pc.sctp?.transport;
  if (transport && 'getRemoteCertificates' in transport) {
    const [certificate] = transport.getRemoteCertificates();
    if (!certificate) return null;
    const real = new Uint8Array(await crypto.subtle.digest('SHA-256', certificate));
    if (!sameBytes(real, fromHex(other))) return 'mismatch';
  }
  return { own: fromHex(own), other: fromHex(other) };
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
