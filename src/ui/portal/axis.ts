/** The end of a scale that begins at nought: the next of 5, 10, 20, 50, 100, 200 and so on. At least 5, so that few visits look like few. */
export function axisEnd(most: number): number {
  for (let power = 1; ; power *= 10) for (const step of [1, 2, 5]) if (step * power >= Math.max(5, most)) return step * power;
}
