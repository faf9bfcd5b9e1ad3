/** The requester's address behind trusted proxies. */
import { BlockList, isIP } from 'node:net';
import type { IncomingMessage } from 'node:http';

/** `proxies`: addresses or CIDR ranges (`10.0.0.0/8`, `fd00::/8`), checked by the configuration. */
export function addressReader(proxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList();
  for (const proxy of proxies) {
    const [network = '', prefix] = proxy.split('/');
    const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
    if (prefix === undefined) trusted.addAddress(network, family);
    else trusted.addSubnet(network, Number(prefix), family);
  }
  const isTrusted = (address: string) => {
    const plain = plainAddress(address);
    const family = isIP(plain);
    return family !== 0 && trusted.check(plain, family === 6 ? 'ipv6' : 'ipv4');
  };
  return (request) => {
    let address = plainAddress(request.socket.remoteAddress ?? '');
    const header = request.headers['x-forwarded-for'];
    const chain = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',').map((part) => plainAddress(part.trim()));
    // From the nearest hop outwards: the first one that no trusted proxy vouches for is the person.
    while (isTrusted(address)) {
      const next = chain.pop();
      if (next === undefined || isIP(next) === 0) break;
      address = next;
    }
    return address;
  };
}

/** IPv4 inside IPv6 (`::ffff:203.0.113.9`) is IPv4. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}
