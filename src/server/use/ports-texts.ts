/** The texts that people agree to, version by version, and who agreed to which. */
import type { TextKind, Versions } from '../../rules/legal-text.ts';
import type { Language } from './ports.ts';

export interface Written {
  readonly body: string;
  /** What is new against the version before, in a sentence; empty in the first one. */
  readonly changed: string;
}
/** A version comes in all languages at once. */
export type WrittenInAll = Readonly<Record<Language, Written>>;
export interface TextVersion {
  readonly kind: TextKind;
  /** From 1 on, without a gap. */
  readonly version: number;
  readonly publishedAt: Date;
}
export interface LegalText extends TextVersion, Written {
  readonly language: Language;
  /** SHA-256 of the body's UTF-8. */
  readonly hash: Uint8Array;
}

/** Published texts stand for ever; there is no way to change one. */
export interface TextStore {
  /** Of all kinds, the newest first. */
  versions(): Promise<readonly TextVersion[]>;
  /** Of each kind that was ever published. */
  current(): Promise<Versions>;
  get(kind: TextKind, version: number, language: Language): Promise<LegalText | null>;
  /** null: there is no such version. */
  inAll(kind: TextKind, version: number): Promise<WrittenInAll | null>;
  /** 'version-taken': `version` is not the one that follows the newest; nothing was stored. */
  publish(kind: TextKind, version: number, written: WrittenInAll, now: Date): Promise<'ok' | 'version-taken'>;
  /** null: nobody has begun one since the last version. */
  draft(kind: TextKind): Promise<WrittenInAll | null>;
  saveDraft(kind: TextKind, written: WrittenInAll, now: Date): Promise<void>;
  removeDraft(kind: TextKind): Promise<void>;
}

export interface Acceptance {
  readonly id: string;
  readonly account: string;
  /** null: a client's. */
  readonly practice: string | null;
  readonly kind: TextKind;
  readonly version: number;
  readonly language: Language;
  readonly hash: Uint8Array;
  /** Who accepted, as they were then: it is proven with it when account and practice are gone. */
  readonly party: string;
  readonly acceptedAt: Date;
}
export interface AcceptanceStore {
  /** Once for each version and practice: a second time changes nothing. */
  add(acceptance: Acceptance): Promise<void>;
  /** Those of a contract that runs, the newest first. When it is over they are kept for proof and shown to nobody. */
  of(account: string): Promise<readonly Acceptance[]>;
  /** Of `kinds` those whose newest version this account has not accepted, as itself or for this practice, and which was out when this session began. */
  due(who: { readonly account: string; readonly practice: string | null }, tokenHash: Uint8Array, kinds: readonly TextKind[]): Promise<readonly TextKind[]>;
}
