/** The operator writes the next version of a text, looks at it and publishes it. */
import { createHash } from 'node:crypto';
import { changedFault, textFault, tidyText, type TextFault, type TextKind } from '../../rules/legal-text.ts';
import { audit, memberlessMay } from './actor.ts';
import type { Language, Ports } from './ports.ts';
import type { TextVersion, Written, WrittenInAll } from './ports-texts.ts';
import type { SessionView } from './session.ts';

const LANGUAGES = ['de', 'en', 'fr'] as const satisfies readonly Language[];

export interface TextSheet {
  /** The version that comes next. */
  readonly next: number;
  /** What was written of it; until then the version before. */
  readonly written: WrittenInAll;
  readonly isDraft: boolean;
  /** Names exactly what was written; publishing asks for it. */
  readonly seal: string;
}
export type WrittenFaults = Partial<Record<Language, Partial<Record<keyof Written, TextFault>>>>;

/** Two texts with the same seal are the same in every language. */
function sealOf(written: WrittenInAll): string {
  return createHash('sha256')
    .update(JSON.stringify(LANGUAGES.map((language) => [written[language].body, written[language].changed])))
    .digest('base64url');
}

function faultsOf(written: WrittenInAll): WrittenFaults {
  const faults: WrittenFaults = {};
  for (const language of LANGUAGES) {
    const [body, changed] = [textFault(written[language].body), changedFault(written[language].changed)];
    if (body || changed) faults[language] = { ...(body && { body }), ...(changed && { changed }) };
  }
  return faults;
}

/** null: not an operator. */
export async function textList(ports: Ports, session: SessionView | null): Promise<readonly (TextVersion & { readonly isBegun: boolean })[] | null> {
  if (memberlessMay(session, 'operator.texts') === null) return null;
  const { texts } = ports.store;
  const versions = await texts.versions();
  return Promise.all(versions.map(async (each) => ({ ...each, isBegun: (await texts.draft(each.kind)) !== null })));
}

/** null: not an operator. */
export async function textSheet(ports: Ports, session: SessionView | null, kind: TextKind): Promise<TextSheet | null> {
  if (memberlessMay(session, 'operator.texts') === null) return null;
  const { texts } = ports.store;
  const [draft, current] = await Promise.all([texts.draft(kind), texts.current()]);
  const newest = current[kind] ?? 0;
  const written = draft ?? unchanged(await texts.inAll(kind, newest));
  return { next: newest + 1, written, isDraft: draft !== null, seal: sealOf(written) };
}

/** The next version begins as the last one, with nothing said yet of what is new. */
function unchanged(last: WrittenInAll | null): WrittenInAll {
  const of = (language: Language): Written => ({ body: last?.[language].body ?? '', changed: '' });
  return { de: of('de'), en: of('en'), fr: of('fr') };
}

export type Saved = { readonly ok: true } | { readonly refused: 'forbidden' } | { readonly refused: 'invalid'; readonly fields: WrittenFaults };

/** What is not ready to be published is refused, and the draft stays as it was. */
export async function saveDraft(ports: Ports, session: SessionView | null, kind: TextKind, typed: WrittenInAll): Promise<Saved> {
  const operator = memberlessMay(session, 'operator.texts');
  if (operator === null) return { refused: 'forbidden' };
  const tidy = (language: Language): Written => ({ body: tidyText(typed[language].body), changed: typed[language].changed.trim() });
  const written: WrittenInAll = { de: tidy('de'), en: tidy('en'), fr: tidy('fr') };
  const fields = faultsOf(written);
  if (Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  await ports.store.texts.saveDraft(kind, written, ports.now());
  return { ok: true };
}

export async function dropDraft(ports: Ports, session: SessionView | null, kind: TextKind): Promise<{ readonly ok: true } | { readonly refused: 'forbidden' }> {
  if (memberlessMay(session, 'operator.texts') === null) return { refused: 'forbidden' };
  await ports.store.texts.removeDraft(kind);
  return { ok: true };
}

/** 'changed': the draft is another than the one looked at; 'same': nothing in it differs from the version before. */
export type Published = { readonly ok: true; readonly version: number } | { readonly refused: 'forbidden' | 'changed' | 'same' };

/** Sent twice, it is published once. */
export async function publishText(ports: Ports, session: SessionView | null, kind: TextKind, version: number, seal: string): Promise<Published> {
  const operator = memberlessMay(session, 'operator.texts');
  if (operator === null) return { refused: 'forbidden' };
  return ports.store.atomically<Published>(async (store) => {
    const draft = await store.texts.draft(kind);
    const before = await store.texts.inAll(kind, version - 1);
    if (draft && sealOf(draft) === seal && Object.keys(faultsOf(draft)).length === 0) {
      if (before && LANGUAGES.every((language) => before[language].body === draft[language].body)) return { refused: 'same' };
      if ((await store.texts.publish(kind, version, draft, ports.now())) === 'ok') {
        await store.texts.removeDraft(kind);
        await audit(ports, store, { account: operator, practice: null }, 'operator.texts', 'legal-text', null);
        return { ok: true, version };
      }
    }
    const there = await store.texts.inAll(kind, version);
    return there && sealOf(there) === seal ? { ok: true, version } : { refused: 'changed' };
  });
}
