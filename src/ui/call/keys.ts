/** The keys of a consultation. Single letters, so they can be switched off (WCAG 2.1.4) and do nothing while somebody types. */

export type KeyDeed = 'microphone' | 'camera' | 'chat' | 'full-screen' | 'help' | 'talk';

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
  readonly target: EventTarget | null;
}

/** null: not ours. `talk` lasts as long as the key is held; its repetitions are swallowed by the caller. */
export function keyDeed(pressed: Pressed): KeyDeed | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || isTyping(pressed.target)) return null;
  // Space presses a focused button; talking must not do that too.
  if (pressed.key === ' ') return isPressable(pressed.target) ? null : 'talk';
  if (pressed.repeat) return null;
  switch (pressed.key.toLowerCase()) {
    case 'm':
      return 'microphone';
    case 'v':
      return 'camera';
    case 'c':
      return 'chat';
    case 'f':
      return 'full-screen';
    case '?':
      return 'help';
    default:
      return null;
  }
}

function isNested(target: EventTarget): target is EventTarget & Pick<Element, 'closest'> {
  return 'closest' in target;
}

function closest(target: EventTarget | null, selector: string): boolean {
  return target !== null && isNested(target) && Boolean(target.closest(selector));
}

function isTyping(target: EventTarget | null): boolean {
  return closest(target, 'input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, [contenteditable=""], [contenteditable=true]');
}

function isPressable(target: EventTarget | null): boolean {
  return closest(target, 'button, a[href], summary, input, [role=button]');
}
