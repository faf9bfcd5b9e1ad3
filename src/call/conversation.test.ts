import fc from 'fast-check';
fc.configureGlobal({ numRuns: 20000 });
import { expect, test } from 'vitest';
import { CHAT_LENGTH, type ChannelChat } from './control.ts';
import { createConversation } from './conversation.ts';

const PEOPLE = ['host', 'guest', 'second'] as const;
type Name = (typeof PEOPLE)[number];

/** Three people, each with a channel to each other that can break: then what was under way is lost, in both directions. */
class Table {
  readonly conversations = new Map(PEOPLE.map((name) => [name, createConversation(() => `${name}${++this.#ids}`)]));
  readonly written: { readonly by: Name; readonly text: string }[] = [];
  readonly #channels = new Map<string, ChannelChat[]>();
  readonly #broken = new Set<string>();
  #ids = 0;

  of(name: Name) {
    const found = this.conversations.get(name);
    if (!found) throw new Error('nobody');
    return found;
  }
  others = (name: Name) => PEOPLE.filter((each) => each !== name);
  #pair = (a: Name, b: Name) => [a, b].sort().join();
  #send(from: Name, to: Name, message: ChannelChat): void {
    if (this.#broken.has(this.#pair(from, to))) return;
    const way = `${from} ${to}`;
    this.#channels.set(way, [...(this.#channels.get(way) ?? []), message]);
  }
  write(by: Name): void {
    const text = `text ${this.written.length}`;
    const message = this.of(by).write(by, this.others(by), text);
    this.written.push({ by, text });
    if (message) for (const to of this.others(by)) this.#send(by, to, message);
  }
  /** The next message of this direction arrives; `again`: it came with a connection before already. */
  deliver(from: Name, to: Name, again: boolean): boolean {
    const way = this.#channels.get(`${from} ${to}`) ?? [];
    const [next] = way;
    if (!next) return false;
    if (!again) this.#channels.set(`${from} ${to}`, way.slice(1));
    const answer = this.of(to).receive(from, next);
    if (answer) this.#send(to, from, answer);
    return true;
  }
  break(a: Name, b: Name): void {
    this.#broken.add(this.#pair(a, b));
    this.#channels.delete(`${a} ${b}`);
    this.#channels.delete(`${b} ${a}`);
  }
  open(a: Name, b: Name): void {
    this.break(a, b);
    this.#broken.delete(this.#pair(a, b));
    for (const message of this.of(a).undelivered(b)) this.#send(a, b, message);
    for (const message of this.of(b).undelivered(a)) this.#send(b, a, message);
  }
  textsOf(by: Name, at: Name): readonly string[] {
    return this.of(at).messages.flatMap((message) => (message.from === by ? [message.text] : []));
  }
}

const name = fc.constantFrom(...PEOPLE);
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ what: fc.constant('write' as const), a: name }) },
  { weight: 8, arbitrary: fc.record({ what: fc.constantFrom('deliver' as const, 'deliver' as const, 'repeat' as const), a: name, b: name }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constantFrom('break' as const, 'open' as const), a: name, b: name }) },
);

test('M7.3 every text arrives once and in order, and is marked as delivered when everybody has it and not before', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const table = new Table();
      const check = () => {
        for (const { by, text } of table.written) {
          const own = table.of(by).messages.find((message) => message.own && message.text === text);
          if (own?.delivered) for (const other of table.others(by)) expect(table.textsOf(by, other)).toContain(text);
        }
        for (const by of PEOPLE)
          for (const other of table.others(by)) expect(table.textsOf(by, other)).toEqual(table.textsOf(by, by).slice(0, table.textsOf(by, other).length));
      };
      for (const each of steps) {
        if (each.what === 'write') table.write(each.a);
        else if (each.a === each.b) continue;
        else if (each.what === 'break') table.break(each.a, each.b);
        else if (each.what === 'open') table.open(each.a, each.b);
        else table.deliver(each.a, each.b, each.what === 'repeat');
        check();
      }
      for (const a of PEOPLE) for (const b of table.others(a)) table.open(a, b);
      while (PEOPLE.some((a) => table.others(a).some((b) => table.deliver(a, b, false))));
      for (const by of PEOPLE) {
        const texts = table.written.filter((each) => each.by === by).map((each) => each.text);
        for (const at of PEOPLE) expect(table.textsOf(by, at)).toEqual(texts);
        for (const other of table.others(by)) expect(table.of(by).undelivered(other)).toEqual([]);
        expect(table.of(by).messages.every((message) => message.delivered)).toBe(true);
      }
    }),
  );
});

test('M7.3 nobody marks another one’s text as delivered, and the same id of two people are two texts', () => {
  const conversation = createConversation(() => 'a');
  conversation.write('me', ['guest'], 'hello');
  conversation.receive('second', { kind: 'got', id: 'a' });
  conversation.receive('guest', { kind: 'got', id: 'b' });
  expect(conversation.messages[0]?.delivered).toBe(false);
  conversation.receive('guest', { kind: 'text', id: 'a', text: 'one' });
  conversation.receive('second', { kind: 'text', id: 'a', text: 'two' });
  conversation.receive('guest', { kind: 'got', id: 'guest a' });
  expect(conversation.messages.map(({ text, delivered }) => [text, delivered])).toEqual([
    ['hello', false],
    ['one', true],
    ['two', true],
  ]);
});

test.each(['', ' \n ', 'x'.repeat(CHAT_LENGTH + 1)])('an empty or too long text is not written', (text) => {
  const conversation = createConversation(() => 'a');
  expect(conversation.write('me', ['guest'], text)).toBeNull();
  expect(conversation.messages).toEqual([]);
});

test('M7.3 a day of writing does not fill the memory, and the end leaves nothing', () => {
  let ids = 0;
  const conversation = createConversation(() => `${++ids}`);
  for (let count = 0; count < 2_100; count++) conversation.receive('guest', { kind: 'text', id: `${count}`, text: `${count}` });
  expect(conversation.messages).toHaveLength(2_000);
  expect(conversation.messages.at(-1)?.text).toBe('2099');
  conversation.write('me', ['guest'], 'last');
  conversation.clear();
  expect(conversation.messages).toEqual([]);
  expect(conversation.undelivered('guest')).toEqual([]);
});
