/**
 * From the host's click that lets somebody in to a moving picture on both sides, with 80 ms round trip between the two. While one waits the
 * connection is up already: relayed, as the portal does it where there is a relay, and direct. Each in turns with a bare page whose direct
 * connection is up and that puts its tracks in when "go" passes over its socket, under the same delays.
 *
 * The direct pre-connection exists only where the portal's public address is a loopback one, which no page in the lab could reach. So the same
 * server runs in the lab under the name `localhost`, without a relay, and the browsers are told that this name lies at its address.
 *
 *   npm run bench:admission [-- --runs 12] [-- --json FILE]        needs root
 */
import process from 'node:process';
import { admit, bothPictures, goBare, openLabOrSay, serveBareLink, waitBare, waitInRoom, type Pair } from './lab-calls.ts';
import { numberAsked, report } from './figures.ts';

const runs = numberAsked('runs', 12);
/** Of each person's link, each way: twenty to the router and twenty from it, and back. */
const LINK_MS = '20';

const lab = openLabOrSay('bench:admission');
try {
  const relayed = await lab.serveVisit({ relaySecret: lab.startRelay() });
  const direct = await lab.serveVisit({ relaySecret: null, name: 'localhost' });
  const bare = await serveBareLink(lab);
  const urls = [relayed.url, direct.url, bare.url];
  const [guests, hosts] = await Promise.all([lab.sit('a', ...urls), lab.sit('b', ...urls)]);
  lab.set('link', 'a', LINK_MS);
  lab.set('link', 'b', LINK_MS);
  const pair: Pair = { guest: guests.page, host: hosts.page };

  const visit = async (url: string): Promise<number> => {
    await waitInRoom(pair, url);
    const clicked = await admit(pair.host);
    return (await bothPictures(pair)) - clicked;
  };
  const ways = {
    relayed: () => visit(relayed.url),
    direct: () => visit(direct.url),
    async bare() {
      await waitBare(pair, bare.url);
      const clicked = await goBare(pair.host);
      return (await bothPictures(pair)) - clicked;
    },
  };
  const took: Record<keyof typeof ways, number[]> = { relayed: [], direct: [], bare: [] };
  const order = ['bare', 'relayed', 'direct'] as const;
  for (let run = 0; run < runs; run++) for (const of of run % 2 === 0 ? order : order.toReversed()) took[of].push(await ways[of]());
  await Promise.all([guests.close(), hosts.close()]);
  const figure = (of: 'relayed' | 'direct') =>
    ({
      name: `admission-to-both-pictures-${of}`,
      unit: 'ms',
      values: took[of],
      floors: took.bare,
      target: { kind: 'ratio-at-most', limit: 1.25 },
      digits: 0,
    }) as const;
  process.exitCode = report([figure('relayed'), figure('direct')]) ? 0 : 1;
} finally {
  lab.close();
}
