const HOUR_MS = 3_600_000;

/** What is kept to the hour, so that no join of two tables leads back to a person. */
export function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / HOUR_MS) * HOUR_MS);
}
