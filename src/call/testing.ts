/** Browsers without a browser: pages on devices, lines that break, connections that meet, over the real signalling. Used under Vitest only. */
export { chanceOf, pass } from './testing/clock.ts';
export { Consultation, type Happening, type Story } from './testing/consultation.ts';
export { Device } from './testing/device.ts';
export type { Break } from './testing/network.ts';
export { Portal } from './testing/portal.ts';
export { enterWindow, inWindow, leaveWindow, plugIn } from './testing/window.ts';
