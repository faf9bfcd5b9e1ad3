/** The pages of the signed-in person's area, in the order in which their navigation lists them, each with the deed it is for. */
import type { Deed } from './authority.ts';

export interface AreaPage<Name extends string> {
  readonly name: Name;
  readonly path: string;
  readonly deed: Deed;
}

function pages<const Names extends Readonly<Record<string, Deed>>>(root: string, names: Names): readonly AreaPage<keyof Names & string>[] {
  return Object.entries(names).map(([name, deed]) => ({ name: name, path: name === 'start' ? root : `${root}/${name}`, deed }));
}

/** `start` lies at the root itself. */
export const ACCOUNT_PAGES = pages('/portal/account', {
  start: 'account.change',
  photo: 'account.change',
  password: 'account.change',
  email: 'account.change',
  'second-factor': 'account.change',
  sessions: 'account.change',
  hours: 'hours.change',
  requests: 'account.change',
  end: 'account.end',
});

export const PRACTICE_PAGES = pages('/portal/practice', {
  start: 'practice.change',
  members: 'member.read',
  types: 'event-type.manage',
  hours: 'practice.defaults',
  defaults: 'practice.defaults',
  words: 'practice.texts',
  contract: 'contract.read',
  trail: 'trail.read',
  export: 'practice.export',
});

export const OPERATOR_PAGES = pages('/portal/operator', {
  start: 'operator.practices',
  requests: 'operator.requests',
  texts: 'operator.texts',
  visits: 'operator.visits',
  irregular: 'operator.irregular',
  accounts: 'operator.terminate',
  suppliers: 'operator.suppliers',
  settings: 'operator.settings',
});
