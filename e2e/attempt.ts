/** One try at one door: which address, and everything in the form that the door could read. */
import { randomUUID } from 'node:crypto';
import { orderForm } from './people.ts';
import type { Portal } from './portal.ts';
import { PASSWORD, type Seat, type Side, type World } from './seats.ts';

export interface Try {
  readonly path: string;
  readonly ask: string;
  readonly seat: Seat;
  /** Empty for nobody. */
  readonly cookie: string;
  readonly world: World;
  /** Whose ids stand in the address, and in what is posted. */
  readonly inAddress: Ids;
  readonly inForm: Ids;
}
export type Ids = Pick<Side, 'practice' | 'owner' | 'provider' | 'spare' | 'event' | 'invitation' | 'memberInvitation' | 'kind' | 'task' | 'holder'>;
export interface Answer {
  readonly status: number;
  /** Where one is led; empty: nowhere. */
  readonly target: string;
  readonly text: string;
}

let tries = 0;
/** Each from a network of its own: it is not the limits that keep people out here. */
export const network = (): string => `10.${(++tries >> 16) & 255}.${(tries >> 8) & 255}.${tries & 255}`;

/** What in an address is no id. */
const NAMED: Readonly<Record<string, string>> = { '[kind]': 'terms-client', '[version]': '1', '[file]': 'de.txt', '[topic]': 'take-part' };

export function addressOf(path: string, ids: Ids): string {
  const id = path.startsWith('/portal/operator/') ? ids.practice : path.startsWith('/portal/tasks/') ? ids.task : ids.event;
  return path
    .replace('[invitation]', ids.invitation)
    .replace('[account]', ids.spare)
    .replaceAll(/\[\w+\]/g, (part) => NAMED[part] ?? id);
}

/** Every field that any form of the portal has; `e2e/routes.test.ts` finds one that is missing. */
export function formOf(path: string, seat: Seat, world: World, ids: Ids): Readonly<Record<string, string>> {
  const today = new Date().toISOString().slice(0, 10);
  const isOther = ids.practice === world.other.practice;
  return {
    ...orderForm({ email: `new.${randomUUID()}@mail.example`, password: PASSWORD, orderKey: randomUUID().replaceAll('-', '').padEnd(43, 'x') }),
    id: idFor(path, world, ids),
    account: ids.spare,
    heir: ids.owner,
    event: ids.event,
    invitation: ids.invitation,
    owner: isOther || seat === 'provider' || seat === 'assistant' || !(seat in world.accounts) ? ids.provider : world.accounts[seat as 'owner'],
    present: PASSWORD,
    name: 'New name',
    telephone: '',
    title: 'T',
    type: 'consultation',
    date: '2031-03-04',
    time: '09:00',
    minutes: '10',
    size: 'group',
    label: 'L',
    invitationLanguage: 'en',
    despite: '',
    held: 'held',
    lead: '',
    termHours: '',
    colleagues: '',
    role: 'provider',
    formOfAddress: '',
    language: 'en',
    token: 'x'.repeat(43),
    step: 'x'.repeat(43),
    code: '000000',
    kind: path.startsWith('/portal/account') ? 'delete' : 'counselling',
    datum: 'title',
    state: 'done',
    text: 'T',
    received: today,
    holder: 'H',
    iban: 'DE89370400440532013000',
    bic: '',
    mandate: 'on',
    consent: 'on',
    photo: '',
    'operator-name': 'O',
    task: ids.task,
    for: ids.holder,
    due: '',
    remind: '',
    tell: '',
    done: 'yes',
    reply: 'confirmed',
    wording: 'neutral',
    topic: 'other',
    website: '',
    form: 'everything',
    version: '1',
    seal: '',
    firstDay: '2031-03-04',
    lastDay: '2031-03-05',
    hours: '9-12',
    colour: 'green',
    before: '',
    after: '',
    remindDay: 'on',
    remindShortly: 'on',
    typeWords: '',
    filledFor: '',
    mark: '',
    // Not ticked: whoever tries the other addresses afterwards is still to be there.
    sure: '',
    address: 'Weg 1',
    since: today,
  };
}

function idFor(path: string, world: World, ids: Ids): string {
  // Drawn with the form.
  if (path === '/portal/tasks/new' || path === '/portal/contact') return randomUUID();
  if (path === '/portal/practice/members') return ids.memberInvitation;
  if (path === '/portal/practice/types') return ids.kind;
  if (path === '/portal/operator/requests') return world.request;
  return path === '/portal/account/sessions' ? world.session : world.passkey;
}

/** What endpoints that take JSON are sent. */
function jsonOf(path: string, world: World, ids: Ids): unknown {
  switch (path) {
    case '/portal/waiting':
      return { events: [ids.event] };
    case '/portal/waiting/extend':
      return { event: ids.event, minutes: 10 };
    case '/portal/ticket':
      return { event: ids.event };
    case '/portal/account/second-factor/passkey':
      return { password: PASSWORD };
    case '/portal/login/passkey':
      return { response: null };
    case '/j/look':
    case '/j/enter':
      return { token: world.link };
    case '/j/notice':
      return { kind: 'privacy', key: { token: world.link } };
    case '/j/reply':
      return { key: { token: world.link }, reply: 'confirmed' };
    case '/j/ticket':
      return { invitation: ids.invitation, receipt: null, participant: null };
    default:
      return null;
  }
}

export async function attempt(portal: Portal, { path, ask, seat, cookie, world, inAddress, inForm }: Try, suffix = ''): Promise<Answer> {
  const isRead = ask === 'view' || ask === 'GET';
  // What pages read of the query.
  const query = ask === 'view' ? `?change=${inForm.spare}&person=${inForm.provider}&of=${inForm.event}` : '';
  const at = `${portal.url}${addressOf(path, inAddress)}${suffix}${query}`;
  const json = isRead ? null : jsonOf(path, world, inForm);
  const answer = await fetch(/^(view|default|[A-Z]+)$/.test(ask) ? at : `${at}?/${ask}`, {
    redirect: 'manual',
    method: isRead ? 'GET' : 'POST',
    // A form's answer as a browser without script reads it: with the status itself.
    headers: {
      origin: portal.url,
      accept: 'text/html',
      'x-forwarded-for': network(),
      ...(cookie === '' ? {} : { cookie }),
      ...(json === null ? {} : { 'content-type': 'application/json' }),
    },
    ...(isRead ? {} : { body: json === null ? new URLSearchParams(formOf(path, seat, world, inForm)) : JSON.stringify(json) }),
  });
  const place = answer.headers.get('location');
  return { status: answer.status, target: place === null ? '' : new URL(place, portal.url).pathname, text: await answer.text() };
}
