import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPostalCode, needsBic } from './country.ts';
import { maskIban, plainIban } from './iban.ts';
import { EMPTY_ORDER, FIELDS, ORDER_FIELDS, stepAfter, stepBefore, stepOf, stepsOf } from './order.ts';
import { PLAN_NAMES, PLANS, readPlan, trialEnd } from './plan.ts';

test('M2.1 every step but the last leads on and back again, and a trial passes the bank by', () => {
  for (const plan of ['', ...PLAN_NAMES]) {
    const steps = stepsOf(plan);
    for (const step of steps.slice(0, -1)) expect(stepBefore(stepAfter(step, plan), plan)).toBe(step);
    expect(stepAfter('review', plan)).toBe('review');
    expect(stepBefore('plan', plan)).toBe('plan');
    expect(steps.includes('bank')).toBe(plan !== 'trial');
  }
});

test('M2.4 every field is asked for at one step, and a password at none', () => {
  expect(new Set(ORDER_FIELDS).size).toBe(ORDER_FIELDS.length);
  for (const field of ORDER_FIELDS) expect(FIELDS[stepOf(field)] as readonly string[]).toContain(field);
  expect(Object.keys(EMPTY_ORDER)).toEqual(ORDER_FIELDS);
  expect(ORDER_FIELDS).not.toContain('password');
});

test('M2.1 plans cost what they say, a trial nothing, and it lasts thirty days over every change of clocks', () => {
  for (const name of PLAN_NAMES) expect(PLANS[name].paid).toBe(PLANS[name].monthlyCents > 0);
  expect(readPlan('toString')).toBeNull();
  expect(trialEnd(new Date('2026-03-20T10:00:00Z'))).toEqual(new Date('2026-04-19T10:00:00Z'));
});

test('M2.4 a masked account shows its country and its end, keeps its length, and nothing between', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/), (iban) => {
      const masked = maskIban(iban);
      expect(plainIban(masked)).toHaveLength(iban.length);
      expect(plainIban(masked)).toMatch(/^[A-Z]{2}\d{2}•+[A-Z0-9]{4}$/);
      expect(maskIban(iban.replace(/(.{4})/g, '$1 ').toLowerCase())).toBe(masked);
    }),
  );
  expect(maskIban('')).toBe('');
});

test('M2.4 postal codes have their country’s form, and a bank outside the European Economic Area is named', () => {
  expect(['14057', '1405', '1405A'].map((code) => isPostalCode('DE', code))).toEqual([true, false, false]);
  expect(['SW1A 1AA', '-', ''].map((code) => isPostalCode('GB', code))).toEqual([true, false, false]);
  expect(['DE', 'NO', 'CH', 'GB'].map(needsBic)).toEqual([false, false, true, true]);
});
