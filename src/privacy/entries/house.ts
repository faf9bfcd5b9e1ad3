import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** What the portal keeps for itself. It names nobody, and stands here so that nothing is held without an entry. */
export const HOUSE = {
  log: {
    where: [{ kind: 'log', fields: ['level', 'at', 'event', 'code', 'role', 'ms', 'count'] }],
    subjects: ['nobody'],
    controller: 'operator',
    bases: ['none'],
    purposes: ['operate'],
    recipients: ['hosting'],
    terms: ['log-line'],
  },
  'erasure-run': {
    where: [{ kind: 'table', table: 'erasure_run', columns: ['entry', 'ran_at', 'erased', 'erased_total', 'held', 'overdue'] }],
    subjects: ['nobody'],
    controller: 'operator',
    bases: ['none'],
    purposes: ['show-erasure'],
    recipients: ['hosting'],
    terms: ['erasure-run'],
  },
  queue: {
    where: [{ kind: 'schema', schema: 'pgboss' }],
    subjects: ['nobody'],
    controller: 'operator',
    bases: ['none'],
    purposes: ['operate'],
    recipients: ['hosting'],
    terms: ['queue-job'],
  },
  schema: {
    where: [
      { kind: 'table', table: 'kysely_migration', columns: ['name', 'timestamp'] },
      { kind: 'table', table: 'kysely_migration_lock', columns: ['id', 'is_locked'] },
    ],
    subjects: ['nobody'],
    controller: 'operator',
    bases: ['none'],
    purposes: ['operate'],
    recipients: ['hosting'],
    terms: ['schema'],
  },
  files: {
    where: [
      { kind: 'file', path: 'keyring.json', mode: 'both' },
      { kind: 'file', path: 'postgres', mode: 'both' },
      { kind: 'file', path: 'turn', mode: 'development' },
    ],
    subjects: ['nobody'],
    controller: 'operator',
    bases: ['none'],
    purposes: ['operate'],
    recipients: ['hosting'],
    terms: ['schema'],
  },
  'outbox-folder': {
    where: [{ kind: 'file', path: 'outbox', mode: 'development' }],
    subjects: ['nobody'],
    controller: 'operator',
    bases: ['none'],
    purposes: ['operate'],
    recipients: [],
    terms: ['outbox-folder'],
  },
} as const satisfies Record<string, Entry<TermId>>;
