import type { TaskTyped } from '#lib/rules/task.ts';
import type { Fields } from '../form-fields.server.ts';

export function typedTask(fields: Fields): TaskTyped & { readonly tell: boolean } {
  return {
    text: fields.text('text'),
    for: fields.text('for'),
    email: fields.text('email'),
    label: fields.text('label'),
    due: fields.text('due'),
    remind: fields.text('remind') === 'on',
    tell: fields.text('tell') === 'on',
  };
}
