/** A one-time token, as it stands behind the `#` of a link: 256 bits in base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** From a whole link or the bare token, with what mail programs put around it. null: there is none in it. */
export function tokenIn(pasted: string): string | null {
  const tail =
    pasted
      .trim()
      .replace(/[>)\]"'.,]+$/, '')
      .split('#')
      .at(-1) ?? '';
  return TOKEN.test(tail) ? tail : null;
}
