/** The guest's way from the link to the waiting room, one thing at a time. What happens inside belongs to the visit. */
import { Bell } from './bell.ts';
import { inAppBrowser, videoCalls } from './browser.ts';
import { type Admission, enter, look, type Looked, type NoticeText, readNotice, sayReply, type Scene, type Unanswered } from './door.ts';
import { takeAnswer } from './asked.ts';
import { checkedInFragment, readFragment, sameKey, type Key } from './fragment.ts';
import { forgetVisit, keptVisit } from './kept-visit.ts';
import { readyDates } from './when.ts';
import type { Reply } from '#lib/rules/reply.ts';
import type { NoticeKind } from '#lib/rules/practice-words.ts';
import type { Language } from '#lib/words/fill.ts';
import { prepareVisit, type Prepared } from '#lib/call/index.ts';
import { OwnMedia } from '../call/own-media.svelte.ts';

/** Who goes in, with what. `receipt`: was let in before. */
export interface Entry {
  readonly invitation: string;
  readonly name: string;
  readonly first: Admission | null;
  readonly receipt: string | null;
  /** Made while the person was still on the way; undefined: the visit makes its own. */
  readonly prepared: Prepared | undefined;
}
export type Stage =
  | { readonly at: 'looking' }
  | { readonly at: 'code' }
  | { readonly at: 'in-app'; readonly app: string | null; readonly system: 'ios' | 'android' | 'other' }
  | { readonly at: 'outdated'; readonly insecure: boolean }
  | { readonly at: 'shut'; readonly state: 'unknown' | 'forgotten' | 'limited' | Unanswered['state'] }
  | { readonly at: 'closed'; readonly state: 'over' | 'cancelled' | 'early'; readonly scene: Scene }
  | { readonly at: 'who' | 'check' | 'name'; readonly scene: Scene }
  | { readonly at: 'inside'; readonly scene: Scene; readonly entry: Entry };

/** Longer timers overflow in browsers; a day's look at a waiting room that opens next week costs nothing. */
const LONGEST_WAIT_MS = 6 * 3_600_000;

export class GuestJourney {
  stage = $state.raw<Stage>({ at: 'looking' });
  /** A question to the portal is under way. */
  busy = $state(false);
  name = $state('');
  readonly bell = new Bell();
  readonly media = new OwnMedia(this.bell.context);
  #key: Key | null = null;
  #opens: ReturnType<typeof setTimeout> | undefined;
  #prepared: Prepared | undefined;
  readonly #signalUrl: string;
  readonly #language: Language;

  constructor(signalUrl: string, language: Language) {
    this.#signalUrl = signalUrl;
    this.#language = language;
  }

  /** Reads the address bar. Called at the start, when the person pastes another link, and to try again. */
  async start(options: { readonly anyBrowser?: boolean } = {}): Promise<void> {
    clearTimeout(this.#opens);
    const app = options.anyBrowser ? null : inAppBrowser(navigator.userAgent);
    const can = videoCalls(globalThis);
    if (app) this.stage = { at: 'in-app', app: app.name, system: app.system };
    else if (can !== 'fine') this.stage = { at: 'outdated', insecure: can === 'insecure' };
    else {
      const key = readFragment(location.hash);
      if (key) await this.#open(key);
      else this.stage = { at: 'code' };
    }
  }

  async typed(code: string): Promise<void> {
    await this.#open({ code });
  }

  async again(): Promise<void> {
    if (this.#key) await this.#open(this.#key);
    else await this.start();
  }

  /** Opened beside the way in; null: the practice's words cannot be had just now. */
  readonly notice = (kind: NoticeKind): Promise<NoticeText | null> => (this.#key ? readNotice(this.#key, kind) : Promise.resolve(null));

  async turnOn(kinds: readonly ('camera' | 'microphone')[]): Promise<void> {
    if (this.stage.at !== 'who') return;
    this.bell.unlock();
    this.stage = { at: 'check', scene: this.stage.scene };
    await this.media.turnOn(kinds);
  }

  goTo(at: 'who' | 'check' | 'name'): void {
    if ('scene' in this.stage) this.stage = { at, scene: this.stage.scene };
  }

  /** The click that enters the waiting room. The name goes to nobody but, later, the host's browser. */
  async enter(name: string): Promise<void> {
    if (this.stage.at !== 'name' || this.busy || !this.#key) return;
    this.bell.unlock();
    this.name = name;
    const { scene } = this.stage;
    this.#dial();
    if ('invitation' in this.#key) {
      this.#goIn(scene, { invitation: this.#key.invitation, name, first: null, receipt: null });
      return;
    }
    this.busy = true;
    const entered = await enter(this.#key);
    this.busy = false;
    if ('refused' in entered) {
      this.#discard();
      const state = entered.refused;
      if (state === 'over' || state === 'cancelled' || state === 'early') this.stage = { at: 'closed', state, scene };
      else this.stage = { at: 'shut', state };
      return;
    }
    this.#goIn(scene, { invitation: entered.invitation, name, first: { ticket: entered.ticket, signalUrl: entered.signalUrl }, receipt: null });
  }

  /** Back in by the same grant, after leaving. `receipt`: straight into the call. */
  comeBack(receipt: string | null): void {
    if (this.stage.at !== 'inside') return;
    const { scene, entry } = this.stage;
    this.stage = { at: 'inside', scene, entry: { ...entry, first: null, receipt, prepared: undefined } };
  }

  /** Whether the person comes. false: it could not be passed on. */
  async reply(reply: Reply): Promise<boolean> {
    if (!this.#key) return false;
    const said = await sayReply(this.#key, reply);
    if (said === 'changed') await this.again();
    if (said === 'said' && 'scene' in this.stage) this.stage = { ...this.stage, scene: { ...this.stage.scene, reply } };
    return said !== 'failed';
  }

  close(): void {
    clearTimeout(this.#opens);
    this.#discard();
    this.media.close();
    this.bell.close();
  }

  async #open(key: Key): Promise<void> {
    this.#key = key;
    this.busy = true;
    const early = takeAnswer();
    const asked = early && sameKey(early.key, key) ? look(key, early.response) : look(key);
    readyDates(this.#language);
    const seen = await asked;
    this.busy = false;
    // Another link was pasted meanwhile.
    if (this.#key === key) this.#show(seen);
  }

  #show(seen: Looked | Unanswered): void {
    switch (seen.state) {
      case 'open':
        if (this.#backIn(seen)) return;
        this.stage = { at: 'who', scene: seen };
        this.#prepared ??= prepareVisit(true);
        return;
      case 'early':
        this.stage = { at: 'closed', state: 'early', scene: seen };
        this.#opens = setTimeout(
          () => void this.again(),
          Math.min(LONGEST_WAIT_MS, Math.max(1_000, Date.parse(seen.opensAt ?? seen.event.startsAt) - Date.now())),
        );
        return;
      case 'over':
        if (!this.#backIn(seen)) this.stage = { at: 'closed', state: 'over', scene: seen };
        return;
      case 'cancelled':
        forgetVisit();
        this.stage = { at: 'closed', state: 'cancelled', scene: seen };
        return;
      case 'unknown':
        // After check-in the cookie opens the door. Whether the portal knows such an invitation is told to nobody who has none.
        this.stage = { at: 'shut', state: this.#key && 'invitation' in this.#key ? 'forgotten' : 'unknown' };
        return;
      case 'limited':
      case 'offline':
      case 'broken':
        this.stage = { at: 'shut', state: seen.state };
        return;
    }
  }

  /** A reload of somebody who was let in leads straight back, after the planned end too. */
  #backIn(scene: Scene): boolean {
    const kept = keptVisit();
    if (kept?.invitation !== scene.invitation || !this.#key || !('invitation' in this.#key)) return false;
    this.name = kept.name;
    this.#dial();
    this.#goIn(scene, { invitation: kept.invitation, name: kept.name, first: null, receipt: kept.receipt });
    const wanted = (['camera', 'microphone'] as const).filter((kind) => kept[kind]);
    if (wanted.length > 0) void this.media.turnOn(wanted);
    return true;
  }

  /** The line is opened while the portal is asked for what is said on it. */
  #dial(): void {
    this.#prepared ??= prepareVisit(true);
    this.#prepared.dial(this.#signalUrl);
  }

  #discard(): void {
    this.#prepared?.close();
    this.#prepared = undefined;
  }

  #goIn(scene: Scene, going: Omit<Entry, 'prepared'>): void {
    const entry = { ...going, prepared: this.#prepared };
    this.#prepared = undefined;
    // From check-in on the address bar holds nothing that opens anything.
    history.replaceState(null, '', `/j${checkedInFragment(entry.invitation)}`);
    this.#key = { invitation: entry.invitation };
    this.stage = { at: 'inside', scene, entry };
  }
}
