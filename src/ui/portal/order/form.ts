/** What the steps of an order share. */
import type { OrderField } from '#lib/rules/order.ts';
import type { OrderWords } from '#lib/words/order/index.ts';
import type { AccountWords } from '#lib/words/portal/index.ts';

export type TypedOrder = Record<OrderField, string>;
export type FaultText = (field: OrderField | 'password') => string | undefined;

export interface StepProps {
  values: TypedOrder;
  readonly words: OrderWords;
  readonly account: AccountWords['register'];
  readonly fault: FaultText;
}
