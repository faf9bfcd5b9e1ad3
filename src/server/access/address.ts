/** M1.2: what is left of an address an hour after the visit, and in the access record from the start. M1.4: whom a limit counts. */
import { isIPv4, isIPv6 } from 'node:net';

/**
 * IPv4 loses its last two octets, IPv6 keeps its first 32 bits; an IPv4 address inside an IPv6 one (mapped `::ffff:0:0/96`,
 * RFC 4291 2.5.5; NAT64 `64:ff9b::/96`, RFC 6052) is treated as IPv4. What is no address becomes `unknown`.
 */
export function anonymised(address: string): string {
  const plain = address.replace(/%.*$/, '');
  if (isIPv4(plain)) return firstTwoOctets(plain.split('.').map(Number));
  if (!isIPv6(plain)) return 'unknown';
  const words = wordsOf(plain);
  const octets = embeddedOctets(words);
  if (octets) return firstTwoOctets(octets);
  return `${(words[0] ?? 0).toString(16)}:${(words[1] ?? 0).toString(16)}::`;
}

/**
 * Who can come from many addresses at will counts as one: of IPv6 a line has 64 bits to itself (RFC 6177, RFC 7421), so only the first 64 count.
 * What is no address counts as itself.
 */
export function lineOf(address: string): string {
  const plain = address.replace(/%.*$/, '');
  if (!isIPv6(plain)) return plain;
  const words = wordsOf(plain);
  return (
    embeddedOctets(words)?.join('.') ??
    words
      .slice(0, 4)
      .map((word) => word.toString(16))
      .join(':')
  );
}

/** The IPv4 address inside an IPv6 one; null: there is none. */
function embeddedOctets(words: readonly number[]): readonly number[] | null {
  if (!isPrefix(words, [0, 0, 0, 0, 0, 0xffff]) && !isPrefix(words, [0x64, 0xff9b, 0, 0, 0, 0])) return null;
  return words.slice(6).flatMap((word) => [word >> 8, word & 0xff]);
}

function firstTwoOctets(octets: readonly number[]): string {
  return `${octets[0] ?? 0}.${octets[1] ?? 0}.0.0`;
}

function isPrefix(words: readonly number[], prefix: readonly number[]): boolean {
  return prefix.every((word, at) => words[at] === word);
}

/** The eight 16-bit words of an IPv6 address that `isIPv6` accepts. */
function wordsOf(address: string): readonly number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const pure = dotted
    ? `${dotted[1] ?? ''}${((Number(dotted[2]) << 8) | Number(dotted[3])).toString(16)}:${((Number(dotted[4]) << 8) | Number(dotted[5])).toString(16)}`
    : address;
  const [head = '', tail] = pure.split('::');
  const parse = (part: string) => (part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16)));
  if (tail === undefined) return parse(head);
  const [left, right] = [parse(head), parse(tail)];
  return [...left, ...Array.from({ length: 8 - left.length - right.length }, () => 0), ...right];
}
