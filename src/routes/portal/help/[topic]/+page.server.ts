import { error } from '@sveltejs/kit';
import { parseTopic, PICTURES, topicAfter } from '#lib/rules/manual.ts';
import { fill } from '#lib/words/fill.ts';
import { manualWords, topicWords } from '#lib/words/manual/index.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
  const topic = parseTopic(params.topic);
  if (topic === null) error(404);
  const { language } = locals;
  const { back, next, goodToKnow, topics } = manualWords[language];
  const { title, lead, steps, notes } = topicWords(language, topic);
  const after = topicAfter(topic);
  return {
    title,
    lead,
    notes,
    words: { back, goodToKnow },
    steps: steps.map((text, index) => ({ text, picture: PICTURES[topic][index] ?? ('check' as const) })),
    after: after && { href: `/portal/help/${after}`, text: fill(next, { title: topics[after].title }) },
  };
};
