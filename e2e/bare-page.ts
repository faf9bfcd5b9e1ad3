/** What tests do with the page of `bare-visit.ts`. */
import type { Page } from '@playwright/test';

/** Opens the page of `bare-visit.ts` and enters the room; `admits`: a host who lets in whoever waits. */
export async function arrive(page: Page, url: string, room: string, role: 'host' | 'guest', admits: boolean): Promise<void> {
  await page.goto(`${url}?room=${room}`);
  await page.evaluate(([as, at]) => (window as unknown as { start(role: string, name: string, more: object): Promise<void> }).start(as, as, { admits: at }), [
    role,
    admits,
  ] as const);
}

export interface Seen {
  readonly phase: string;
  readonly path: string;
  readonly connection: string;
  readonly frames: number;
}
/** What the page of `bare-visit.ts` knows of itself and of the first other person. */
export function look(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const { visit } = window as unknown as { visit: { state: { phase: string; peers?: { path: string; connection: string }[] } } };
    const [peer] = visit.state.peers ?? [];
    const video = document.querySelector('video');
    return {
      phase: visit.state.phase,
      path: peer?.path ?? '',
      connection: peer?.connection ?? '',
      frames: video?.getVideoPlaybackQuality().totalVideoFrames ?? 0,
    };
  });
}
