/** The key that outgoing mails are signed with (DKIM, RFC 6376), so that mailboxes can tell them from forged ones. */
import { createPrivateKey } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';

export interface DkimSettings {
  readonly domain: string;
  readonly selector: string;
  readonly keyFile: string;
}
export interface DkimSigner {
  readonly domain: string;
  readonly selector: string;
  /** PEM. */
  readonly privateKey: string;
}

/** RFC 8301, 3.2: signers should use at least this much. */
const KEY_BITS = 2048;

/**
 * Read once at the start: a signer without a usable key would send unsigned mails and say nothing.
 * @returns one sentence that begins with the variable's name and holds nothing of the file, or the signer.
 */
export function openDkim({ domain, selector, keyFile }: DkimSettings): { readonly ok: true; readonly signer: DkimSigner } | { readonly refused: string } {
  let pem: string;
  try {
    if ((statSync(keyFile).mode & 0o007) !== 0) return { refused: 'DKIM_KEY_FILE may be read by everybody on this machine. Take that right away (chmod 600).' };
    pem = readFileSync(keyFile, 'utf8');
  } catch {
    return { refused: 'DKIM_KEY_FILE names a file that cannot be read.' };
  }
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < KEY_BITS)
      return { refused: `DKIM_KEY_FILE must hold an RSA key of at least ${KEY_BITS} bits.` };
  } catch {
    return { refused: 'DKIM_KEY_FILE does not hold a private key in PEM without a passphrase.' };
  }
  return { ok: true, signer: { domain, selector, privateKey: pem } };
}
