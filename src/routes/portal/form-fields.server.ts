/** How the forms of the account area take their input: text fields only, each cut at a length no honest field reaches. */

/** Longer than any field may be, so that "too long" is still told at the field; shorter than what would be worth keeping. */
const MAX_FIELD = 4_096;
/** More rows than any form of ours has. */
const MAX_REPEATS = 32;

export interface Fields {
  /** Empty when the field was not sent, or was a file. */
  text(name: string): string;
  /** Of a field that may come several times, in the order of the page. */
  all(name: string): readonly string[];
  has(name: string): boolean;
}

/** `longest`: of a form with long texts, in characters. */
export async function readFields(request: Request, longest: number = MAX_FIELD): Promise<Fields> {
  // What is not a form at all has no fields; each deed then says what is missing.
  const form = await request.formData().catch(() => new FormData());
  const clean = (value: FormDataEntryValue | null) => (typeof value === 'string' ? value.slice(0, longest) : '');
  return {
    text: (name) => clean(form.get(name)),
    all: (name) => form.getAll(name).slice(0, MAX_REPEATS).map(clean),
    has: (name) => form.has(name),
  };
}

/** null: not one of them. */
export function oneOf<const T extends string>(allowed: readonly T[], text: string): T | null {
  return allowed.find((each) => each === text) ?? null;
}
