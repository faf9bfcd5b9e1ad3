/** M3.6: providers give tasks to themselves, to colleagues and to clients. Who gave one and who has it see it, and nobody else. */
import { isUuid } from '../../rules/uuid.ts';
import { may } from '../../rules/authority.ts';
import {
  inOrder,
  MAX_OPEN_TASKS,
  readFor,
  REMIND_AT,
  taskFaults,
  urgencyOf,
  type TaskFaults,
  type TaskTyped,
  type Urgency,
  whatFaults,
} from '../../rules/task.ts';
import { fullName, parseAddress } from '../../rules/person.ts';
import { localOf } from '../../rules/zoned-time.ts';
import { actorOf, audit, memberMay, scopeOf, type Member } from './actor.ts';
import { eventFor } from './events.ts';
import type { Task, TaskHolder } from './ports-tasks.ts';
import type { Ports } from './ports.ts';
import type { SessionView } from './session.ts';

export interface TaskView {
  readonly id: string;
  readonly text: string;
  readonly due: string | null;
  readonly urgency: Urgency;
  readonly remind: boolean;
  readonly doneAt: Date | null;
  /** Who gave it: a member's name; to a client, the practice's. null: oneself. */
  readonly from: string | null;
  /** Who has it. null: oneself. */
  readonly holder: string | null;
  /** Not for clients: the title is the practice's own. */
  readonly event: { readonly id: string; readonly title: string } | null;
  /** May change and remove it. */
  readonly isGiver: boolean;
}
export interface TaskLists {
  readonly own: readonly TaskView[];
  readonly given: readonly TaskView[];
  readonly done: readonly TaskView[];
  readonly mayGive: boolean;
}

const dayIn = (now: Date, zone: string) => localOf(now, zone).slice(0, 10);

/** null: not for this person. */
export async function taskLists(ports: Ports, session: SessionView | null): Promise<TaskLists | null> {
  if (!session?.account || !may(actorOf(session), 'task.read')) return null;
  if (session.membership) return ofMember(ports, session, session.account.id);
  // A member whose practice is gone acts like a client before the table, but is none.
  return session.account.kind === 'client' ? ofClient(ports, session.account.id) : null;
}

async function ofMember(ports: Ports, session: SessionView, account: string): Promise<TaskLists | null> {
  const scope = scopeOf(session);
  const { membership } = session;
  if (!scope || !membership) return null;
  const tasks = inOrder(await ports.store.tasks.ofMember(scope.practice, account));
  const names = new Map((await ports.store.members.of(scope.practice)).map((member) => [member.account, fullName(member)]));
  const today = dayIn(ports.now(), membership.practice.zone);
  const views = await Promise.all(
    tasks.map(async (task) => {
      const event = task.event === null ? null : await ports.store.events.byId(scope, task.event);
      const holder = task.holder.kind === 'client' ? task.holder.label : task.holder.account === account ? null : (names.get(task.holder.account) ?? '–');
      return {
        ...shown(task, today),
        from: task.creator === account ? null : (names.get(task.creator) ?? '–'),
        holder,
        event: event && { id: event.id, title: event.title },
        isGiver: task.creator === account,
      };
    }),
  );
  const open = views.filter(({ doneAt }) => doneAt === null);
  return {
    own: open.filter(({ holder }) => holder === null),
    given: open.filter(({ holder }) => holder !== null),
    done: views.filter(({ doneAt }) => doneAt !== null),
    mayGive: may(actorOf(session), 'task.give'),
  };
}

/** Found by the present address alone. */
async function ofClient(ports: Ports, id: string): Promise<TaskLists | null> {
  const account = await ports.store.accounts.byId(id);
  if (account?.state !== 'active') return null;
  const views = inOrder(await ports.store.tasks.ofClient(account.email)).map((task) => ({
    ...shown(task, dayIn(ports.now(), task.zone)),
    from: task.practiceName,
    holder: null,
    event: null,
    isGiver: false,
  }));
  return { own: views.filter(({ doneAt }) => doneAt === null), given: [], done: views.filter(({ doneAt }) => doneAt !== null), mayGive: false };
}

const shown = (task: Task, today: string) => ({
  id: task.id,
  text: task.text,
  due: task.due,
  urgency: urgencyOf(task, today),
  remind: task.remind,
  doneAt: task.doneAt,
});

/** How many are open, for the navigation. */
export async function openTasks(ports: Pick<Ports, 'store'>, session: SessionView | null): Promise<number> {
  return session?.account && may(actorOf(session), 'task.read') ? ports.store.tasks.openOf(session.account.id) : 0;
}

export interface TaskChoices {
  readonly members: readonly { readonly id: string; readonly name: string; readonly isSelf: boolean }[];
  /** Those invited to the event. */
  readonly invited: readonly { readonly id: string; readonly label: string }[];
  readonly event: { readonly id: string; readonly title: string } | null;
}
/** For whom one may be. null: not for this person, or no such event. */
export async function taskChoices(ports: Ports, session: SessionView | null, event: string | null): Promise<TaskChoices | null> {
  const member = memberMay(session, 'task.give');
  if (!member) return null;
  const found = event === null ? null : await eventFor(ports, session, event, 'event.read');
  if (found && 'refused' in found) return null;
  const members = await ports.store.members.of(member.practice);
  const invited = found ? await ports.store.invitations.ofEvent(member.scope, found.event.id) : [];
  return {
    members: members
      .map((each) => ({ id: each.account, name: fullName(each), isSelf: each.account === member.account }))
      .sort((a, b) => Number(b.isSelf) - Number(a.isSelf)),
    invited: invited.filter(({ state }) => state !== 'revoked').map(({ id, label }) => ({ id, label })),
    event: found && { id: found.event.id, title: found.event.title },
  };
}

export interface TaskInput extends TaskTyped {
  /** Drawn with the page: a form that is sent twice gives one task. */
  readonly id: string;
  /** The event it belongs to. Empty: none. */
  readonly event: string;
  /** Who has it hears of it by e-mail. */
  readonly tell: boolean;
}
export type TaskGiven =
  { readonly ok: true } | { readonly refused: 'forbidden' | 'not-there' | 'too-many' } | { readonly refused: 'invalid'; readonly fields: TaskFaults };

export async function giveTask(ports: Ports, session: SessionView | null, input: TaskInput): Promise<TaskGiven> {
  const member = memberMay(session, 'task.give');
  if (!member || !session?.membership) return { refused: 'forbidden' };
  const fields = taskFaults(input, dayIn(ports.now(), session.membership.practice.zone));
  if (Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  const found = input.event === '' ? null : await eventFor(ports, session, input.event, 'event.read');
  if (found && 'refused' in found) return { refused: 'not-there' };
  const holder = await holderOf(ports, member, input);
  if (holder === null) return { refused: 'not-there' };
  const task: Task = {
    id: isUuid(input.id) ? input.id : ports.newId(),
    practice: member.practice,
    creator: member.account,
    holder,
    event: found ? found.event.id : null,
    text: input.text.trim(),
    due: input.due === '' ? null : input.due,
    remind: input.remind,
    createdAt: ports.now(),
    doneAt: null,
  };
  const isOwn = holder.kind === 'member' && holder.account === member.account;
  const given = await ports.store.atomically(async (store) => {
    if ((await store.tasks.byId(task.id))?.creator === member.account) return 'before';
    if (!(await store.tasks.insert(task, MAX_OPEN_TASKS))) return 'too-many';
    await audit(ports, store, member, 'task.give', 'task', task.id);
    if (input.tell && !isOwn) await store.outbox.insert({ id: ports.newId(), practice: member.practice, kind: 'task-given', reference: task.id }, ports.now());
    return 'given';
  });
  if (given === 'too-many') return { refused: 'too-many' };
  ports.wakeMail();
  return { ok: true };
}

/** null: nobody whom this member may give one to. */
async function holderOf(ports: Ports, member: Member, input: TaskInput): Promise<TaskHolder | null> {
  const whom = readFor(input.for);
  switch (whom?.kind) {
    case 'member':
      return (await ports.store.members.roleOf(member.practice, whom.id)) === null ? null : { kind: 'member', account: whom.id };
    case 'invitation': {
      const invitation = await ports.store.invitations.byId(member.scope, whom.id);
      return invitation && { kind: 'client', email: invitation.email, label: invitation.label };
    }
    case 'client': {
      const email = parseAddress(input.email);
      return email === null ? null : { kind: 'client', email, label: input.label.trim() };
    }
    case undefined:
      return null;
  }
}

/** For its form. null: not there, or another's. */
export async function givenTask(ports: Ports, session: SessionView | null, id: string): Promise<(Task & { readonly holderName: string | null }) | null> {
  const member = memberMay(session, 'task.give');
  const task = member && isUuid(id) ? await ports.store.tasks.byId(id) : null;
  if (!member || task?.creator !== member.account || task.practice !== member.practice) return null;
  const { holder } = task;
  if (holder.kind === 'client') return { ...task, holderName: holder.label };
  const name = (await ports.store.members.of(member.practice)).find(({ account }) => account === holder.account);
  return { ...task, holderName: holder.account === member.account ? null : name ? fullName(name) : '–' };
}

export type TaskChanged = { readonly ok: true } | { readonly refused: 'not-there' } | { readonly refused: 'invalid'; readonly fields: TaskFaults };

/** Text, day and reminder; whom it is for stays. */
export async function changeTask(
  ports: Ports,
  session: SessionView | null,
  id: string,
  input: { readonly text: string; readonly due: string; readonly remind: boolean },
): Promise<TaskChanged> {
  const member = memberMay(session, 'task.give');
  const task = await givenTask(ports, session, id);
  if (!member || !task || !session?.membership) return { refused: 'not-there' };
  const fields = whatFaults(input, dayIn(ports.now(), session.membership.practice.zone), task.due);
  if (Object.keys(fields).length > 0) return { refused: 'invalid', fields };
  const changed = await ports.store.atomically(async (store) => {
    if (!(await store.tasks.change(member.account, { id, text: input.text.trim(), due: input.due === '' ? null : input.due, remind: input.remind })))
      return false;
    await audit(ports, store, member, 'task.give', 'task', id);
    return true;
  });
  return changed ? { ok: true } : { refused: 'not-there' };
}

export async function removeTask(ports: Ports, session: SessionView | null, id: string): Promise<{ readonly ok: true } | { readonly refused: 'not-there' }> {
  const member = memberMay(session, 'task.give');
  if (!member || !(await givenTask(ports, session, id))) return { refused: 'not-there' };
  await ports.store.atomically(async (store) => {
    if (await store.tasks.remove(member.account, id)) await audit(ports, store, member, 'task.give', 'task', id);
  });
  return { ok: true };
}

/** Whoever has it or gave it says that it is done, or that it is not after all. */
export async function tickTask(
  ports: Ports,
  session: SessionView | null,
  id: string,
  done: boolean,
): Promise<{ readonly ok: true } | { readonly refused: 'forbidden' | 'not-there' }> {
  if (!session?.account || !may(actorOf(session), 'task.tick')) return { refused: 'forbidden' };
  const task = isUuid(id) ? await ports.store.tasks.byId(id) : null;
  if (!task || !(await isTheirs(ports, session, session.account.id, task))) return { refused: 'not-there' };
  await ports.store.atomically(async (store) => {
    await store.tasks.tick(id, done, ports.now());
    await audit(ports, store, { account: session.account?.id ?? null, practice: task.practice }, 'task.tick', 'task', id);
  });
  return { ok: true };
}

async function isTheirs(ports: Ports, session: SessionView, account: string, task: Task): Promise<boolean> {
  if (session.membership) {
    if (session.membership.practice.id !== task.practice) return false;
    return task.creator === account || (task.holder.kind === 'member' && task.holder.account === account);
  }
  if (session.account?.kind !== 'client' || task.holder.kind !== 'client') return false;
  const client = await ports.store.accounts.byId(account);
  if (client?.state !== 'active') return false;
  return (await ports.store.tasks.ofClient(client.email)).some(({ id }) => id === task.id);
}

/** Each minute, before mail is sent. Claimed by the same update that finds them, so that running twice reminds once. */
export async function remindOfTasks(ports: Ports, now: Date): Promise<void> {
  const due = await ports.store.atomically(async (store) => {
    const claimed = await store.tasks.claimReminders(now, REMIND_AT);
    for (const { id, practice } of claimed) await store.outbox.insert({ id: ports.newId(), practice, kind: 'task-due', reference: id }, now);
    return claimed.length;
  });
  if (due > 0) ports.wakeMail();
}
