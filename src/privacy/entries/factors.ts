import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** What stands beside a password. */
export const FACTORS = {
  totp: {
    where: [{ kind: 'table', table: 'totp', columns: ['account_id', 'secret_sealed', 'confirmed_at', 'last_step', 'created_at'] }],
    subjects: ['provider', 'operator'],
    controller: 'operator',
    bases: ['6-1-b'],
    purposes: ['sign-in'],
    recipients: ['hosting'],
    terms: ['second-factor'],
  },
  'recovery-code': {
    where: [{ kind: 'table', table: 'recovery_code', columns: ['account_id', 'code_index'] }],
    subjects: ['provider', 'operator'],
    controller: 'operator',
    bases: ['6-1-b'],
    purposes: ['sign-in'],
    recipients: ['hosting'],
    terms: ['second-factor'],
  },
  passkey: {
    where: [
      {
        kind: 'table',
        table: 'passkey',
        columns: ['id', 'account_id', 'credential_id', 'public_key', 'counter', 'transports', 'name_sealed', 'created_at', 'used_on'],
      },
    ],
    subjects: ['provider', 'operator'],
    controller: 'operator',
    bases: ['6-1-b'],
    purposes: ['sign-in'],
    recipients: ['hosting'],
    terms: ['second-factor'],
  },
} as const satisfies Record<string, Entry<TermId>>;
