/** How a person on an account page is told that somebody waits: sound, the window's title, a notification of the system. Each can be switched off. */
import * as v from 'valibot';
import { Bell } from '../join/bell.ts';

const KEY = 'incamera.alerts';
const shape = v.strictObject({ sound: v.boolean(), title: v.boolean(), desktop: v.boolean() });
type Choice = v.InferOutput<typeof shape>;
const AT_FIRST: Choice = { sound: true, title: true, desktop: false };

/** Whoever holds this lock rings, so that five open tabs ring once. */
const LOCK = 'incamera-bell';
/** The bell's tones last just over a second. */
const RING_MS = 2_000;
/** An audio clock that the browser lets run does so within a few frames. */
const START_MS = 400;

export class Alerts {
  sound = $state(AT_FIRST.sound);
  title = $state(AT_FIRST.title);
  desktop = $state(AT_FIRST.desktop);
  /** The browser keeps the page silent until somebody presses something. */
  soundBlocked = $state(false);
  permission = $state<NotificationPermission | 'missing'>('default');
  #rings = false;
  #release: (() => void) | null = null;

  /** In the browser only. Answers how to stop. */
  start(): () => void {
    const kept = read();
    this.sound = kept.sound;
    this.title = kept.title;
    this.permission = 'Notification' in globalThis ? Notification.permission : 'missing';
    this.desktop = kept.desktop && this.permission === 'granted';
    void this.#probe();
    const stopped = new AbortController();
    const pressed = (): void => this.#hold(stopped.signal);
    // Not on pointerdown: the note about the sound goes away, and what one is pressing would move from under the finger.
    document.addEventListener('click', pressed);
    document.addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('click', pressed);
      document.removeEventListener('keydown', pressed);
      stopped.abort();
      this.#release?.();
      this.#release = null;
      this.#rings = false;
    };
  }

  /** Only a tab that was pressed in may sound, so only such a tab may hold the bell. */
  #hold(stopped: AbortSignal): void {
    this.soundBlocked = false;
    if (this.#release) return;
    const held = new Promise<void>((resolve) => (this.#release = resolve));
    // Over plain http there are no locks: each tab rings for itself.
    if (!('locks' in navigator)) return void (this.#rings = true);
    navigator.locks
      .request(LOCK, { signal: stopped }, () => {
        this.#rings = true;
        return held;
      })
      .catch(() => undefined);
  }

  keep(): void {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ sound: this.sound, title: this.title, desktop: this.desktop } satisfies Choice));
    } catch {
      // A browser that keeps nothing: the choice holds for this page.
    }
  }

  /** In a click, as browsers ask. */
  async wantDesktop(wanted: boolean): Promise<void> {
    if (wanted && 'Notification' in globalThis && Notification.permission === 'default') this.permission = await Notification.requestPermission();
    this.desktop = wanted && this.permission === 'granted';
    this.keep();
  }

  /** `quiet`: a consultation is running; nothing may be heard. */
  async arrived(text: { readonly title: string; readonly body: string }, quiet: boolean): Promise<void> {
    if (this.desktop && document.hidden) notify(text, quiet || !this.sound);
    if (this.sound && !quiet && this.#rings) await this.ring();
    else if (this.sound && !quiet) await this.#probe();
  }

  async ring(): Promise<void> {
    const bell = new Bell();
    bell.unlock();
    const runs = await running(bell.context());
    if (runs) bell.ring('arrived');
    this.soundBlocked = !runs;
    setTimeout(() => bell.close(), runs ? RING_MS : 0);
  }

  async #probe(): Promise<void> {
    if (!this.sound || this.#rings || typeof AudioContext === 'undefined') return;
    const context = new AudioContext();
    this.soundBlocked = !(await running(context));
    await context.close();
  }
}

async function running(context: AudioContext | null): Promise<boolean> {
  if (!context) return false;
  await Promise.race([context.resume().catch(() => undefined), new Promise((resolve) => setTimeout(resolve, START_MS))]);
  return context.state === 'running';
}

/** Names nobody: it may lie on a locked screen. */
function notify(text: { readonly title: string; readonly body: string }, silent: boolean): void {
  try {
    const notification = new Notification(text.title, { body: text.body, tag: 'incamera-waiting', silent });
    notification.addEventListener('click', () => {
      window.focus();
      notification.close();
    });
  } catch {
    // Chrome on Android offers notifications to service workers only; sound and title remain.
  }
}

function read(): Choice {
  try {
    const kept = v.safeParse(shape, JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
    return kept.success ? kept.output : AT_FIRST;
  } catch {
    return AT_FIRST;
  }
}

/** Puts a sign before the window's title, whatever page is shown. Answers how to take it away again. */
export function markTitle(sign: string): () => void {
  const mark = `${sign} – `;
  const set = (): void => {
    if (!document.title.startsWith(mark)) document.title = mark + document.title;
  };
  const observer = new MutationObserver(set);
  observer.observe(document.head, { childList: true, characterData: true, subtree: true });
  set();
  return () => {
    observer.disconnect();
    if (document.title.startsWith(mark)) document.title = document.title.slice(mark.length);
  };
}
