/** WCAG 2.2 AA as far as a machine can tell, for the state a page is in just now; and that nothing is cut off at its width. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function accessible(page: Page, state: string): Promise<void> {
  // What fades in is judged when it is there. Not waited for: in a window that nobody looks at no animation need ever go on.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  });
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${String(node.target)} ${node.any[0]?.message ?? ''}`).join(' | ')}`),
    state,
  ).toEqual([]);
  const { wide, window: width } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, window: document.documentElement.clientWidth }));
  expect(wide, `${state}: no scrolling sideways`).toBeLessThanOrEqual(width);
}
