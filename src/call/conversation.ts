/** What is written in one visit: kept in the page, sent again until the other browser says it has it, shown once. */
import { CHAT_LENGTH, type ChannelChat } from './control.ts';
import type { ChatMessage } from './state.ts';

interface Kept {
  readonly message: ChatMessage;
  /** Who has not said yet that it arrived. */
  readonly waitingFor: Set<string>;
}

export interface Conversation {
  readonly messages: readonly ChatMessage[];
  /** null: nothing to send, or too long. */
  write(self: string, to: readonly string[], text: string): ChannelChat | null;
  /** Answers what to send back. */
  receive(from: string, message: ChannelChat): ChannelChat | null;
  /** For a channel that opened again. */
  undelivered(to: string): readonly ChannelChat[];
  clear(): void;
}

/** A page open for a day must not grow without end; two hours of lively writing are below this. */
const MOST_MESSAGES = 2_000;

export function createConversation(newId: () => string): Conversation {
  let kept: Kept[] = [];
  const seen = new Set<string>();
  const keep = (each: Kept) => {
    kept = [...kept, each].slice(-MOST_MESSAGES);
  };
  return {
    get messages() {
      return kept.map((each) => each.message);
    },
    write(self, to, text) {
      const plain = text.trim();
      if (plain === '' || plain.length > CHAT_LENGTH) return null;
      const id = newId();
      keep({ message: { id, own: true, from: self, text: plain, delivered: false }, waitingFor: new Set(to) });
      return { kind: 'text', id, text: plain };
    },
    receive(from, message) {
      if (message.kind === 'text') {
        const key = `${from} ${message.id}`;
        if (!seen.has(key)) {
          seen.add(key);
          keep({ message: { id: key, own: false, from, text: message.text, delivered: true }, waitingFor: new Set() });
        }
        return { kind: 'got', id: message.id };
      }
      const at = kept.findIndex((each) => each.message.own && each.message.id === message.id);
      const found = kept[at];
      if (found?.waitingFor.delete(from) && found.waitingFor.size === 0) kept = kept.with(at, { ...found, message: { ...found.message, delivered: true } });
      return null;
    },
    undelivered: (to) => kept.filter((each) => each.waitingFor.has(to)).map((each) => ({ kind: 'text', id: each.message.id, text: each.message.text })),
    clear() {
      kept = [];
      seen.clear();
    },
  };
}
