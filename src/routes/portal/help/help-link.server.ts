import type { Topic } from '#lib/rules/manual.ts';
import { fill, type Language } from '#lib/words/fill.ts';
import { manualWords } from '#lib/words/manual/index.ts';

/** From a page to the topic that explains it. */
export function helpLink(language: Language, topic: Topic): { readonly href: string; readonly text: string } {
  const words = manualWords[language];
  return { href: `/portal/help/${topic}`, text: fill(words.link, { title: words.topics[topic].title }) };
}
