import type { Bus, BusMessage } from '../use/ports.ts';

/** The bus of a portal whose roles run in one process. Receivers hear a message after the deed that sent it, never inside of it. */
export function createMemoryBus(): Bus {
  const receivers = new Set<(message: BusMessage) => void>();
  return {
    publish(message) {
      queueMicrotask(() => {
        for (const receive of receivers) receive(message);
      });
      return Promise.resolve();
    },
    subscribe(receive) {
      receivers.add(receive);
      return () => receivers.delete(receive);
    },
    close() {
      receivers.clear();
      return Promise.resolve();
    },
  };
}
