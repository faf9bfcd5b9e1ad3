/** M3.3 M8.1: writing to the operator. Held only to be passed on; the copy goes with the mail server's acceptance. */
import { contactFaults, TOPICS, type ContactFaults, type ContactTyped } from '../../rules/contact.ts';
import { isUuid } from '../../rules/uuid.ts';
import { fullName, parseAddress } from '../../rules/person.ts';
import { memberlessMay } from './actor.ts';
import type { Language, Ports } from './ports.ts';
import type { SessionView } from './session.ts';

export interface ContactInput extends ContactTyped {
  /** Drawn with the page: a message that is sent twice is one. */
  readonly id: string;
  /** A field that people do not see and programs fill in. */
  readonly trap: string;
}
export type Written = { readonly ok: true } | { readonly refused: 'limited' } | { readonly refused: 'invalid'; readonly fields: ContactFaults };

/** What fell into the trap is answered like the rest, and nothing is kept of it. @param address of the request, for the limits alone. */
export async function writeToOperator(ports: Ports, input: ContactInput, language: Language, address: string): Promise<Written> {
  const fields = contactFaults(input);
  const topic = TOPICS.find((each) => each === input.topic);
  const email = parseAddress(input.email);
  if (Object.keys(fields).length > 0 || topic === undefined || email === null) return { refused: 'invalid', fields };
  if (input.trap !== '') return { ok: true };
  const now = ports.now();
  if (!ports.limits.allow('contact-address', address, now) || !ports.limits.allow('contact-all', '', now)) return { refused: 'limited' };
  const id = isUuid(input.id) ? input.id : ports.newId();
  await ports.store.atomically(async (store) => {
    const message = { id, topic, name: input.name.trim(), email, text: input.text.trim(), language, createdAt: now };
    if (!(await store.contact.insert(message))) return;
    await store.outbox.insert({ id: ports.newId(), practice: null, kind: 'contact', reference: id }, now);
  });
  ports.wakeMail();
  return { ok: true };
}

/** What the mail server has not taken yet: that it waits, not what it says. null: nothing, or not for this person. */
export async function waitingLetters(
  ports: Pick<Ports, 'store'>,
  session: SessionView | null,
): Promise<{ readonly count: number; readonly since: Date } | null> {
  return memberlessMay(session, 'operator.settings') === null ? null : ports.store.contact.waiting();
}

/** For the form of who is signed in. */
export async function knownWriter(ports: Pick<Ports, 'store'>, session: SessionView | null): Promise<{ readonly name: string; readonly email: string }> {
  const account = session?.account ? await ports.store.accounts.byId(session.account.id) : null;
  return { name: account ? fullName(account) : '', email: account?.email ?? '' };
}
