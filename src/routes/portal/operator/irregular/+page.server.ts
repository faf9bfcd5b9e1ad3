import { isUuid } from '#lib/rules/uuid.ts';
import { error, fail } from '@sveltejs/kit';
import { term } from '#lib/privacy/register.ts';
import { reasonsOf } from '#lib/rules/irregular.ts';
import { blockLine, blockNetwork, freeLine, freeNetwork, irregularPage, type BlockAnswer } from '#lib/server/use/irregular.ts';
import { fill, plural } from '#lib/words/fill.ts';
import { irregularWords } from '#lib/words/irregular/index.ts';
import { readFields } from '../../form-fields.server.ts';
import { dayWords } from '../days.server.ts';
import type { Actions, PageServerLoad } from './$types';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Full addresses go into this one answer and nowhere else; like all pages of an account it is stored by no browser. */
export const load: PageServerLoad = async ({ locals }) => {
  const { language } = locals;
  const found = await irregularPage(locals.ports, locals.session, locals.address);
  if (found === null) error(403, 'forbidden');
  const words = irregularWords[language];
  const now = locals.ports.now().getTime();
  const day = dayWords(language);
  return {
    words,
    intro: fill(words.intro, { minutes: term('address-ring') / MINUTE_MS }),
    networkDays: term('blocked-network') / DAY_MS,
    lines: found.lines.map((line) => ({
      mark: line.mark,
      address: line.address,
      network: line.network,
      isBlocked: line.isBlocked,
      isOwn: line.mark === found.own,
      isNetworkBlocked: found.networks.some(({ network }) => network === line.network),
      reasons: reasonsOf(line),
      facts: [
        plural(language, words.lines.requests, line.requests),
        line.unknown > 0 && plural(language, words.lines.unknown, line.unknown),
        line.refused > 0 && plural(language, words.lines.refused, line.refused),
        now - line.lastAt.getTime() < MINUTE_MS
          ? words.lines.lastNow
          : plural(language, words.lines.last, Math.floor((now - line.lastAt.getTime()) / MINUTE_MS)),
      ].filter((fact) => fact !== false),
    })),
    unseen: found.unseen,
    unseenText: plural(language, words.lines.unseen, found.unseen.length),
    refusals: found.refusals.map(({ rule, count }) => ({ rule, name: ruleName(words, rule), count: new Intl.NumberFormat(language).format(count) })),
    processes: plural(language, words.limits.processes, found.processes),
    signIns:
      found.signIns.accounts === 0
        ? [words.signIns.none]
        : [
            plural(language, words.signIns.accounts, found.signIns.accounts),
            ...(found.signIns.slowed === 0 ? [] : [plural(language, words.signIns.slowed, found.signIns.slowed)]),
            words.signIns.hint,
          ],
    networks: found.networks.map(({ id, network, createdAt }) => ({
      id,
      network,
      when: fill(words.networks.until, { since: day(createdAt) ?? '', until: day(new Date(createdAt.getTime() + term('blocked-network'))) ?? '' }),
    })),
  };
};

/** `code-address` is a kind of try and whom it counts; of a rule without words its own name. */
function ruleName({ limits }: (typeof irregularWords)['de'], rule: string): string {
  const at = rule.lastIndexOf('-');
  const word = (words: Readonly<Record<string, string>>, key: string) => (Object.hasOwn(words, key) ? words[key] : undefined);
  const [kind, per] = [word(limits.kinds, rule.slice(0, at)), word(limits.per, rule.slice(at + 1))];
  return kind !== undefined && per !== undefined ? `${kind}, ${per}` : rule;
}

type Said = keyof (typeof irregularWords)['de']['said'];
interface Outcome {
  readonly said: Said | null;
  /** The network of which line the operator is asked about. */
  readonly ask: { readonly mark: string; readonly network: string } | null;
}
const saying = (said: Said): Outcome => ({ said, ask: null });

function answered(answer: BlockAnswer, done: Said) {
  if ('ok' in answer) return saying(done);
  if (answer.refused === 'forbidden') error(403, 'forbidden');
  return fail(answer.refused === 'own' ? 400 : 409, saying(answer.refused));
}

export const actions: Actions = {
  block: async ({ locals, request }) => {
    const mark = (await readFields(request)).text('mark');
    return answered(await blockLine(locals.ports, locals.session, mark, locals.address), 'blocked');
  },
  free: async ({ locals, request }) => {
    const mark = (await readFields(request)).text('mark');
    return answered(await freeLine(locals.ports, locals.session, mark), 'freed');
  },
  ask: async ({ locals, request }) => {
    const mark = (await readFields(request)).text('mark');
    const found = await irregularPage(locals.ports, locals.session, locals.address);
    if (found === null) error(403, 'forbidden');
    const line = found.lines.find((each) => each.mark === mark);
    if (!line) return fail(409, saying('gone'));
    const asking: Outcome = { said: null, ask: { mark, network: line.network } };
    return asking;
  },
  network: async ({ locals, request }) => {
    const mark = (await readFields(request)).text('mark');
    return answered(await blockNetwork(locals.ports, locals.session, mark, locals.address), 'networkBlocked');
  },
  freeNetwork: async ({ locals, request }) => {
    const id = (await readFields(request)).text('id');
    if (!isUuid(id)) return fail(409, saying('gone'));
    return answered(await freeNetwork(locals.ports, locals.session, id), 'networkFreed');
  },
};
