/** A form on its way to the server: once at a time, losing nothing that was typed, telling what went wrong. Without script the form goes by itself. */
import { tick } from 'svelte';
import type { SubmitFunction } from '$app/forms';

export type SendFault = 'offline' | 'broken' | 'signed-out';

export interface SendingOptions {
  /** The page belongs to an account: a missing cookie is a possible reason. */
  readonly account: boolean;
  /** Empty the fields after success. */
  readonly reset?: boolean;
  /** Load the next page anew: language or person change with it. */
  readonly anew?: boolean;
}

export class Sending {
  busy = $state(false);
  fault = $state<SendFault | null>(null);
  readonly #options: SendingOptions;

  constructor(options: SendingOptions) {
    this.#options = options;
  }

  readonly submit: SubmitFunction = ({ cancel, formElement, submitter }) => {
    // A second press while the first is on its way is the same wish.
    if (this.busy) return cancel();
    this.busy = true;
    this.fault = null;
    return async ({ result, update }) => {
      if (result.type === 'error' && (result.status === undefined || result.status >= 500)) {
        this.fault = await this.#why();
        this.busy = false;
        await keepPlace(submitter);
        return;
      }
      if (result.type === 'redirect' && this.#options.anew === true) {
        location.assign(result.location);
        return;
      }
      await update({ reset: this.#options.reset ?? false });
      this.busy = false;
      // A form that depends on the answer is made anew with it.
      if (result.type === 'failure' && (await focusFirstFault(formElement.isConnected ? formElement : document))) return;
      if (result.type === 'failure' || result.type === 'success') await keepPlace(submitter);
    };
  };

  async #why(): Promise<SendFault> {
    if (!navigator.onLine) return 'offline';
    if (!this.#options.account) return this.#reach('/healthz', {});
    return this.#reach('/portal/waiting', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"events":[]}' });
  }

  async #reach(path: string, init: RequestInit): Promise<SendFault> {
    try {
      const { status } = await fetch(path, { ...init, cache: 'no-store' });
      return status === 401 ? 'signed-out' : 'broken';
    } catch {
      return 'offline';
    }
  }
}

/** Where the eyes and the screen reader have to go next. false: no field is at fault. */
async function focusFirstFault(within: ParentNode): Promise<boolean> {
  await tick();
  const fault = within.querySelector<HTMLElement>('[aria-invalid="true"]');
  fault?.focus();
  return fault !== null;
}

/** SvelteKit sends the focus to the page's beginning after success, and a button that was busy has lost it. It belongs on what was pressed or, when that is gone, on what the page says about it. */
async function keepPlace(pressed: HTMLElement | null): Promise<void> {
  await tick();
  // Messages of Message.svelte that answer something.
  const answer = document.querySelector<HTMLElement>('#content [data-said]');
  answer?.scrollIntoView({ block: 'nearest' });
  if (pressed?.isConnected === true) return pressed.focus({ preventScroll: true });
  if (answer) answer.tabIndex = -1;
  (answer ?? document.querySelector<HTMLElement>('#content'))?.focus({ preventScroll: true });
}
