/** The table of deeds against every address there is: everybody tries every page, form action and method, also with the ids of other people in it. */
import { expect, test } from '@playwright/test';
import { clientMessage } from '../src/call/client-message.ts';
import { may, type Actor } from '../src/rules/authority.ts';
import { MESSAGES, ROUTES, type Opening, type RouteRow } from '../src/rules/routes.ts';
import { addressOf, attempt, formOf, network, type Answer, type Ids, type Try } from './attempt.ts';
import { openLook, type Look } from './database.ts';
import { appCode } from './people.ts';
import { startPortal, type Portal } from './portal.ts';
import { differences, fieldsRead, routesThere } from './route-list.ts';
import { MARK, NAME_MARK, openSeats, PASSWORD, SEATS, SECRET, type Seat, type Seats, type World } from './seats.ts';

let portal: Portal;
let seats: Seats;
let look: Look;
test.beforeAll(async () => {
  portal = await startPortal({ env: { TRUSTED_PROXIES: '127.0.0.1,::1' } });
  seats = await openSeats(portal);
  look = await openLook(portal);
});
test.afterAll(async () => {
  await Promise.all([seats.close(), look.close()]);
  await portal.stop();
});

/** Written by the portal for itself while it answers, whoever asks: who came, how often, when a session was last used, what a mail carries. */
const OWN_NOTES = ['access_record', 'session', 'session_grant', 'failed_login', 'known_network', 'token', 'deleted_record', 'erasure_run'];
/** Nothing of the first practice is for their eyes; guest and client see what invitations tell. */
const OUTSIDE: readonly Seat[] = ['nobody', 'stranger'];
/** Only these may ever read what the provider wrote about a client. */
const READERS: readonly Seat[] = ['assistant', 'provider'];

test('M3.10 every route, form action, method and message has its row, every row its route, and every field a value to try it with', async () => {
  expect(differences(routesThere(), ROUTES)).toEqual([]);
  expect(clientMessage.options.map((option) => option.entries.type.literal).sort()).toEqual(Object.keys(MESSAGES).sort());
  const world = await seats.newWorld();
  const form = formOf('/', 'owner', world, world.own);
  expect(fieldsRead().filter((name) => !(name in form))).toEqual([]);
});

test('M3.10 a route without a row is found, and a row without a route', () => {
  const there = new Map([...routesThere(), ['/portal/hole', ['view', 'open']]]);
  const found = differences(there, { ...ROUTES, '/portal/gone': { asks: { view: 'everybody' } } });
  expect(found).toEqual([
    'src/rules/routes.ts lacks /portal/hole view',
    'src/rules/routes.ts lacks /portal/hole open',
    'src/rules/routes.ts names /portal/gone view, which does not exist',
  ]);
});

test('M3.10 whoever writes the ids of other people into an address or a form changes nothing of theirs and reads none of it', async () => {
  test.setTimeout(120_000);
  expect(await swapAll(ROUTES)).toEqual([]);
});

test('M3.10 no address opens to anybody what the table does not allow, changes anything for them, or shows them a word of it', async () => {
  test.setTimeout(180_000);
  expect(await tryAll(ROUTES)).toEqual([]);
});

test('M3.10 what is no id, or nobody’s, is refused without a fault of the portal', async () => {
  const world = await seats.newWorld();
  const made = (id: string): Ids => ({
    practice: id,
    owner: id,
    provider: id,
    spare: id,
    event: id,
    invitation: id,
    memberInvitation: id,
    kind: id,
    task: id,
    holder: `member:${id}`,
  });
  const faults: string[] = [];
  for (const seat of ['provider', 'operator'] as const) {
    const cookie = await seatCookie(world, seat);
    for (const [path, ask] of asksOf(ROUTES))
      for (const ids of [made('not-an-id'), made('0000-00'), made('00000000-0000-4000-8000-000000000000')]) {
        if (path === '/portal/logout') continue;
        const unknown = { ...world, passkey: ids.event, session: ids.event, request: ids.event };
        const { status } = await attempt(portal, { path, ask, seat, cookie, world: unknown, inAddress: ids, inForm: ids });
        if (status >= 500) faults.push(`${path} ${ask} as ${seat}, with ${ids.event}: ${status}`);
      }
  }
  expect(faults).toEqual([]);
});

test('M3.10 a hole that is planted is found: a door that opens to more than its row says', async () => {
  const found = await tryAll({ '/portal/practice/contract': { asks: { view: 'operator.settings' } } });
  expect(found).toEqual(expect.arrayContaining([expect.stringContaining('/portal/practice/contract view as owner')]));
  expect(await tryAll({ '/portal/events/[id]': { asks: { view: 'operator.settings', extend: 'operator.settings' }, of: 'event' } })).toEqual(
    expect.arrayContaining([expect.stringContaining('/portal/events/[id] view as provider'), expect.stringContaining('extend: changed event')]),
  );
  // The owner's own person, taken for somebody else's.
  const world = await seats.newWorld();
  const cookie = await world.cookieOf('owner');
  const swap = { path: '/portal/practice/members', ask: 'remove', seat: 'owner', cookie, world, inAddress: world.own, inForm: world.own } as const;
  expect(await faultsOfSwap(swap, idsOf(world))).toEqual(expect.arrayContaining([expect.stringContaining('changed member')]));
});

function asksOf(table: Readonly<Record<string, RouteRow>>): readonly (readonly [path: string, ask: string, opening: Opening, row: RouteRow])[] {
  return Object.entries(table).flatMap(([path, row]) => Object.entries(row.asks).map(([ask, opening]) => [path, ask, opening, row] as const));
}

/** Who the person is before what the address names. */
function actorOf(seat: Seat, { of }: RouteRow): Actor {
  if (of === 'event') return seat === 'owner' ? 'colleague' : seat;
  if (of === 'practice') return seat;
  if (seat === 'stranger') return 'owner';
  return seat === 'colleague' ? 'provider' : seat;
}

function isOpen(opening: Opening, seat: Seat, row: RouteRow): boolean {
  if (opening === 'everybody' || opening === 'key' || opening === 'development') return true;
  if (opening === 'signed-in') return seat !== 'nobody' && seat !== 'guest';
  return may(actorOf(seat, row), opening);
}

/** @returns what was not as the table says, in words. */
async function tryAll(table: Readonly<Record<string, RouteRow>>): Promise<readonly string[]> {
  const faults: string[] = [];
  const standing = await seats.newWorld();
  const signedIn = await signAllIn(standing);
  let used = await seats.newWorld();
  for (const [path, ask, opening, row] of asksOf(table)) {
    const tryAs = (seat: Seat, world: World, cookie: string): Try => {
      const ids = row.of === undefined ? world.ownIds(seat) : world.own;
      return { path, ask, seat, cookie, world, inAddress: ids, inForm: ids };
    };
    const denied = SEATS.filter((seat) => !isOpen(opening, seat, row));
    const before = denied.length > 0 ? await look.sums(OWN_NOTES) : {};
    for (const seat of denied) {
      const mine = tryAs(seat, standing, signedIn[seat]);
      const { status, target, text } = await attempt(portal, mine);
      if (!isRefusal(status, target)) faults.push(`${path} ${ask} as ${seat}: ${status} ${target}, but ${opening} is not theirs`);
      // Whoever reads the event and may not do this to it is told so on its page.
      if (!READERS.includes(seat)) faults.push(...shown(mine, text));
      // The same page as its script asks for it.
      if (ask === 'view' && !READERS.includes(seat)) faults.push(...shown(mine, (await attempt(portal, mine, '/__data.json')).text));
    }
    if (denied.length > 0) {
      const after = await look.sums(OWN_NOTES);
      for (const name of Object.keys(after)) if (after[name] !== before[name]) faults.push(`${path} ${ask}: changed ${name} for somebody who may not`);
    }
    for (const seat of SEATS.filter((each) => !denied.includes(each))) {
      let answer = await openTo(tryAs(seat, used, await used.cookieOf(seat)), opening);
      // Whoever came before may have used it up: then it must open to them in a world that is new.
      if (!answer.isOpened) {
        used = await seats.newWorld();
        answer = await openTo(tryAs(seat, used, await used.cookieOf(seat)), opening);
      }
      const { status, target, text, isOpened } = answer;
      if (!isOpened) faults.push(`${path} ${ask} as ${seat}: ${status} ${target}, but ${opening} is theirs`);
      if (!READERS.includes(seat) && opening !== 'development') faults.push(...shown({ path, ask, seat }, text));
    }
  }
  return faults;
}

async function openTo(mine: Try, opening: Opening): Promise<Answer & { readonly isOpened: boolean }> {
  const answer = await attempt(portal, mine);
  const { status, target } = answer;
  if (opening === 'key' || opening === 'development') return { ...answer, isOpened: status < 500 };
  const isLedOut = target.startsWith('/portal/login') && mine.path !== '/portal/logout' && mine.path !== '/portal/reset';
  // A form may be refused for what it lacks; a page may not.
  return { ...answer, isOpened: status < 500 && ![401, 403, 404].includes(status) && !isLedOut };
}

function isRefusal(status: number, target: string): boolean {
  return [401, 403, 404].includes(status) || (status === 303 && (target === '/portal' || target === '/portal/operator' || target.startsWith('/portal/login')));
}

function shown({ path, ask, seat }: Pick<Try, 'path' | 'ask' | 'seat'>, text: string): readonly string[] {
  // The link opens what the invitation tells, to whoever holds it.
  const mayName = !OUTSIDE.includes(seat) || path.startsWith('/j/');
  return text.includes(MARK) || (!mayName && path.startsWith('/portal/') && text.includes(`${NAME_MARK}</`))
    ? [`${path} ${ask} as ${seat}: shows what is the first practice's`]
    : [];
}

const idsOf = (world: World): readonly string[] => [
  ...Object.values<string>({ ...world.own, holder: world.own.invitation }),
  ...[world.accounts.provider, world.accounts.assistant, world.accounts.colleague],
  ...[world.colleagues.event, world.passkey, world.session],
];

/** Only who may act at all upon something of their own: the stranger with the first practice's ids, the colleague and the client with the provider's. */
async function swapAll(table: Readonly<Record<string, RouteRow>>): Promise<readonly string[]> {
  const faults: string[] = [];
  const world = await seats.newWorld();
  const colleagues: Ids = { ...world.own, ...world.colleagues };
  const providers = [world.accounts.provider, world.own.event, world.own.invitation, world.own.task, world.passkey, world.session];
  for (const [path, ask, opening] of asksOf(table)) {
    if (opening === 'everybody' || opening === 'key' || opening === 'development') continue;
    const swaps = [
      { seat: 'stranger', inAddress: world.own, inForm: world.own, of: idsOf(world) },
      { seat: 'stranger', inAddress: world.other, inForm: world.own, of: idsOf(world) },
      { seat: 'stranger', inAddress: world.own, inForm: world.other, of: idsOf(world) },
      { seat: 'colleague', inAddress: world.own, inForm: world.own, of: providers },
      { seat: 'colleague', inAddress: colleagues, inForm: world.own, of: providers },
      { seat: 'colleague', inAddress: world.own, inForm: colleagues, of: providers },
      { seat: 'client', inAddress: world.own, inForm: world.own, of: idsOf(world) },
    ] as const;
    for (const { of, ...swap } of swaps) faults.push(...(await faultsOfSwap({ path, ask, ...swap, cookie: await world.cookieOf(swap.seat), world }, of)));
  }
  return faults;
}

async function faultsOfSwap(mine: Try, ids: readonly string[]): Promise<readonly string[]> {
  const before = await look.sums(OWN_NOTES, ids);
  const { text } = await attempt(portal, mine);
  const after = await look.sums(OWN_NOTES, ids);
  const named = `${mine.path} ${mine.ask} as ${mine.seat} at ${addressOf(mine.path, mine.inAddress)}`;
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  return [...changed.map((name) => `${named}: changed ${name}, which is not theirs`), ...shown(mine, text)];
}

/** As people do: by the form, with a second factor where one is set up; a guest by the link. */
async function signAllIn(world: World): Promise<Readonly<Record<Seat, string>>> {
  const cookies = await Promise.all(SEATS.map(async (seat) => [seat, await seatCookie(world, seat)] as const));
  return Object.fromEntries(cookies) as Record<Seat, string>;
}

async function seatCookie(world: World, seat: Seat): Promise<string> {
  if (seat === 'nobody') return '';
  const send = async (path: string, form: Readonly<Record<string, string>>): Promise<Answer & { readonly cookie: string }> => {
    const isJson = path.startsWith('/j/');
    const headers = { origin: portal.url, accept: 'text/html', 'x-forwarded-for': network(), ...(isJson && { 'content-type': 'application/json' }) };
    const answer = await fetch(`${portal.url}${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers,
      body: isJson ? JSON.stringify(form) : new URLSearchParams(form),
    });
    const cookie = /^APPSESSION=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? '';
    return { status: answer.status, target: answer.headers.get('location') ?? '', text: await answer.text(), cookie };
  };
  const first =
    seat === 'guest' ? await send('/j/enter', { token: world.link }) : await send('/portal/login?/enter', { email: world.addressOf(seat), password: PASSWORD });
  const step = /name="step" value="([^"]+)"/.exec(first.text)?.[1];
  const last = step === undefined ? first : await send('/portal/login?/second', { step, code: appCode(SECRET) });
  if (last.cookie === '') throw new Error(`${seat} was not signed in: ${first.status}, ${last.status}`);
  return last.cookie;
}
