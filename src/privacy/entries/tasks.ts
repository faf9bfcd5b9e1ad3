import type { Entry } from '../entry.ts';
import type { TermId } from '../terms.ts';

/** What a practice has to do, and asks its clients to do. */
export const TASKS = {
  task: {
    where: [
      {
        kind: 'table',
        table: 'task',
        columns: [
          'id',
          'practice_id',
          'creator_id',
          'assignee_id',
          'client_email_sealed',
          'client_email_index',
          'client_label_sealed',
          'event_id',
          'text_sealed',
          'due_on',
          'remind',
          'reminded_at',
          'created_at',
          'done_at',
        ],
      },
    ],
    subjects: ['client', 'provider'],
    controller: 'practice',
    bases: ['6-1-b', '9-2-h'],
    purposes: ['plan'],
    recipients: ['hosting', 'practice'],
    terms: ['task-open', 'task-done'],
  },
  'task-mail': {
    where: [
      { kind: 'mail', mail: 'task-given' },
      { kind: 'mail', mail: 'task-due' },
    ],
    subjects: ['client', 'provider'],
    controller: 'practice',
    bases: ['6-1-b', '9-2-h'],
    purposes: ['plan'],
    recipients: ['mail'],
    terms: ['mail-sent'],
  },
} as const satisfies Record<string, Entry<TermId>>;
