import { MANUAL, READERS, TOPICS, type Topic } from '#lib/rules/manual.ts';
import { hitsIn, holdsAll, marked, wantedWords } from '#lib/rules/manual-search.ts';
import { plural, type Language } from '#lib/words/fill.ts';
import { manualWords, topicWords } from '#lib/words/manual/index.ts';
import type { PageServerLoad } from './$types';

/** Sentences that show why a page was found; the page itself has the rest. */
const MOST_SENTENCES = 2;

function foundPage(language: Language, topic: Topic, words: readonly string[]) {
  const { title, lead, steps, notes } = topicWords(language, topic);
  const sentences = [lead, ...steps, ...notes];
  if (!holdsAll([title, ...sentences], words)) return [];
  const speaking = sentences.filter((sentence) => hitsIn(sentence, words) > 0).sort((one, other) => hitsIn(other, words) - hitsIn(one, words));
  return [
    {
      topic,
      title: marked(title, words),
      sentences: speaking.slice(0, MOST_SENTENCES).map((sentence) => marked(sentence, words)),
      weight: hitsIn(title, words),
    },
  ];
}

export const load: PageServerLoad = ({ locals, url }) => {
  const { language } = locals;
  const { title, lead, search, submit, none, found, all, groups, topics } = manualWords[language];
  const query = url.searchParams.get('q') ?? '';
  const words = wantedWords(query);
  const pages = words.length === 0 ? null : TOPICS.flatMap((topic) => foundPage(language, topic, words)).sort((one, other) => other.weight - one.weight);
  return {
    words: { title, lead, search, submit, none, all },
    query,
    /** null: nothing is looked for. */
    pages,
    foundText: pages && pages.length > 0 ? plural(language, found, pages.length) : null,
    groups: READERS.map((reader) => ({ reader, title: groups[reader], topics: MANUAL[reader].map((topic) => ({ topic, title: topics[topic].title })) })),
  };
};
