/**
 * Numbers what this page relays to each person, and puts in order what comes from each: lines that break lose some and repeat some, and what
 * is sent again arrives after what was sent later.
 */

export interface Numbering {
  /** The id of the next message to this person: `visit-stream-number`, numbers counting from 1 in each stream. */
  next(to: string): string;
  /** What was not delivered yet never will be: the next message begins a new stream. */
  forget(to: string): void;
}

/** `visit`: random letters and digits, so that streams of different visits are told apart. */
export function createNumbering(visit: string): Numbering {
  const streams = new Map<string, { stream: number; count: number }>();
  return {
    next(to) {
      const at = streams.get(to) ?? { stream: 0, count: 0 };
      at.count += 1;
      streams.set(to, at);
      return `${visit}-${at.stream}-${at.count}`;
    },
    forget(to) {
      const at = streams.get(to);
      if (at) streams.set(to, { stream: at.stream + 1, count: 0 });
    },
  };
}

export interface InOrder<M> {
  /** Answers what may be taken now: nothing while an earlier message is missing, or when this one was there before. null: not kept, so not to be acknowledged. */
  take(from: string, id: string, message: M): readonly M[] | null;
  clear(): void;
}

/** More than a burst that is still on its way; whoever runs further ahead says it again later. */
const MOST_HELD = 512;
const ID = /^([a-z0-9]+)-(\d{1,9})-(\d{1,9})$/;

export function createInOrder<M>(): InOrder<M> {
  const streams = new Map<string, { readonly visit: string; readonly stream: number; next: number; readonly held: Map<number, M> }>();
  return {
    take(from, id, message) {
      const [, visit, streamText, numberText] = ID.exec(id) ?? [];
      if (visit === undefined) return null;
      const [stream, number] = [Number(streamText), Number(numberText)];
      let at = streams.get(from);
      if (at?.visit !== visit || at.stream < stream) {
        at = { visit, stream, next: 1, held: new Map() };
        streams.set(from, at);
      }
      if (stream < at.stream || number < at.next) return [];
      if (number >= at.next + MOST_HELD) return null;
      at.held.set(number, message);
      const ready: M[] = [];
      for (let due = at.held.get(at.next); due !== undefined; due = at.held.get(at.next)) {
        at.held.delete(at.next);
        at.next += 1;
        ready.push(due);
      }
      return ready;
    },
    clear: () => streams.clear(),
  };
}
