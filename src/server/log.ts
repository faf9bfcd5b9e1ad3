/**
 * The portal's only voice on standard output: closed events with numbers, codes and roles, and no free text. What cannot be said in this
 * schema (names, addresses, tokens, messages of a database or a mail server) cannot reach a log. The fields are entries of the privacy register.
 */

type Level = 'info' | 'warn' | 'error';

/** Every event there is, with its level. Info is for rare events of a process's life; whatever happens per request or per message has no event. */
export const LOG_EVENTS = {
  starting: 'info',
  'database-created': 'info',
  'database-started': 'info',
  'database-recovered': 'info',
  'database-stopped': 'info',
  'database-lost': 'error',
  'database-failed': 'error',
  migrated: 'info',
  ready: 'info',
  'proxies-unnamed': 'warn',
  'turn-started': 'info',
  'turn-missing': 'info',
  'turn-lost': 'warn',
  'bus-lost': 'warn',
  'bus-back': 'info',
  'mail-postponed': 'warn',
  'mail-failed': 'warn',
  'job-failed': 'error',
  'erased-overdue': 'warn',
  'socket-refused': 'warn',
  'request-failed': 'error',
  stopping: 'info',
  stopped: 'info',
} as const satisfies Record<string, Level>;

export type LogEvent = keyof typeof LOG_EVENTS;

export interface LogFields {
  /** A word of a closed set of the caller's, such as a refusal or `ECONNREFUSED`; never a message. Anything that is not such a word is written as `other`. */
  readonly code?: string;
  readonly role?: 'web' | 'signal' | 'jobs';
  readonly ms?: number;
  readonly count?: number;
}

export type Log = (event: LogEvent, fields?: LogFields) => void;

// Codes are words of the code base or of Node (`EPIPE`), SQLSTATEs or SMTP replies: none holds a space, an `@`, a dot or a colon, nor is it as long as a token.
const CODE = /^[A-Za-z0-9_-]{1,32}$/;

/** @param write Gets whole lines with their line end. @param readable For people at a terminal instead of one JSON object a line. */
export function createLog(write: (line: string) => void, now: () => Date, readable: boolean): Log {
  return (event, fields = {}) => {
    const record = {
      level: LOG_EVENTS[event],
      at: now().toISOString(),
      event,
      ...(fields.code === undefined ? {} : { code: CODE.test(fields.code) ? fields.code : 'other' }),
      ...(fields.role === undefined ? {} : { role: fields.role }),
      ...(fields.ms === undefined ? {} : { ms: Math.round(fields.ms) }),
      ...(fields.count === undefined ? {} : { count: fields.count }),
    };
    write(readable ? `${sentence(record)}\n` : `${JSON.stringify(record)}\n`);
  };
}

function sentence(record: LogFields & { readonly level: Level; readonly at: string; readonly event: string }): string {
  const parts = [record.at.slice(11, 19), record.level === 'info' ? ' ' : '!', record.event.replaceAll('-', ' ')];
  if (record.code !== undefined) parts.push(`(${record.code})`);
  if (record.role !== undefined) parts.push(`[${record.role}]`);
  if (record.count !== undefined) parts.push(`${record.count}`);
  if (record.ms !== undefined) parts.push(`in ${record.ms} ms`);
  return parts.join(' ');
}
