/** What this page makes heard: the test tone, the bell when somebody is let in or has come. No file is loaded, the tones are made here. */

export type Ring = 'admitted' | 'arrived' | 'message';

/** Hertz and start in seconds: a rising third for "come in", a falling one for "somebody came", one soft tone for a message. */
const TONES: Readonly<Record<Ring | 'test', readonly (readonly [hertz: number, at: number, seconds: number])[]>> = {
  admitted: [
    [523, 0, 0.5],
    [659, 0.22, 0.5],
    [784, 0.44, 0.9],
  ],
  arrived: [
    [784, 0, 0.5],
    [659, 0.25, 0.8],
  ],
  message: [[659, 0, 0.35]],
  test: [
    [440, 0, 0.45],
    [554, 0.4, 0.45],
    [659, 0.8, 0.9],
  ],
};
/** Loud enough for a phone lying on a table, quiet enough not to frighten somebody with headphones. */
const VOLUME = 0.22;
const ATTACK_SECONDS = 0.02;

/** Browsers let a page sound only after a click: call `unlock` in one. Close it with the page. */
export class Bell {
  #context: AudioContext | null = null;

  unlock(): void {
    const context = this.context();
    if (context.state === 'suspended') void context.resume().catch(() => undefined);
  }

  /** Shared with the microphone's level meter: a page needs one audio clock only. */
  readonly context = (): AudioContext => (this.#context ??= new AudioContext());

  /** Answers false when the browser keeps the page silent. */
  ring(what: Ring): boolean {
    return this.#play(TONES[what]);
  }

  /** The test tone, at the chosen loudspeaker where the browser can choose (an empty id is the usual one). Answers how long it lasts, ms. */
  async test(speaker: string): Promise<number> {
    this.unlock();
    const context = this.#context;
    if (context && hasSink(context)) {
      // A loudspeaker that was unplugged meanwhile: the usual one sounds instead.
      await context.setSinkId(speaker).catch(() => undefined);
    }
    this.#play(TONES.test);
    return Math.max(...TONES.test.map(([, at, seconds]) => (at + seconds) * 1000));
  }

  close(): void {
    void this.#context?.close().catch(() => undefined);
    this.#context = null;
  }

  #play(tones: readonly (readonly [number, number, number])[]): boolean {
    const context = this.#context;
    if (!context) return false;
    if (context.state === 'suspended') void context.resume().catch(() => undefined);
    for (const [hertz, at, seconds] of tones) {
      const oscillator = new OscillatorNode(context, { type: 'sine', frequency: hertz });
      const gain = new GainNode(context, { gain: 0 });
      const start = context.currentTime + at;
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(VOLUME, start + ATTACK_SECONDS);
      gain.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
      oscillator.connect(gain).connect(context.destination);
      oscillator.start(start);
      oscillator.stop(start + seconds);
    }
    return context.state === 'running';
  }
}

/** A notification of the system, only where the person allowed it before and only while they look elsewhere. It names nobody. */
export function notifyElsewhere(title: string, body: string): void {
  if (!document.hidden || !('Notification' in globalThis) || Notification.permission !== 'granted') return;
  try {
    const notification = new Notification(title, { body, tag: 'incamera', requireInteraction: true });
    notification.addEventListener('click', () => {
      window.focus();
      notification.close();
    });
    document.addEventListener('visibilitychange', () => notification.close(), { once: true });
  } catch {
    // Chrome on Android offers notifications to service workers only; sound and title remain.
  }
}

/** Not in every browser, so not in the types. */
function hasSink(context: AudioContext): context is AudioContext & { setSinkId(sink: string): Promise<void> } {
  return 'setSinkId' in context;
}
