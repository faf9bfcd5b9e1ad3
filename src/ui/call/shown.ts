/** Small facts the call screen is drawn from. */

/** Whole pixels hidden are less than this part of the picture: then it may fill the stage. */
const MAY_HIDE = 0.28;

/** Whether a picture of that shape may fill a stage of that shape, or must be shown whole with dark edges. */
export function mayFill(picture: { readonly width: number; readonly height: number }, stage: { readonly width: number; readonly height: number }): boolean {
  if (picture.width <= 0 || picture.height <= 0 || stage.width <= 0 || stage.height <= 0) return false;
  const ratio = picture.width / picture.height / (stage.width / stage.height);
  return 1 - Math.min(ratio, 1 / ratio) <= MAY_HIDE;
}

export interface ShownDevice {
  readonly id: string;
  /** Empty until the person allowed a device. */
  readonly label: string;
}
/** What there is to choose from, and what is in use (empty: the browser's usual one). */
export interface ShownDevices {
  readonly cameras: readonly ShownDevice[];
  readonly microphones: readonly ShownDevice[];
  readonly speakers: readonly ShownDevice[];
  readonly camera: string;
  readonly microphone: string;
  readonly speaker: string;
}

/** A person at the host's door, as the host's list shows them. */
export interface ShownPerson {
  readonly participant: string;
  /** The practice's own label of the invitation. */
  readonly label: string;
  /** What the person typed, come peer to peer; null: not yet. */
  readonly name: string | null;
  /** ms since the epoch. */
  readonly since: number;
  /** `later`: the connection is made at admission, because without TURN no address may show before. */
  readonly readiness: 'ready' | 'preparing' | 'later';
  readonly away: boolean;
  readonly twice: boolean;
}
