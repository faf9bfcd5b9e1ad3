/** A portal begins with version 1 of every text, in the operator's name. */
import { TEXT_KINDS, type TextKind } from '../../rules/legal-text.ts';
import { audit } from './actor.ts';
import { operatorSettings } from './operator.ts';
import type { Language, Ports } from './ports.ts';

/** With `{operator}` and `{portal}` open. `unnamed`: the operator's name while there is none. */
export type FirstTexts = Readonly<Record<Language, Readonly<Record<TextKind | 'unnamed', string>>>>;

/**
 * Publishes version 1 of what was never published; may be called at every start and by several processes at once. Before the set-up only a portal that is
 * tried in development gets texts: in production nobody registers before it is known with whom.
 */
export async function publishFirstTexts(ports: Ports, first: FirstTexts): Promise<void> {
  const { store, settings } = ports;
  const [there, hasOperator] = await Promise.all([store.texts.current(), store.accounts.hasOperator()]);
  const missing = TEXT_KINDS.filter((kind) => there[kind] === undefined);
  if (missing.length === 0 || (!hasOperator && settings.mode === 'production')) return;
  const operator = await operatorSettings(ports);
  const named = [operator['operator-name'], operator['operator-address']]
    .flatMap((text) => (text ?? '').split(/\r?\n/))
    .map((line) => line.trim().replace(/,$/, ''))
    .filter(Boolean)
    .join(', ');
  const written = (kind: TextKind, language: Language) => {
    const values: Readonly<Record<string, string>> = { operator: named || first[language].unnamed, portal: settings.publicUrl.host };
    return { body: first[language][kind].replace(/\{(operator|portal)\}/g, (_, name: string) => values[name] ?? ''), changed: '' };
  };
  for (const kind of missing) {
    await store.atomically(async (transaction) => {
      const texts = { de: written(kind, 'de'), en: written(kind, 'en'), fr: written(kind, 'fr') };
      if ((await transaction.texts.publish(kind, 1, texts, ports.now())) === 'ok') {
        await audit(ports, transaction, { account: null, practice: null }, 'operator.texts', 'legal-text', null);
      }
    });
  }
}
