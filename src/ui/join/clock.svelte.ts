import { createSubscriber } from 'svelte/reactivity';

/** The time, told anew every second while somebody looks at it. */
export class Clock {
  readonly #subscribe = createSubscriber((update) => {
    const timer = setInterval(update, 1_000);
    return () => clearInterval(timer);
  });

  get now(): number {
    this.#subscribe();
    return Date.now();
  }
}
