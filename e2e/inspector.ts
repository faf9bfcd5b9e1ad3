/** A look into the heap of a portal that was started with `INSPECTED`, through Node's inspector. */
import type { Portal } from './portal.ts';

/** Any free port, on this machine alone; a young generation that stays small, so that what is resident is what is needed. */
export const INSPECTED = { NODE_OPTIONS: '--inspect=127.0.0.1:0 --max-semi-space-size=4', MALLOC_ARENA_MAX: '1' } as const;

export interface HeldBytes {
  readonly heap: number;
  readonly resident: number;
}

/** What is left when nobody's garbage is counted, in bytes. */
export async function heldBytes(portal: Portal): Promise<HeldBytes> {
  const url = /Debugger listening on (ws:\S+)/.exec(portal.output())?.[1];
  if (url === undefined) throw new Error('the portal was not started with INSPECTED');
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('no inspector')));
  });
  let last = 0;
  const ask = (method: string, params: object = {}) =>
    new Promise<string>((resolve) => {
      const id = ++last;
      socket.addEventListener('message', function hear({ data }: MessageEvent<string>) {
        const answer = JSON.parse(data) as { readonly id?: number; readonly result?: { readonly result?: { readonly value?: string } } };
        if (answer.id !== id) return;
        socket.removeEventListener('message', hear);
        resolve(answer.result?.result?.value ?? '');
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
  // Finalizers run between them and let go of more.
  for (let times = 0; times < 3; times++) await ask('HeapProfiler.collectGarbage');
  const answer = await ask('Runtime.evaluate', { expression: 'JSON.stringify(process.memoryUsage())', returnByValue: true });
  socket.close();
  const { heapUsed, arrayBuffers, rss } = JSON.parse(answer) as { heapUsed: number; arrayBuffers: number; rss: number };
  return { heap: heapUsed + arrayBuffers, resident: rss };
}
