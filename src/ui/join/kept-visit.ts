/** What survives a reload of somebody who was let in: kept in this tab only, gone with the tab and at the end of the consultation. */
import * as v from 'valibot';

const KEY = 'incamera.visit';
/** `camera`, `microphone`: what was on, so that a reload turns nothing on that the person had turned off. */
const shape = v.strictObject({ receipt: v.string(), name: v.string(), invitation: v.string(), camera: v.boolean(), microphone: v.boolean() });
export type KeptVisit = v.InferOutput<typeof shape>;

/** null: nothing kept, something else than expected, or a browser that keeps nothing. */
export function keptVisit(): KeptVisit | null {
  try {
    const result = v.safeParse(shape, JSON.parse(sessionStorage.getItem(KEY) ?? 'null'));
    return result.success ? result.output : null;
  } catch {
    return null;
  }
}

export function keepVisit(visit: KeptVisit): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(visit));
  } catch {
    // A browser that keeps nothing: a reload asks for the name again.
  }
}

export function forgetVisit(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept then.
  }
}
