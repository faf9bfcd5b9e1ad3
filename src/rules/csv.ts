/** Tables as other programs read them: RFC 4180, with the mark that tells spreadsheets it is UTF-8. */

export type Cell = string | number | boolean | Date | null;

const MARK = '\ufeff';
/** What spreadsheets take for a formula, also behind blanks and in the wide letters of East Asian keyboards. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

/** Dates in ISO 8601. A text that a spreadsheet would run gets an apostrophe before it, which spreadsheets do not show. */
function written(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Each row has as many cells as the header. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return MARK + [header, ...rows].map((row) => `${row.map(written).join(',')}\r\n`).join('');
}
