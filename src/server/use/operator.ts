/** The operator's one-time set-up and the settings that the public texts are made of. */
import { term } from '../../privacy/register.ts';
import { addressFault, linesFault, MIN_PASSWORD, nameFault, parseAddress, type FieldFault } from '../../rules/person.ts';
import { memberlessMay } from './actor.ts';
import { weakness } from './password-strength.ts';
import type { Language, Ports } from './ports.ts';
import { drawToken, hashToken, type SessionView } from './session.ts';

/** Names of the settings; each is public: it stands in imprint or policy. */
export const OPERATOR_SETTINGS = [
  'operator-name',
  'operator-address',
  'operator-email',
  'operator-telephone',
  'supervisory-authority',
  'data-protection-officer',
  'creditor-id',
] as const;
/** How the portal is run; of these nothing is shown to the public. */
export const RULE_SETTINGS = ['contract-confirmation', 'notice-period-weeks', 'second-factor-grace-days'] as const;
export const ALL_SETTINGS = [...OPERATOR_SETTINGS, ...RULE_SETTINGS] as const;
export type OperatorSetting = (typeof ALL_SETTINGS)[number];
export type OperatorSettings = Readonly<Partial<Record<OperatorSetting, string>>>;
const MAX_SETTING = 2_000;

export interface SetUp {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly password: string;
  readonly language: Language;
  readonly settings: OperatorSettings;
}
export type SettingFaults = Partial<Record<OperatorSetting, FieldFault>>;
export type SetUpFaults = Partial<Record<'firstName' | 'lastName' | 'email' | 'password' | OperatorSetting, FieldFault>>;

/** null: the portal has its operator. */
export async function issueSetUpLink(ports: Ports): Promise<string | null> {
  if (await ports.store.accounts.hasOperator()) return null;
  const token = drawToken(ports);
  await ports.store.atomically(async (store) => {
    await store.tokens.removeOf(null, 'setup');
    await store.tokens.insert(hashToken(token), 'setup', null, new Date(ports.now().getTime() + term('set-up-token')));
  });
  return new URL(`/portal/setup#${token}`, ports.settings.publicUrl).href;
}

export type SetUpAnswer = { readonly ok: true } | { readonly refused: 'unknown' } | { readonly refused: 'invalid'; readonly fields: SetUpFaults };

export async function setUpOperator(ports: Ports, token: string, input: SetUp): Promise<SetUpAnswer> {
  const fields: SetUpFaults = {};
  const put = (field: keyof SetUpFaults, fault: FieldFault | null) => {
    if (fault) fields[field] = fault;
  };
  put('firstName', nameFault(input.firstName));
  put('lastName', nameFault(input.lastName));
  const email = parseAddress(input.email);
  put('email', addressFault(input.email));
  put('password', await weakness(ports, input.password, MIN_PASSWORD, [input.email, input.firstName, input.lastName]));
  for (const name of OPERATOR_SETTINGS) put(name, linesFault(input.settings[name] ?? '', MAX_SETTING));
  if ((input.settings['operator-name'] ?? '').trim() === '') put('operator-name', 'missing');
  if (email === null || Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  const now = ports.now();
  const passwordHash = await ports.passwords.hash(input.password);
  const setUp = ports.store.atomically<SetUpAnswer>(async (store) => {
    if ((await store.accounts.hasOperator()) || !(await store.tokens.use(hashToken(token), 'setup', now))) return { refused: 'unknown' };
    const account = {
      id: ports.newId(),
      kind: 'operator',
      email,
      passwordHash,
      formOfAddress: null,
      title: null,
      firstName: input.firstName.trim(),
      lastName: input.lastName.trim(),
      language: input.language,
      state: 'active',
      createdAt: now,
    } as const;
    if ((await store.accounts.insert(account)) === 'address-taken') throw new SetUpConflict();
    await saveSettings(store, input.settings);
    await store.audit.add({ id: ports.newId(), practice: null, actor: account.id, deed: 'operator.set-up', objectKind: 'account', objectId: account.id }, now);
    return { ok: true };
  });
  return setUp.catch((error: unknown): SetUpAnswer => {
    // The transaction is undone, so the link can be used again with another address.
    if (error instanceof SetUpConflict) return { refused: 'invalid', fields: { email: 'not-an-address' } };
    throw error;
  });
}
class SetUpConflict extends Error {}

export async function operatorSettings(ports: Pick<Ports, 'store'>): Promise<OperatorSettings> {
  const all = await ports.store.settings.all();
  return Object.fromEntries(ALL_SETTINGS.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}

export async function changeOperatorSettings(
  ports: Ports,
  session: SessionView | null,
  settings: OperatorSettings,
): Promise<{ readonly ok: true } | { readonly refused: 'forbidden' } | { readonly refused: 'invalid'; readonly fields: SettingFaults }> {
  const account = memberlessMay(session, 'operator.settings');
  if (account === null) return { refused: 'forbidden' };
  const fields: SettingFaults = {};
  for (const name of ALL_SETTINGS) {
    const fault = linesFault(settings[name] ?? '', MAX_SETTING) ?? numberFault(name, settings[name] ?? '');
    if (fault !== null) fields[name] = fault;
  }
  if (Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  await ports.store.atomically(async (store) => {
    await saveSettings(store, settings);
    await store.audit.add(
      { id: ports.newId(), practice: null, actor: account, deed: 'operator.settings', objectKind: 'settings', objectId: null },
      ports.now(),
    );
  });
  return { ok: true };
}

/** Empty: the default holds. */
function numberFault(name: OperatorSetting, text: string): 'not-a-number' | null {
  const isNumber = name === 'notice-period-weeks' || name === 'second-factor-grace-days';
  return isNumber && text.trim() !== '' && !/^\d{1,2}$/.test(text.trim()) ? 'not-a-number' : null;
}

async function saveSettings(store: Ports['store'], settings: OperatorSettings): Promise<void> {
  for (const name of ALL_SETTINGS) {
    const value = settings[name];
    if (value !== undefined) await store.settings.set(name, value.trim());
  }
}
