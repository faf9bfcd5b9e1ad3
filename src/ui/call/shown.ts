/** What the call screen shows, said once: the screen knows no connection, the adapters know no screen. */

export interface ShownMessage {
  readonly id: string;
  readonly own: boolean;
  readonly from: string;
  readonly text: string;
  readonly delivered: boolean;
}

/** The security code of one pair of people, as far as it has come. */
export type ShownCode =
  | { readonly state: 'running' }
  | { readonly state: 'ready' | 'confirmed-here' | 'confirmed-there' | 'verified'; readonly pictures: readonly number[]; readonly digits: string; readonly attempts: number }
  | { readonly state: 'alarm' };

export type ShownQuality = 'unknown' | 'good' | 'fair' | 'poor';
export type ShownPath = 'unknown' | 'direct' | 'relayed';

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
