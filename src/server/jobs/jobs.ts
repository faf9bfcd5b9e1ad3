/**
 * What the portal does without being asked: sending mail, reminding and erasing what is due. pg-boss wakes, schedules and sees to it that one process
 * does it; a job carries nothing, because the outbox and the register say what is to be done (docs/decisions/2026-11-24-jobs-carry-nothing.md).
 */
import { PgBoss } from 'pg-boss';
import { term } from '../../privacy/register.ts';
import type { Log } from '../log.ts';
import type { Deliver } from '../use/mail-content.ts';
import type { MailTerms } from '../use/mails.ts';
import type { Ports } from '../use/ports.ts';
import { putOutReminders } from '../use/reminders.ts';
import { remindOfTasks } from '../use/tasks.ts';
import { sendDueMails } from './send-mail.ts';

const SEND_MAIL = 'send-mail';
const ERASE = 'erase';
const REMIND = 'remind';
const EVERY_MINUTE = '* * * * *';

/** Two for the boss itself and two for its workers; PostgreSQL's default limit is a hundred for everybody. */
const CONNECTIONS = 4;
/** Notifications wake the workers; looking is for a lost notification and for the first retries, which are due after ten seconds. */
const LOOK_SECONDS = 5;
/** A stuck mail server holds one worker, the other goes on with new mails. */
const MAIL_WORKERS = 2;
const KEEP_FINISHED_S = term('queue-job') / 1000;
/** Longer than a run may take; afterwards the job of a dead process is counted as failed. */
const EXPIRE_S = 600;
/** Inside the nine seconds that a process gives all its parts to stop. */
const STOP_MS = 5_000;

export interface JobsOptions {
  readonly connectionString: string;
  readonly ports: Ports;
  readonly terms: MailTerms;
  readonly deliver: Deliver;
  /** Carries out what the register says is due. Idempotent; may run twice at once when two processes do jobs. */
  readonly erase: (now: Date) => Promise<unknown>;
  readonly log: Log;
}
export interface Jobs {
  /** After the outbox row was committed. Returns at once; a wake that gets lost is made good by the sweep within a minute. */
  wakeMail(): void;
  /** Lets running work end, for a few seconds. */
  stop(): Promise<void>;
}

/** The caller stops it before the database and the store. @throws when the database cannot be reached or has a newer pg-boss schema. */
export async function startJobs({ connectionString, ports, terms, deliver, erase, log }: JobsOptions): Promise<Jobs> {
  const boss = await openBoss(connectionString, log, true);
  let stopping = false;
  const wake = () => boss.send(SEND_MAIL);
  const safely = async (work: () => Promise<unknown>) => {
    // A job that throws would leave the error, perhaps with an address in it, in pg-boss's tables. The next minute is the retry.
    await work().catch((error: unknown) => log('job-failed', { code: codeOf(error) }));
  };
  const polling = { pollingIntervalSeconds: LOOK_SECONDS, notifyPollingIntervalSeconds: LOOK_SECONDS };
  await boss.work(SEND_MAIL, { ...polling, localConcurrency: MAIL_WORKERS }, () =>
    safely(async () => {
      const wait = await sendDueMails({ ports, terms, deliver, log, stopping: () => stopping });
      // The sweep comes each minute; a shorter wait has its own wake. The key lets it stand beside an ordinary one.
      if (wait !== null && wait < 60) await boss.send(SEND_MAIL, null, { startAfter: wait, singletonKey: 'retry' });
    }),
  );
  await boss.work(ERASE, polling, () => safely(() => erase(ports.now())));
  await boss.work(REMIND, polling, async () => {
    // Each by itself: what keeps one from being done keeps the other from nothing.
    for (const remind of [putOutReminders, remindOfTasks]) await safely(() => remind(ports, ports.now()));
  });
  await boss.schedule(SEND_MAIL, EVERY_MINUTE);
  await boss.schedule(REMIND, EVERY_MINUTE);
  await boss.schedule(ERASE, EVERY_MINUTE);
  // What fell due while nobody was there, at once.
  await Promise.all([wake(), boss.send(ERASE), boss.send(REMIND)]);
  return {
    wakeMail: () => void safely(wake),
    async stop() {
      stopping = true;
      await boss.stop({ graceful: true, timeout: STOP_MS });
    },
  };
}

/** For a process that does no jobs itself: wakes the one that does. Nothing is lost when there is none yet. */
export async function openMailBell(connectionString: string, log: Log): Promise<Jobs> {
  const boss = await openBoss(connectionString, log, false);
  return {
    wakeMail: () => void boss.send(SEND_MAIL).catch((error: unknown) => log('job-failed', { code: codeOf(error) })),
    stop: () => boss.stop({ graceful: true, timeout: STOP_MS }),
  };
}

async function openBoss(connectionString: string, log: Log, works: boolean): Promise<PgBoss> {
  const boss = new PgBoss({
    connectionString,
    application_name: 'incamera-jobs',
    max: works ? CONNECTIONS : 1,
    schedule: works,
    supervise: works,
    useListenNotify: works,
    // Host names and process ids of the machines are nobody's business in a table.
    registerInstance: false,
    openTelemetry: { enabled: false },
    maintenanceIntervalSeconds: KEEP_FINISHED_S,
  });
  boss.on('error', (error) => log('job-failed', { code: codeOf(error) }));
  await boss.start();
  // `short`: while one wake is waiting, another adds nothing. No retries: the next minute's job is the retry.
  const queue = {
    policy: 'short',
    retryLimit: 0,
    expireInSeconds: EXPIRE_S,
    retentionSeconds: KEEP_FINISHED_S,
    deleteAfterSeconds: KEEP_FINISHED_S,
    notify: true,
  } as const;
  await boss.createQueue(SEND_MAIL, queue);
  await boss.createQueue(ERASE, queue);
  await boss.createQueue(REMIND, queue);
  return boss;
}

/** A SQLSTATE or a code of Node; the message may quote what was in a statement. */
function codeOf(error: unknown): string {
  const code: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : 'unknown';
}
