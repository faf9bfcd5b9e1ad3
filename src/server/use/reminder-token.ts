/** What the link that stops reminders carries behind its `#`: the invitation's id and a MAC of a purpose of its own. It opens no event, and an event's link stops nothing. */
import { timingSafeEqual } from 'node:crypto';
import type { Keyring, Ports } from './ports.ts';

const ID_BYTES = 16;
const MAC_BYTES = 16;

export function reminderLink({ keyring, settings }: Pick<Ports, 'keyring' | 'settings'>, invitation: string): string {
  const mac = Buffer.from(keyring.mac('reminders', null, invitation)).subarray(0, MAC_BYTES);
  const token = Buffer.concat([Buffer.from(invitation.replaceAll('-', ''), 'hex'), mac]).toString('base64url');
  return new URL(`/reminders#${token}`, settings.publicUrl).href;
}

/** The invitation it is for. null: not one of ours. Links made under an older key of the keyring hold. */
export function readReminderToken(keyring: Keyring, token: string): string | null {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== ID_BYTES + MAC_BYTES || bytes.toString('base64url') !== token) return null;
  const invitation = bytes
    .subarray(0, ID_BYTES)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const mac = bytes.subarray(ID_BYTES);
  const isOurs = keyring.keyIds.some((id) => timingSafeEqual(Buffer.from(keyring.mac('reminders', id, invitation)).subarray(0, MAC_BYTES), mac));
  return isOurs ? invitation : null;
}
