/** How iCalendar (RFC 5545) writes: escaped texts, folded lines, CRLF. */

/** 3.1: lines of at most 75 octets without their end. */
const LINE_OCTETS = 75;
/** The year the portal's first mail could have left; keeps SEQUENCE far below 2^31 for decades. */
const SEQUENCE_EPOCH_S = Date.UTC(2026, 0, 1) / 1000;

/** 3.3.11. */
export function escapeText(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|[\r\n]/g, '\\n');
}

/** A later moment is a later revision. */
export function sequenceAt(at: Date): number {
  return Math.max(0, Math.floor(at.getTime() / 1000) - SEQUENCE_EPOCH_S);
}

export function calendarText(lines: readonly string[]): string {
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** Folded between characters, never inside one. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const length = encoder.encode(character).length;
    if (octets + length > LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += length;
  }
  return folded;
}
