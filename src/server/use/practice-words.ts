/** What a practice tells its clients in words of its own: the owner writes it, and whoever holds a link of the practice reads it. */
import { linesFault } from '../../rules/person.ts';
import { MAX_NOTICE_LINK, MAX_NOTICE_TEXT, MAX_WAITING_TEXT, readLink, readText, type NoticeKind, type PracticeNotice } from '../../rules/practice-words.ts';
import { audit, memberMay } from './actor.ts';
import { practiceBehind, type DoorKey } from './door.ts';
import type { Language, Ports } from './ports.ts';
import type { PracticeWords } from './ports-practice-words.ts';
import type { SessionView } from './session.ts';

/** As typed; empty: none. */
export const WORDS_FIELDS = ['waitingDe', 'waitingEn', 'waitingFr', 'privacyText', 'privacyLink', 'imprintText', 'imprintLink'] as const;
export type WordsField = (typeof WORDS_FIELDS)[number];
export type WordsInput = Readonly<Record<WordsField, string>>;
/** `both`: a notice is a text or a link. */
export type WordsFault = 'too-long' | 'control-characters' | 'not-a-link' | 'both';
export type WordsFaults = Partial<Record<WordsField, WordsFault>>;
export type WordsChanged =
  { readonly ok: true; readonly words: PracticeWords } | { readonly refused: 'forbidden' } | { readonly refused: 'invalid'; readonly fields: WordsFaults };

export async function practiceWords(ports: Pick<Ports, 'store'>, session: SessionView | null): Promise<PracticeWords | null> {
  const member = memberMay(session, 'practice.texts');
  return member && ports.store.words.of(member.practice);
}

function textFault(typed: string, max: number): WordsFault | null {
  return linesFault(readText(typed) ?? '', max);
}

function linkFault(link: string, text: string): WordsFault | null {
  const typed = link.trim();
  if (typed === '') return null;
  if (readText(text) !== null) return 'both';
  if (typed.length > MAX_NOTICE_LINK) return 'too-long';
  return readLink(typed) === null ? 'not-a-link' : null;
}

function faultsOf(input: WordsInput): WordsFaults {
  const faults: Readonly<Record<WordsField, WordsFault | null>> = {
    waitingDe: textFault(input.waitingDe, MAX_WAITING_TEXT),
    waitingEn: textFault(input.waitingEn, MAX_WAITING_TEXT),
    waitingFr: textFault(input.waitingFr, MAX_WAITING_TEXT),
    privacyText: textFault(input.privacyText, MAX_NOTICE_TEXT),
    privacyLink: linkFault(input.privacyLink, input.privacyText),
    imprintText: textFault(input.imprintText, MAX_NOTICE_TEXT),
    imprintLink: linkFault(input.imprintLink, input.imprintText),
  };
  return Object.fromEntries(Object.entries(faults).filter(([, fault]) => fault !== null));
}

function noticeOf(text: string, link: string): PracticeNotice | null {
  const [words, address] = [readText(text), readLink(link)];
  if (words !== null) return { kind: 'text', text: words };
  return address === null ? null : { kind: 'link', link: address };
}

/** Seen from then on by whoever opens a link of the practice. */
export async function changePracticeWords(ports: Ports, session: SessionView | null, input: WordsInput): Promise<WordsChanged> {
  const member = memberMay(session, 'practice.texts');
  if (!member) return { refused: 'forbidden' };
  const fields = faultsOf(input);
  if (Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  const words: PracticeWords = {
    waiting: { de: readText(input.waitingDe), en: readText(input.waitingEn), fr: readText(input.waitingFr) },
    privacy: noticeOf(input.privacyText, input.privacyLink),
    imprint: noticeOf(input.imprintText, input.imprintLink),
  };
  await ports.store.atomically(async (store) => {
    await store.words.set(member.practice, words);
    await audit(ports, store, member, 'practice.texts', 'practice', member.practice);
  });
  return { ok: true, words };
}

/** `language`: the practice's, in which it was written as far as the portal knows. */
export type NoticeRead = { readonly text: string; readonly language: Language } | { readonly refused: 'unknown' | 'limited' };

/** The words behind a link or an entry code, also after the event is over or cancelled: who holds it may read what the practice says of itself. */
export async function readNotice(ports: Ports, key: DoorKey, kind: NoticeKind, address: string): Promise<NoticeRead> {
  const practice = await practiceBehind(ports, key, address);
  if (practice === null || practice === 'limited') return { refused: practice ?? 'unknown' };
  const notice = (await ports.store.words.of(practice.id))[kind];
  return notice?.kind === 'text' ? { text: notice.text, language: practice.language } : { refused: 'unknown' };
}
