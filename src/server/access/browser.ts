/** M1.1: the browser's family and major version, from a closed list; nothing else of the user agent. */
const FAMILIES = [
  ['Edge', /\bEdgA?\/(\d{1,3})|\bEdgiOS\/(\d{1,3})/],
  ['Opera', /\bOPR\/(\d{1,3})/],
  ['Samsung Internet', /\bSamsungBrowser\/(\d{1,3})/],
  ['Firefox', /\bFirefox\/(\d{1,3})|\bFxiOS\/(\d{1,3})/],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\/(\d{1,3})/],
  ['Safari', /\bVersion\/(\d{1,3})[\d.]* (?:Mobile\/\S+ )?Safari\//],
] as const satisfies readonly (readonly [string, RegExp])[];

/** `Firefox 153`, or `other`. */
export function browserOf(userAgent: string | undefined): string {
  for (const [family, pattern] of FAMILIES) {
    const match = pattern.exec((userAgent ?? '').slice(0, 512));
    const major = match?.slice(1).find((part) => part !== undefined);
    if (major !== undefined) return `${family} ${Number(major)}`;
  }
  return 'other';
}
