/** When a page's picture moved: every frame of its video, by the machine's clock. */
import type { Page } from '@playwright/test';

interface Scope {
  frames: number[];
}

/** From now on, until the page goes. */
export function watchFrames(page: Page): Promise<void> {
  return page.evaluate(() => {
    const scope = window as unknown as Scope;
    const video = document.querySelector('video');
    scope.frames = [];
    const seen = (): void => {
      scope.frames.push(Date.now());
      video?.requestVideoFrameCallback(seen);
    };
    video?.requestVideoFrameCallback(seen);
  });
}

/** In ms since the epoch. */
export function framesOf(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => (window as unknown as Scope).frames);
}

export interface Gap {
  readonly from: number;
  readonly to: number;
}
/** The longest time without a new frame that touches this stretch; it ends at `to` when no frame came since. */
export function longestGap(frames: readonly number[], from: number, to: number): Gap {
  const before = frames.findLast((at) => at <= from) ?? from;
  const after = frames.find((at) => at >= to) ?? to;
  const points = [before, ...frames.filter((at) => at > from && at < to), after];
  let longest: Gap = { from: before, to: before };
  points.forEach((at, index) => {
    const previous = points[index - 1] ?? at;
    if (at - previous > longest.to - longest.from) longest = { from: previous, to: at };
  });
  return longest;
}
