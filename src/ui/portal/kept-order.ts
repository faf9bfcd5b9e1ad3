/** What was typed of an order stays in its tab, so that a reload loses nothing. Neither bank details nor a password: they are typed again. */
import { EMPTY_ORDER, FIELDS, isStep, ORDER_FIELDS, stepsOf, type OrderValues, type Step } from '#lib/rules/order.ts';

const KEY = 'incamera.order';
const NEVER: readonly string[] = FIELDS.bank;

export interface KeptOrder {
  readonly step: Step;
  readonly values: OrderValues;
  readonly orderKey: string;
}

export function keepOrder({ step, values, orderKey }: KeptOrder): void {
  const kept = ORDER_FIELDS.filter((field) => !NEVER.includes(field)).map((field) => [field, values[field]]);
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ step, orderKey, values: Object.fromEntries(kept) as unknown }));
  } catch {
    // A browser that keeps nothing loses it with a reload; the form still holds it.
  }
}

export function forgetOrder(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

/** null: nothing was kept, or nothing one can read. One who had passed the bank's step stands before it again. */
export function keptOrder(): KeptOrder | null {
  try {
    return readKept(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}

export function readKept(text: string | null): KeptOrder | null {
  const found: unknown = JSON.parse(text ?? 'null');
  if (!isRecord(found) || !isRecord(found['values'])) return null;
  const { step, orderKey, values: typed } = found;
  if (typeof step !== 'string' || !isStep(step) || typeof orderKey !== 'string') return null;
  const values = { ...EMPTY_ORDER };
  for (const field of ORDER_FIELDS) {
    const value = typed[field];
    if (typeof value === 'string' && !NEVER.includes(field)) Object.assign(values, { [field]: value });
  }
  const steps = stepsOf(values.plan);
  const bank = steps.indexOf('bank');
  return { step: bank >= 0 && steps.indexOf(step) > bank ? 'bank' : step, values, orderKey };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
