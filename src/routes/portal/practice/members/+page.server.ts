import { isUuid } from '#lib/rules/uuid.ts';
import { fullName } from '#lib/rules/person.ts';
import { error, fail, redirect } from '@sveltejs/kit';
import { term } from '#lib/privacy/register.ts';
import {
  changeRole,
  inviteMember,
  leavePractice,
  membersPage,
  removeMember,
  resendMemberInvitation,
  ROLES,
  withdrawMemberInvitation,
  type MemberChanged,
} from '#lib/server/use/members.ts';
import { LANGUAGES } from '#lib/words/fill.ts';
import { membersWords } from '#lib/words/members/index.ts';
import { LOCALES } from '#lib/words/when.ts';
import { providerOf } from '../../account-page.server.ts';
import { oneOf, readFields, type Fields } from '../../form-fields.server.ts';
import type { Actions, PageServerLoad } from './$types';

const DAY_MS = 86_400_000;
export const load: PageServerLoad = async ({ locals, url }) => {
  const { session, practice } = providerOf(locals);
  const page = await membersPage(locals.ports, session);
  if (!page) error(403, 'forbidden');
  const day = new Intl.DateTimeFormat(LOCALES[locals.language], { dateStyle: 'long', timeZone: practice.zone });
  const photos = await Promise.all(page.members.map(({ account }) => locals.ports.store.profiles.stampOf(account)));
  const change = url.searchParams.get('change');
  return {
    words: membersWords[locals.language].members,
    self: session.account?.id ?? '',
    mayManage: page.mayManage,
    places: page.places,
    members: page.members.map((member, index) => ({
      account: member.account,
      role: member.role,
      name: fullName(member),
      since: day.format(member.joinedAt),
      hasSecondFactor: member.hasSecondFactor,
      eventsAhead: member.eventsAhead,
      photo: photos[index] ?? null,
    })),
    invitations: page.invitations.map(({ id, email, role, expiresAt }) => ({ id, email, role, until: day.format(expiresAt) })),
    days: term('member-invitation') / DAY_MS,
    practiceLanguage: practice.language,
    change: page.members.some(({ account }) => account === change) ? change : null,
  };
};

type Said = 'changed' | 'removed' | 'resent' | 'withdrawn';
interface Outcome {
  readonly said: Said | null;
  readonly invited: string | null;
  readonly email: string;
  readonly emailFault: 'missing' | 'not-an-address' | 'is-member' | 'too-many' | null;
  readonly refused: Extract<MemberChanged, { refused: unknown }>['refused'] | null;
  /** Whose form it was that was refused. */
  readonly account: string | null;
}
const outcome = (part: Partial<Outcome>): Outcome => ({ said: null, invited: null, email: '', emailFault: null, refused: null, account: null, ...part });

const STATUS = { forbidden: 403, 'not-there': 404, 'last-owner': 409, 'heir-needed': 400 } as const;

function idIn(fields: Fields, name: string): string {
  const id = fields.text(name);
  if (!isUuid(id)) error(400, 'not an id');
  return id;
}
const heirIn = (fields: Fields): string | null => (isUuid(fields.text('heir')) ? fields.text('heir') : null);

function answer(changed: MemberChanged, account: string, said: Said) {
  return 'ok' in changed ? outcome({ said }) : fail(STATUS[changed.refused], outcome({ refused: changed.refused, account }));
}

export const actions: Actions = {
  invite: async ({ locals, request }) => {
    const fields = await readFields(request);
    const email = fields.text('email');
    const [role, language] = [oneOf(ROLES, fields.text('role')), oneOf(LANGUAGES, fields.text('language'))];
    if (role === null || language === null) error(400, 'not a choice');
    const invited = await inviteMember(locals.ports, locals.session, { email, role, language });
    if ('ok' in invited) return outcome({ invited: email.trim() });
    if (invited.refused === 'forbidden') error(403, 'forbidden');
    return fail(invited.refused === 'is-member' || invited.refused === 'too-many' ? 409 : 400, outcome({ email, emailFault: invited.refused }));
  },
  resend: async ({ locals, request }) => {
    const sent = await resendMemberInvitation(locals.ports, locals.session, idIn(await readFields(request), 'id'));
    if ('ok' in sent) return outcome({ said: 'resent' });
    error(sent.refused === 'forbidden' ? 403 : 404, sent.refused);
  },
  withdraw: async ({ locals, request }) => {
    if ('refused' in (await withdrawMemberInvitation(locals.ports, locals.session, idIn(await readFields(request), 'id')))) error(403, 'forbidden');
    return outcome({ said: 'withdrawn' });
  },
  role: async ({ locals, request }) => {
    const fields = await readFields(request);
    const [account, role] = [idIn(fields, 'account'), oneOf(ROLES, fields.text('role'))];
    if (role === null) error(400, 'not a role');
    return answer(await changeRole(locals.ports, locals.session, account, role, heirIn(fields)), account, 'changed');
  },
  remove: async ({ locals, request }) => {
    const fields = await readFields(request);
    const account = idIn(fields, 'account');
    const isSelf = account === locals.session?.account?.id;
    const changed = await (isSelf
      ? leavePractice(locals.ports, locals.session, heirIn(fields))
      : removeMember(locals.ports, locals.session, account, heirIn(fields)));
    if (isSelf && 'ok' in changed) redirect(303, '/portal/login');
    return answer(changed, account, 'removed');
  },
};
