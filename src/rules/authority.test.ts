import { expect, test } from 'vitest';
import { ACTORS, DEEDS, may, TABLE, type Actor, type Deed } from './authority.ts';

/** Written out once more, by actor: a change of the table must be meant twice. */
const EXPECTED: Record<Actor, readonly Deed[]> = {
  nobody: ['practice.register', 'client.register', 'account.sign-in', 'operator.set-up'],
  guest: ['practice.register', 'client.register', 'account.sign-in', 'waiting-room.enter', 'turn.use'],
  client: ['practice.register', 'account.sign-in', 'account.change', 'account.end', 'own-events.read', 'task.read', 'task.tick', 'waiting-room.enter'],
  assistant: [
    'member.read',
    'account.change',
    'account.end',
    'account.sign-in',
    'account.overview',
    'task.read',
    'task.tick',
    'event.plan',
    'event.read',
    'event.change',
    'event.publish',
    'event.cancel',
    'invitation.send',
    'invitation.copy',
    'invitation.revoke',
    'waiting-room.enter',
    'waiting-room.watch',
  ],
  colleague: ['member.read', 'account.change', 'account.end', 'account.sign-in', 'account.overview', 'waiting-room.enter'],
  provider: [
    'member.read',
    'hours.change',
    'account.change',
    'account.end',
    'account.sign-in',
    'account.overview',
    'task.give',
    'task.read',
    'task.tick',
    'event.plan',
    'event.read',
    'event.change',
    'event.publish',
    'event.cancel',
    'event.extend',
    'event.note-held',
    'invitation.send',
    'invitation.copy',
    'invitation.revoke',
    'waiting-room.enter',
    'waiting-room.watch',
    'waiting-room.tell',
    'consultation.host',
    'turn.use',
  ],
  owner: [
    'practice.change',
    'practice.defaults',
    'practice.texts',
    'practice.export',
    'member.read',
    'member.manage',
    'event-type.manage',
    'hours.change',
    'trail.read',
    'contract.read',
    'contract.change',
    'contract.end',
    'account.change',
    'account.end',
    'account.sign-in',
    'account.overview',
    'task.give',
    'task.read',
    'task.tick',
    'event.plan',
    'event.read',
    'event.change',
    'event.publish',
    'event.cancel',
    'event.extend',
    'event.note-held',
    'invitation.send',
    'invitation.copy',
    'invitation.revoke',
    'waiting-room.enter',
    'waiting-room.watch',
    'waiting-room.tell',
    'consultation.host',
    'turn.use',
  ],
  stranger: ['account.change', 'account.end', 'account.sign-in', 'waiting-room.enter'],
  operator: [
    'account.sign-in',
    'waiting-room.enter',
    'account.change',
    'operator.settings',
    'operator.practices',
    'operator.terminate',
    'operator.suppliers',
    'operator.texts',
    'operator.requests',
  ],
};

test('every deed for every actor is decided as written', () => {
  for (const actor of ACTORS)
    for (const deed of DEEDS) expect({ actor, deed, may: may(actor, deed) }).toEqual({ actor, deed, may: EXPECTED[actor].includes(deed) });
});

test('B7 an operator reads no event, invites nobody and enters no consultation', () => {
  for (const deed of DEEDS)
    if (/^(event|invitation|consultation|turn)\./.test(deed) || deed === 'waiting-room.watch') expect(may('operator', deed)).toBe(false);
});

test('an assistant cannot enter a consultation nor use TURN', () => {
  expect(TABLE['consultation.host']).not.toContain('assistant');
  expect(TABLE['turn.use']).not.toContain('assistant');
});
