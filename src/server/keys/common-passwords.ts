/** The passwords that are guessed first (NIST SP 800-63B-4, 3.1.1.2): about fifty thousand, shipped with a package, in memory from the first question on. */
let known: Promise<ReadonlySet<string>> | null = null;

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common'].map(plain));
}

/** Spaces between its words make a guessed password no better. */
const plain = (password: string): string => password.normalize('NFC').toLowerCase().replace(/\s+/g, '');

export async function isCommon(password: string): Promise<boolean> {
  const all = await (known ??= load());
  const asked = plain(password);
  if (all.has(asked)) return true;
  // The same thing several times over, until it is long enough.
  for (let length = 1; length <= asked.length / 2; length++) {
    if (asked.length % length !== 0) continue;
    const part = asked.slice(0, length);
    if (part.repeat(asked.length / length) === asked) return length < 4 || all.has(part);
  }
  return false;
}
