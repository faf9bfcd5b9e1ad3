/** What stands beside a password: an authenticator app (RFC 6238), recovery codes for the day it is lost, passkeys (WebAuthn). */
export interface Standing {
  /** Confirmed by a code. */
  readonly hasTotp: boolean;
  readonly passkeys: number;
  /** Recovery codes that are left. */
  readonly codes: number;
  readonly verifiedAt: Date | null;
}
export interface ListedPasskey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  /** `YYYY-MM-DD`; null: never. */
  readonly usedOn: string | null;
}
export interface Passkey {
  readonly id: string;
  readonly account: string;
  readonly credentialId: Uint8Array;
  readonly publicKey: Uint8Array;
  /** Of signatures; 0 for ever: the authenticator does not count. */
  readonly counter: number;
  /** As the browser told, for asking again. */
  readonly transports: readonly string[];
}

export interface FactorStore {
  standing(account: string): Promise<Standing>;
  /** Replaces one that was never confirmed. false: there is a confirmed one. */
  startTotp(account: string, secret: string, now: Date): Promise<boolean>;
  totp(account: string): Promise<{ readonly secret: string; readonly isConfirmed: boolean } | null>;
  /** Claims by conditional update. false: it was confirmed already. */
  confirmTotp(account: string, step: number, now: Date): Promise<boolean>;
  /** false: this step, or a later one, was used before (RFC 6238, 5.2). */
  spendStep(account: string, step: number): Promise<boolean>;
  removeTotp(account: string): Promise<boolean>;
  /** In place of all former ones; empty: none are left. */
  setCodes(account: string, indexes: readonly Uint8Array[]): Promise<void>;
  /** false: unknown or used. */
  spendCode(account: string, index: Uint8Array): Promise<boolean>;
  passkeys(account: string): Promise<ListedPasskey[]>;
  passkeyBy(credentialId: Uint8Array): Promise<Passkey | null>;
  /** false: it is somebody's already. */
  addPasskey(passkey: Passkey, name: string, now: Date): Promise<boolean>;
  /** false: the counter went back, or stood still though it counts: a copy (WebAuthn, 6.1.1). */
  usePasskey(id: string, counter: number, now: Date): Promise<boolean>;
  renamePasskey(account: string, id: string, name: string): Promise<boolean>;
  removePasskey(account: string, id: string): Promise<boolean>;
}
