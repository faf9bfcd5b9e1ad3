/**
 * One's own camera and microphone as the screens see them: what is on, what went wrong and in which words, which devices there are,
 * how loud it is. Tracks made here are stopped here: call `close` with the page.
 */
import type { ShownDevice, ShownDevices } from './shown.ts';

/** Why a device does not come. `none`: there is no such device. */
export type DeviceProblem = 'denied' | 'denied-by-system' | 'in-use' | 'none' | 'failed';
export type DeviceState =
  { readonly is: 'off' } | { readonly is: 'asking' | 'starting' } | { readonly is: 'on' } | { readonly is: 'failed'; readonly problem: DeviceProblem };
type Kind = 'camera' | 'microphone';

/** Large enough for a face on a tablet, small enough for an old phone; the sender scales down further by itself. */
const CAMERA = { width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: { ideal: 30, max: 30 } } as const;
const MICROPHONE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true } as const;
/** Ten looks a second: a level that moves with speech and costs nothing. */
const LEVEL_EVERY_MS = 100;
/** 170 ms at 48 kHz: each look hears what was said since the last one. */
const LISTENED_SAMPLES = 8_192;
/** Every eighth sample tells how loud it is as well as all do. */
const SAMPLE_STEP = 8;
/** Root mean square from which speech is certain: a quiet room is below 0.005, a voice at arm's length above 0.03. */
const SPEECH = 0.02;
/** Of the last second's looks so many are loud when somebody speaks. */
const LOUD_LOOKS = 5;
const LOOKS = 10;
/** A working microphone is never perfectly still for that long. */
const SILENT_AFTER_MS = 6_000;
const SILENT_BELOW = 0.0005;

export class OwnMedia {
  camera = $state.raw<DeviceState>({ is: 'off' });
  microphone = $state.raw<DeviceState>({ is: 'off' });
  /** Live picture; null while the camera is off. */
  cameraTrack = $state.raw<MediaStreamTrack | null>(null);
  microphoneTrack = $state.raw<MediaStreamTrack | null>(null);
  devices = $state.raw<ShownDevices>({ cameras: [], microphones: [], speakers: [], camera: '', microphone: '', speaker: '' });
  /** 0 to 1, as loudness is felt. */
  level = $state(0);
  /** Something was said since the microphone came on. */
  spoken = $state(false);
  /** The microphone is on and has given nothing at all for a while. */
  silent = $state(false);
  /** When speech was last heard, ms since the epoch; null: not yet. A cough or a door is no speech. */
  heardAt = $state.raw<number | null>(null);
  /** Pictures of a camera on the back are not mirrored. */
  mirrored = $state(true);

  readonly #audio: () => AudioContext;
  #meter: { readonly source: MediaStreamAudioSourceNode; readonly timer: ReturnType<typeof setInterval> } | null = null;
  #closed = false;
  readonly #onDevices = (): void => void this.#list();

  /** `audio`: where loudness is measured; its owner closes it. */
  constructor(audio: () => AudioContext) {
    this.#audio = audio;
    navigator.mediaDevices?.addEventListener('devicechange', this.#onDevices);
  }

  /** Asks the browser for both, or for one; what does not come leaves its problem behind, what comes stays. */
  async turnOn(wanted: readonly Kind[]): Promise<void> {
    const asking = (await mustAsk(wanted)) ? 'asking' : 'starting';
    for (const kind of wanted) this.#set(kind, { is: asking });
    const both = await this.#get(wanted);
    if (both instanceof MediaStream) this.#take(both);
    else if (wanted.length === 1) this.#fail(wanted, both);
    // One missing or busy device must not take the other away; a refusal by the person counts for both.
    else if (both === 'denied') this.#fail(wanted, both);
    else {
      for (const kind of wanted) {
        const one = await this.#get([kind]);
        if (one instanceof MediaStream) this.#take(one);
        else this.#fail([kind], one);
      }
    }
    await this.#list();
  }

  turnOff(kind: Kind): void {
    this.#stop(kind);
    this.#set(kind, { is: 'off' });
  }

  /** Another device of that kind; the former goes on until the new one runs. */
  async choose(kind: Kind | 'speaker', id: string): Promise<void> {
    if (kind === 'speaker') {
      this.devices = { ...this.devices, speaker: id };
      return;
    }
    this.devices = { ...this.devices, [kind]: id };
    if (kind === 'camera' && this.cameraTrack) {
      // Most phones open one camera at a time.
      this.#stop('camera');
    }
    await this.turnOn([kind]);
  }

  close(): void {
    this.#closed = true;
    navigator.mediaDevices?.removeEventListener('devicechange', this.#onDevices);
    this.turnOff('camera');
    this.turnOff('microphone');
  }

  async #get(wanted: readonly Kind[]): Promise<MediaStream | DeviceProblem> {
    const { camera, microphone } = this.devices;
    const chosen = (id: string) => (id === '' ? {} : { deviceId: { exact: id } });
    try {
      return await navigator.mediaDevices.getUserMedia({
        video: wanted.includes('camera') ? { ...CAMERA, ...chosen(camera), ...(camera === '' ? { facingMode: 'user' } : {}) } : false,
        audio: wanted.includes('microphone') ? { ...MICROPHONE, ...chosen(microphone) } : false,
      });
    } catch (fault) {
      return problemOf(fault);
    }
  }

  #take(stream: MediaStream): void {
    for (const track of stream.getTracks()) {
      const kind = track.kind === 'video' ? 'camera' : 'microphone';
      if (this.#closed) {
        track.stop();
        continue;
      }
      this.#stop(kind);
      track.addEventListener('ended', () => {
        // Unplugged, or taken away by the browser; our own `stop` does not fire this.
        if (kind === 'camera' ? this.cameraTrack === track : this.microphoneTrack === track) {
          this.#stop(kind);
          this.#fail([kind], 'none');
          void this.#list();
        }
      });
      const settings = track.getSettings();
      if (kind === 'camera') {
        this.cameraTrack = track;
        this.mirrored = settings.facingMode !== 'environment';
      } else {
        this.microphoneTrack = track;
        this.#listen(stream);
      }
      this.devices = { ...this.devices, [kind]: settings.deviceId ?? '' };
      this.#set(kind, { is: 'on' });
    }
  }

  #stop(kind: Kind): void {
    if (kind === 'camera') {
      this.cameraTrack?.stop();
      this.cameraTrack = null;
      return;
    }
    this.microphoneTrack?.stop();
    this.microphoneTrack = null;
    if (this.#meter) {
      clearInterval(this.#meter.timer);
      this.#meter.source.disconnect();
      this.#meter = null;
    }
    this.level = 0;
    this.silent = false;
  }

  #listen(stream: MediaStream): void {
    const context = this.#audio();
    if (context.state === 'suspended') void context.resume().catch(() => undefined);
    const source = context.createMediaStreamSource(stream);
    const analyser = new AnalyserNode(context, { fftSize: LISTENED_SAMPLES });
    source.connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let quietSince = performance.now();
    let looks: boolean[] = [];
    this.spoken = false;
    const timer = setInterval(() => {
      // A suspended clock reads zeroes: that says nothing about the microphone.
      if (context.state !== 'running') {
        quietSince = performance.now();
        return;
      }
      analyser.getFloatTimeDomainData(samples);
      const loudness = loudnessOf(samples);
      const now = performance.now();
      this.level = Math.min(1, Math.sqrt(loudness) * 1.8);
      if (loudness >= SPEECH) this.spoken = true;
      looks = [...looks, loudness >= SPEECH].slice(-LOOKS);
      if (looks.filter(Boolean).length >= LOUD_LOOKS) this.heardAt = Date.now();
      if (loudness >= SILENT_BELOW) quietSince = now;
      this.silent = now - quietSince > SILENT_AFTER_MS;
    }, LEVEL_EVERY_MS);
    this.#meter = { source, timer };
  }

  async #list(): Promise<void> {
    if (this.#closed || !navigator.mediaDevices?.enumerateDevices) return;
    const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    const of = (kind: MediaDeviceKind): ShownDevice[] =>
      all.filter((each) => each.kind === kind && each.deviceId !== '').map((each) => ({ id: each.deviceId, label: each.label }));
    this.devices = {
      ...this.devices,
      cameras: of('videoinput'),
      microphones: of('audioinput'),
      speakers: 'setSinkId' in HTMLMediaElement.prototype ? of('audiooutput') : [],
    };
  }

  #set(kind: Kind, state: DeviceState): void {
    if (kind === 'camera') this.camera = state;
    else this.microphone = state;
  }

  #fail(kinds: readonly Kind[], problem: DeviceProblem): void {
    for (const kind of kinds) this.#set(kind, { is: 'failed', problem });
  }
}

/** Root mean square. */
function loudnessOf(samples: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < samples.length; at += SAMPLE_STEP) sum += (samples[at] ?? 0) ** 2;
  return Math.sqrt((sum * SAMPLE_STEP) / samples.length);
}

/** Whether the browser is going to show its question. A browser that cannot say is taken for one that asks. */
async function mustAsk(wanted: readonly Kind[]): Promise<boolean> {
  try {
    const states = await Promise.all(wanted.map((name) => navigator.permissions.query({ name })));
    return states.some((status) => status.state === 'prompt');
  } catch {
    return true;
  }
}

/** Names of the exceptions: Media Capture and Streams, 10.2; Chromium alone tells the system's refusal from the person's, in its message. */
export function problemOf(fault: unknown): DeviceProblem {
  if (!(fault instanceof Error || fault instanceof DOMException)) return 'failed';
  switch (fault.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return /system/i.test(fault.message) ? 'denied-by-system' : 'denied';
    case 'NotReadableError':
    case 'AbortError':
      return 'in-use';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'none';
    default:
      return 'failed';
  }
}
