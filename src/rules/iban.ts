/** How account numbers are written down and shown. */

/** As banks exchange it: no spaces, capitals. */
export function plainIban(text: string): string {
  return text.replace(/[\s-]/g, '').toUpperCase();
}

/** In groups of four; of what lies between the country and the last four only that it is there. */
export function maskIban(iban: string): string {
  const plain = plainIban(iban);
  const hidden = plain.slice(0, 4) + '•'.repeat(Math.max(0, plain.length - 8)) + plain.slice(-4);
  return hidden.replace(/(.{4})(?=.)/g, '$1 ');
}
