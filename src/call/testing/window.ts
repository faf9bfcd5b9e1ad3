/** What pages find around them: clocks that stand still, sockets and connections that lead nowhere outside. */
import { vi } from 'vitest';
import { holdClock } from './clock.ts';
import { Device } from './device.ts';
import type { Network } from './network.ts';

/** It is noon. Undone by `leaveWindow`. */
export function enterWindow(): void {
  holdClock();
  vi.stubGlobal('addEventListener', (type: string, listener: () => void) => {
    if (type === 'online') Device.listen(listener);
  });
  vi.stubGlobal('removeEventListener', (_type: string, listener: () => void) => Device.unlisten(listener));
}

/** From now on sockets lead into this network. */
export function plugIn(network: Network): void {
  vi.stubGlobal(
    'WebSocket',
    Object.assign(
      function (url: string) {
        return network.open(url);
      },
      { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 },
    ),
  );
}

export function leaveWindow(): void {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
}

/** For the runs of a law: each begins at noon, and what one leaves behind does not reach the next. */
export async function inWindow(run: () => Promise<void>): Promise<void> {
  leaveWindow();
  enterWindow();
  await run();
}
