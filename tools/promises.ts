/** docs/promises.md and the tests that prove its rows. */

export interface Promised {
  /** `M4.2`, `B1`. */
  readonly row: string;
  readonly done: boolean;
}
export interface Proof {
  readonly path: string;
  readonly title: string;
}

const ROW = /^\|\s*(M\d+\.\d+|B\d+)\s*\|\s*(open|done)\s*\|/;
/** The title of a test or of a group of tests; one title may carry several rows, at its beginning. */
const TITLE = /\b(?:test|it|describe)(?:\.\w+)*(?:\([^()'"`]*\))?\(\s*(['"`])((?:M\d+\.\d+|B\d+)\b.*?)\1/g;
const ROWS_AT_START = /^(?:(?:M\d+\.\d+|B\d+)[\s,+:]+(?:and )?)+/;

/** Throws when a row stands twice, or when there is none. */
export function readPromises(markdown: string): readonly Promised[] {
  const promises = markdown.split('\n').flatMap((line) => {
    const [, row, state] = ROW.exec(line) ?? [];
    return row === undefined ? [] : [{ row, done: state === 'done' }];
  });
  const rows = new Set(promises.map((promise) => promise.row));
  if (rows.size === 0 || rows.size !== promises.length) throw new Error('docs/promises.md: each row stands once, as "| M1.1 | open | …".');
  return promises;
}

export function provenRows(files: readonly { readonly path: string; readonly source: string }[]): Map<string, Proof[]> {
  const proofs = new Map<string, Proof[]>();
  for (const { path, source } of files) {
    for (const [, , title = ''] of source.matchAll(TITLE)) {
      for (const row of ROWS_AT_START.exec(`${title} `)?.[0].match(/M\d+\.\d+|B\d+/g) ?? []) {
        proofs.set(row, [...(proofs.get(row) ?? []), { path, title }]);
      }
    }
  }
  return proofs;
}
