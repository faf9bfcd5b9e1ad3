import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** Everyone who opens a page of the portal. */
export const VISITS = {
  'address-ring': {
    where: [{ kind: 'memory', name: 'address-ring' }],
    subjects: ['visitor', 'client', 'provider', 'operator'],
    controller: 'operator',
    bases: ['6-1-f'],
    purposes: ['operate', 'defend'],
    recipients: ['hosting'],
    terms: ['address-ring'],
    objection: 'compelling',
  },
  'rate-limit': {
    where: [{ kind: 'memory', name: 'rate-limit' }],
    subjects: ['visitor', 'client', 'provider', 'operator'],
    controller: 'operator',
    bases: ['6-1-f'],
    purposes: ['defend'],
    recipients: ['hosting'],
    terms: ['rate-limit'],
    objection: 'compelling',
  },
  'access-record': {
    where: [
      { kind: 'table', table: 'access_record', columns: ['id', 'minute', 'browser', 'address', 'route'] },
      { kind: 'memory', name: 'access-records' },
    ],
    subjects: ['visitor', 'client', 'provider', 'operator'],
    controller: 'operator',
    bases: ['6-1-f'],
    purposes: ['operate', 'improve', 'defend'],
    recipients: ['hosting'],
    terms: ['access-record', 'unsaved'],
    objection: 'left-out',
  },
  'daily-count': {
    where: [{ kind: 'table', table: 'daily_count', columns: ['day', 'route', 'browser', 'visits'] }],
    subjects: ['nobody'],
    controller: 'operator',
    bases: ['none'],
    purposes: ['improve'],
    recipients: ['hosting'],
    terms: ['daily-count'],
  },
  session: {
    where: [
      { kind: 'cookie', name: 'APPSESSION' },
      { kind: 'table', table: 'session', columns: ['token_hash', 'account_id', 'language', 'created_at', 'seen_at', 'second_factor', 'id', 'browser'] },
      { kind: 'memory', name: 'open-pages' },
    ],
    subjects: ['visitor', 'client', 'provider', 'operator'],
    controller: 'operator',
    bases: ['6-1-b'],
    purposes: ['sign-in', 'enter'],
    recipients: ['hosting', 'signalling'],
    terms: ['session-cookie', 'session-open-page', 'session-idle-one-factor', 'session-idle', 'session-absolute', 'session-guest'],
  },
  'framework-in-tab': {
    where: [
      { kind: 'tab', key: 'sveltekit:history-info' },
      { kind: 'tab', key: 'sveltekit:snapshot' },
      { kind: 'tab', key: 'sveltekit:navigation-snapshot' },
    ],
    subjects: ['visitor', 'client', 'provider', 'operator'],
    controller: 'operator',
    bases: ['6-1-b'],
    purposes: ['comfort'],
    recipients: [],
    terms: ['framework-in-tab'],
  },
} as const satisfies Record<string, Entry<TermId>>;
