/** From the bytes of a file to the two squares that are kept. Nothing else of the file is: no place, no camera, no time. */
import sharp from 'sharp';
import { MAX_PHOTO_BYTES, MAX_PHOTO_PIXELS, PHOTO_SIDES, pictureKind } from '../../rules/picture.ts';

// Pictures of people lie in no cache, and one at a time is quick enough.
sharp.cache(false);
sharp.concurrency(1);

/** Of what looks sharp on a screen and is small on the way. */
const QUALITY = 80;

export type Drawn = { readonly ok: true; readonly small: Uint8Array; readonly large: Uint8Array } | { readonly refused: 'too-big' | 'not-a-picture' };

/** What the file says of its size is read before anything is unfolded. */
export async function drawPicture(bytes: Uint8Array): Promise<Drawn> {
  if (bytes.length > MAX_PHOTO_BYTES) return { refused: 'too-big' };
  const kind = pictureKind(bytes);
  if (kind === null) return { refused: 'not-a-picture' };
  const options = { limitInputPixels: MAX_PHOTO_PIXELS, failOn: 'error', pages: 1 } as const;
  try {
    const { width, height, format } = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
    if (format !== kind) return { refused: 'not-a-picture' };
    if (width * height > MAX_PHOTO_PIXELS) return { refused: 'too-big' };
    const square = async (side: number) =>
      new Uint8Array(await sharp(bytes, options).autoOrient().resize(side, side, { fit: 'cover', position: 'centre' }).webp({ quality: QUALITY }).toBuffer());
    const large = await square(PHOTO_SIDES.large);
    return { ok: true, small: await square(PHOTO_SIDES.small), large };
  } catch {
    // The library's words repeat what is in the file.
    return { refused: 'not-a-picture' };
  }
}
