/**
 * What all processes of this portal hold in memory, in numbers. Each tells the others over the bus, so that the one that does the jobs can compare it with
 * the register; its own it sees at once.
 */
import type { Bus, Holding } from './ports.ts';

export interface HeldMemory {
  /** A part of this process that holds something. */
  add(held: () => readonly Holding[]): void;
  /** Called by a timer, every `TELL_MS`. */
  tell(): void;
  /** Of this process now, and what others have told in the last minutes. */
  holdings(): readonly Holding[];
}

export const TELL_MS = 60_000;
/** Two reports may get lost; whoever has been silent for longer has ended, and its memory with it. */
const HEARD_FOR_MS = 3 * TELL_MS;

/** `id`: of this process, random. It hears for as long as the bus is open. */
export function createHeldMemory(bus: Bus, id: string, now: () => Date): HeldMemory {
  const parts: (() => readonly Holding[])[] = [];
  const others = new Map<string, { readonly at: number; readonly holdings: readonly Holding[] }>();
  const own = () => parts.flatMap((held) => held());
  bus.subscribe((message) => {
    if (message.type === 'memory-held' && message.process !== id) others.set(message.process, { at: now().getTime(), holdings: message.holdings });
  });
  return {
    add: (held) => void parts.push(held),
    tell: () => void bus.publish({ type: 'memory-held', process: id, holdings: own() }),
    holdings() {
      const oldest = now().getTime() - HEARD_FOR_MS;
      for (const [process, { at }] of others) if (at <= oldest) others.delete(process);
      return [...own(), ...[...others.values()].flatMap(({ holdings }) => holdings)];
    },
  };
}
