/** Photos as they are taken in: by what they are, never by what their name says. */
export const MAX_PHOTO_BYTES = 5 * 1024 * 1024;
/** What the cameras of telephones take, and no more: a small file can unfold to any size. */
export const MAX_PHOTO_PIXELS = 50_000_000;
/** Of the two squares that are kept. */
export const PHOTO_SIDES = { small: 96, large: 320 } as const;
export type PhotoSize = keyof typeof PHOTO_SIDES;

/** Raised with every change of what the text of the consent says. */
export const PHOTO_CONSENT_VERSION = 1;

export type PictureKind = 'jpeg' | 'png' | 'webp';
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const JPEG = [0xff, 0xd8, 0xff];
const RIFF = [0x52, 0x49, 0x46, 0x46];
const WEBP = [0x57, 0x45, 0x42, 0x50];

/** null: none of those that are taken. */
export function pictureKind(bytes: Uint8Array): PictureKind | null {
  const begins = (signature: readonly number[], at = 0) => signature.every((byte, index) => bytes[at + index] === byte);
  if (begins(JPEG)) return 'jpeg';
  if (begins(PNG)) return 'png';
  return begins(RIFF) && begins(WEBP, 8) ? 'webp' : null;
}
