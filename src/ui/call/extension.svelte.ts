/** Extending the planned end from the room. The question comes once for each planned end. */
import * as v from 'valibot';

const answer = v.object({ plannedEnd: v.number() });

export class Extension {
  state = $state<'idle' | 'busy' | 'done' | 'failed'>('idle');
  /** ms since the epoch, as told by the last extension; null: none from here. */
  plannedEnd = $state<number | null>(null);
  /** The planned end for which the host said "not now". */
  declined = $state<number | null>(null);
  readonly #event: string;

  constructor(event: string) {
    this.#event = event;
  }

  async by(minutes: number): Promise<void> {
    if (this.state === 'busy') return;
    this.state = 'busy';
    try {
      const response = await fetch('/portal/waiting/extend', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ event: this.#event, minutes }),
        cache: 'no-store',
      });
      const result = v.safeParse(answer, response.ok ? await response.json() : null);
      if (result.success) this.plannedEnd = result.output.plannedEnd;
      this.state = result.success ? 'done' : 'failed';
    } catch {
      this.state = 'failed';
    }
  }
}
