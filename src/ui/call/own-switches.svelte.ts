/** What one wants to be heard and seen with, apart from what the devices give. */
import type { OwnMedia } from './own-media.svelte.ts';

/** Speech right before muting is not speech while muted. */
const AFTER_MUTING_MS = 1_000;

export class OwnSwitches {
  /** The keys of the call are in use. */
  keys = $state(true);
  microphoneWanted = $state(true);
  cameraWanted = $state(true);
  #talking = $state(false);
  #mutedAt = $state.raw(0);
  readonly #media: OwnMedia;
  /** What is sent is a copy: while it is muted the original still tells whether somebody speaks. */
  #copy: { readonly of: MediaStreamTrack; readonly track: MediaStreamTrack } | null = null;

  constructor(media: OwnMedia) {
    this.#media = media;
    this.microphoneWanted = media.microphoneTrack !== null;
    this.cameraWanted = media.cameraTrack !== null;
  }

  get microphoneOn(): boolean {
    return this.#media.microphoneTrack !== null && (this.microphoneWanted || this.#talking);
  }

  get cameraOn(): boolean {
    return this.#media.cameraTrack !== null;
  }

  /** When somebody last spoke into a muted microphone, ms since the epoch; null: nobody did. */
  get spokenMutedAt(): number | null {
    const heard = this.#media.heardAt;
    return heard !== null && !this.microphoneOn && heard > this.#mutedAt + AFTER_MUTING_MS ? heard : null;
  }

  toggleMicrophone(): void {
    if (this.#media.microphoneTrack === null) {
      this.microphoneWanted = true;
      void this.#media.turnOn(['microphone']);
      return;
    }
    this.microphoneWanted = !this.microphoneWanted;
    if (!this.microphoneWanted) this.#mutedAt = Date.now();
  }

  toggleCamera(): void {
    this.cameraWanted = this.#media.cameraTrack === null;
    if (this.cameraWanted) void this.#media.turnOn(['camera']);
    else this.#media.turnOff('camera');
  }

  /** Held down: heard as long as it is held. */
  talk(held: boolean): void {
    if (this.#talking === held) return;
    this.#talking = held;
    if (!held) this.#mutedAt = Date.now();
  }

  /** The sound to send, enabled or not. Reads what it depends on, so an effect that calls it runs again at each change. */
  sound(): MediaStreamTrack | null {
    const original = this.#media.microphoneTrack;
    const on = this.microphoneOn;
    if (this.#copy?.of !== original) {
      this.#copy?.track.stop();
      this.#copy = original && { of: original, track: original.clone() };
    }
    if (this.#copy) this.#copy.track.enabled = on;
    return this.#copy?.track ?? null;
  }

  close(): void {
    this.#copy?.track.stop();
    this.#copy = null;
  }
}
