/** What the manual has pages about, for whom, and which picture stands beside each step. */

export const MANUAL = {
  client: ['take-part', 'answer', 'allow', 'devices', 'waiting', 'in-call', 'connection', 'security-code', 'client-account', 'calendar-program', 'your-data'],
  practice: ['register-practice', 'second-factor', 'plan', 'invite', 'host-waiting', 'host-call', 'later-longer', 'tasks', 'team', 'practice-settings'],
  operator: ['operate-start', 'operate-practices', 'operate-requests'],
} as const;

export type Reader = keyof typeof MANUAL;
export type Topic = (typeof MANUAL)[Reader][number];
export const READERS = Object.keys(MANUAL) as readonly Reader[];
export const TOPICS: readonly Topic[] = READERS.flatMap((reader) => [...MANUAL[reader]]);

export function parseTopic(text: string): Topic | null {
  return TOPICS.find((topic) => topic === text) ?? null;
}

/** The one after it for the same readers. null: it is the last. */
export function topicAfter(topic: Topic): Topic | null {
  const group: readonly Topic[] = READERS.map((reader): readonly Topic[] => MANUAL[reader]).find((each) => each.includes(topic)) ?? [];
  return group[group.indexOf(topic) + 1] ?? null;
}

/** Signs of the portal's own buttons, and drawings of what has no sign. */
export type Picture =
  | 'microphone'
  | 'camera'
  | 'chat'
  | 'leave'
  | 'more'
  | 'check'
  | 'warning'
  | 'clock'
  | 'lock'
  | 'sound'
  | 'calendar'
  | 'people'
  | 'close'
  | 'copy'
  | 'print'
  | 'telephone'
  | 'plus'
  | 'chevron'
  | 'letter'
  | 'code'
  | 'address-bar'
  | 'field'
  | 'pictures'
  | 'list'
  | 'app'
  | 'again';

/** One for each step, in their order. */
export const PICTURES: Readonly<Record<Topic, readonly Picture[]>> = {
  'take-part': ['letter', 'clock', 'camera', 'sound', 'field'],
  answer: ['letter', 'check', 'again'],
  allow: ['check', 'address-bar', 'again'],
  devices: ['check', 'camera', 'sound', 'chevron'],
  waiting: ['clock', 'people', 'sound', 'leave'],
  'in-call': ['microphone', 'camera', 'chat', 'more', 'leave'],
  connection: ['clock', 'again', 'telephone'],
  'security-code': ['lock', 'pictures', 'check', 'warning'],
  'client-account': ['field', 'letter', 'letter', 'calendar'],
  'calendar-program': ['calendar', 'copy', 'plus', 'close'],
  'your-data': ['field', 'camera', 'lock', 'list', 'letter'],
  'register-practice': ['list', 'field', 'check', 'letter'],
  'second-factor': ['lock', 'app', 'print', 'check'],
  plan: ['plus', 'field', 'people', 'list', 'letter'],
  invite: ['plus', 'letter', 'code', 'print', 'close'],
  'host-waiting': ['camera', 'check', 'chat', 'close'],
  'host-call': ['pictures', 'people', 'close', 'leave'],
  'later-longer': ['calendar', 'clock', 'close', 'check'],
  tasks: ['plus', 'people', 'check'],
  team: ['people', 'letter', 'list'],
  'practice-settings': ['telephone', 'clock', 'letter', 'list', 'copy', 'field'],
  'operate-start': ['address-bar', 'lock', 'field'],
  'operate-practices': ['list', 'check', 'letter'],
  'operate-requests': ['list', 'check', 'letter'],
};
