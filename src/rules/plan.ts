/**
 * What a practice can order. Prices are data, net of value added tax: a practice is an entrepreneur, and one that is no taxpayer is told that
 * the tax comes on top. Changing a price here does not change the contracts that were made with another.
 */
export const TRIAL_DAYS = 30;

export const PLANS = {
  /**
   * Long enough for a month's appointments; asks for no bank data, so nothing can be debited by oversight. Three people, because working together is
   * part of what one tries: two who treat and one who plans for them.
   */
  trial: { paid: false, monthlyCents: 0, members: 3 },
  /** One person who works alone. */
  solo: { paid: true, monthlyCents: 2_400, members: 1 },
  /** Several people under one roof: less than five times one person's, because there is one contract and one owner to answer. */
  practice: { paid: true, monthlyCents: 5_900, members: 10 },
} as const;
export type PlanName = keyof typeof PLANS;
export const PLAN_NAMES = Object.keys(PLANS) as readonly PlanName[];

/** null: no plan of ours. */
export function readPlan(text: string): PlanName | null {
  return PLAN_NAMES.find((name) => name === text) ?? null;
}

/** Of a practice that opens at `from`: days of 24 hours. */
export function trialEnd(from: Date): Date {
  return new Date(from.getTime() + TRIAL_DAYS * 86_400_000);
}

/** How many may belong to a practice. One without a plan of ours is from before there were any, and is as large as the largest. */
export function placesOf(plan: string | null): number {
  const name = plan === null ? null : readPlan(plan);
  return name === null ? Math.max(...PLAN_NAMES.map((each) => PLANS[each].members)) : PLANS[name].members;
}
