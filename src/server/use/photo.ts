/** A photo of oneself, with consent and only as long as it lasts. */
import { PHOTO_CONSENT_VERSION, type PhotoSize } from '../../rules/picture.ts';
import { audit, memberlessMay } from './actor.ts';
import { drawPicture } from './picture.ts';
import type { Ports } from './ports.ts';
import type { SessionView } from './session.ts';

/** 96 bits: two pictures never have the same. */
const STAMP_BYTES = 12;

export type PhotoSet = { readonly ok: true } | { readonly refused: 'forbidden' | 'no-consent' | 'no-file' | 'too-big' | 'not-a-picture' };

/** Without consent the file is not even looked at. */
export async function setPhoto(
  ports: Ports,
  session: SessionView | null,
  input: { readonly consent: boolean; readonly bytes: Uint8Array | null },
): Promise<PhotoSet> {
  const account = memberlessMay(session, 'account.change');
  if (account === null) return { refused: 'forbidden' };
  if (!input.consent) return { refused: 'no-consent' };
  if (input.bytes === null || input.bytes.length === 0) return { refused: 'no-file' };
  const drawn = await drawPicture(input.bytes);
  if ('refused' in drawn) return drawn;
  const stamp = Buffer.from(ports.randomBytes(STAMP_BYTES)).toString('base64url');
  await ports.store.atomically(async (store) => {
    const { small, large } = drawn;
    await store.profiles.setPhoto(account, { stamp, small, large, consentedAt: ports.now(), consentVersion: PHOTO_CONSENT_VERSION });
    await audit(ports, store, { account, practice: session?.membership?.practice.id ?? null }, 'account.change', 'photo', account);
  });
  return { ok: true };
}

/** Withdrawal: the picture is gone with the answer. Twice is once. */
export async function withdrawPhoto(ports: Ports, session: SessionView | null): Promise<{ readonly ok: true } | { readonly refused: 'forbidden' }> {
  const account = memberlessMay(session, 'account.change');
  if (account === null) return { refused: 'forbidden' };
  await ports.store.atomically(async (store) => {
    if (!(await store.profiles.removePhoto(account))) return;
    await audit(ports, store, { account, practice: session?.membership?.practice.id ?? null }, 'account.change', 'photo', account);
  });
  return { ok: true };
}

/** One's own, and those of one's colleagues. null: none, or not for this person; nobody can tell which. */
export async function pictureFor(ports: Ports, session: SessionView | null, account: string, size: PhotoSize): Promise<Uint8Array | null> {
  const own = session?.account?.id;
  if (own === undefined) return null;
  if (own !== account && !(await ports.store.profiles.areColleagues(own, account))) return null;
  return ports.store.profiles.picture(account, size);
}
