/** What the register says of each thing that is held, and in which words. Closed sets, so that the policy has a sentence for each of them. */

export type Subject = 'visitor' | 'client' | 'provider' | 'operator' | 'nobody';

/** Who decides why and how: the portal's operator, or the practice with the operator as its processor (Art. 28 GDPR). */
export type Controller = 'operator' | 'practice';

/** Articles of the GDPR. `none`: no personal data. */
export type Basis = '6-1-a' | '6-1-b' | '6-1-c' | '6-1-f' | '9-2-h' | 'none';

export type Purpose =
  | 'operate'
  | 'defend'
  | 'improve'
  | 'sign-in'
  | 'prove-address'
  | 'account'
  | 'plan'
  | 'invite'
  | 'enter'
  | 'connect'
  | 'consult'
  | 'comfort'
  | 'account-for'
  | 'inform'
  | 'bill'
  | 'show-face'
  | 'answer'
  | 'show-erasure';

export type Recipient = 'hosting' | 'signalling' | 'relay' | 'mail' | 'practice' | 'participants';

/** What somebody's objection (Art. 21 GDPR) to processing on legitimate interest brings about. `compelling`: nothing, and the policy says why. */
export type Objection = 'compelling' | 'left-out';

export type MailName =
  | 'verify'
  | 'reset'
  | 'email-change'
  | 'email-changed'
  | 'password-changed'
  | 'factor-changed'
  | 'request-answered'
  | 'trial-ends'
  | 'contract-confirmed'
  | 'contract-ends'
  | 'contact'
  | 'task-given'
  | 'task-due'
  | 'trial-ends-tomorrow'
  | 'account-ended'
  | 'account-restored'
  | 'member-invitation'
  | 'invitation'
  | 'moved'
  | 'cancelled'
  | 'reminder';

export type Place =
  /** Columns of a table of the portal's own schema. */
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  /** All of a schema, by one rule: it holds nobody's data, which a test of the queue proves. */
  | { readonly kind: 'schema'; readonly schema: string }
  | { readonly kind: 'memory'; readonly name: string }
  | { readonly kind: 'cookie'; readonly name: string }
  /** `sessionStorage`: this tab's alone. */
  | { readonly kind: 'tab'; readonly key: string }
  /** Behind the `#` of the page's address, which browsers send to nobody. */
  | { readonly kind: 'address-bar'; readonly form: string }
  | { readonly kind: 'log'; readonly fields: readonly string[] }
  | { readonly kind: 'mail'; readonly mail: MailName }
  /** `path` below DATA_DIR. */
  | { readonly kind: 'file'; readonly path: string; readonly mode: 'development' | 'production' | 'both' }
  /** The browsers of those who talk with each other, and nowhere else. */
  | { readonly kind: 'peers' };

export type Unit = 'seconds' | 'minutes' | 'hours' | 'days' | 'months';
/** A day has 24 hours, whatever the clocks on the wall do; months are those of the calendar, in UTC. */
export interface Length<U extends Unit = Unit> {
  readonly count: number;
  readonly unit: U;
}

/** Ends that come by themselves and are not waited for. */
export type Until =
  | 'until-browser-closed'
  | 'until-tab-closed'
  | 'until-page-left'
  | 'until-check-in'
  | 'until-passed-on'
  | 'until-accepted'
  | 'until-saved'
  | 'until-replaced'
  | 'until-removed-by-hand'
  | 'until-portal-ends'
  | 'until-withdrawn'
  | 'until-done'
  | 'until-practice-erased';

/** What starts the term. */
export type Clock =
  | 'request'
  | 'last-hit'
  | 'day'
  | 'sign-in'
  | 'last-use'
  | 'visit'
  | 'issue'
  | 'registration'
  | 'contract-end'
  | 'account-end'
  | 'supplier-end'
  | 'last-failure'
  | 'planned-end'
  | 'host-end'
  | 'sign-out'
  | 'uninvited'
  | 'accepted'
  | 'last-attempt'
  | 'deed'
  | 'line-broken'
  | 'done'
  | 'job-done'
  | 'written'
  | 'answer'
  | 'made';

export type Act = 'erase' | 'forget' | 'fold' | 'expire' | 'none';

/** The rows that a term erases: of that table, by that moment. `holds: 'end'`: the column already says when the term is over. */
export interface Rows {
  readonly table: string;
  /** `table.column`; another table than `table` when the rows fall with something they belong to. */
  readonly clock: `${string}.${string}`;
  readonly holds: 'start' | 'end';
}

export interface Term {
  readonly clock: Clock;
  readonly length: Length | Until;
  readonly act: Act;
  /** Promised by the policy, demanded by law, or the house's own choice. */
  readonly source: 'promised' | 'law' | 'choice';
  /** Missing: the term ends in memory, in a browser or elsewhere, without the erasure job. */
  readonly rows?: Rows;
  /** Missing: nobody may change it. */
  readonly limits?: { readonly by: 'practice'; readonly shortest: Length<'hours'>; readonly longest: Length<'days'> };
}

export interface Entry<TermName extends string = string> {
  readonly where: readonly [Place, ...Place[]];
  /** Whose data it is; the first decides where the policy lists it. */
  readonly subjects: readonly [Subject, ...Subject[]];
  readonly controller: Controller;
  readonly bases: readonly [Basis, ...Basis[]];
  readonly purposes: readonly [Purpose, ...Purpose[]];
  /** Who gets or carries it beside the controller. */
  readonly recipients: readonly Recipient[];
  readonly terms: readonly [TermName, ...TermName[]];
  /** Demanded with '6-1-f'. */
  readonly objection?: Objection;
}
