import type { LayoutServerLoad } from './$types';
import { actorOf } from '#lib/server/use/actor.ts';
import { PRACTICE_PAGES } from '#lib/rules/area.ts';
import { may } from '#lib/rules/authority.ts';
import { factorWords } from '#lib/words/factors/index.ts';
import { openTasks } from '#lib/server/use/tasks.ts';
import { fill, plural } from '#lib/words/fill.ts';
import { taskWords } from '#lib/words/tasks/index.ts';
import type { Language, Practice } from '#lib/server/use/ports.ts';
import { operationWords } from '#lib/words/operation/index.ts';
import { portalWords } from '#lib/words/portal/index.ts';
import { LOCALES } from '#lib/words/when.ts';

/** What must be said on every page while the practice is not open. */
function practiceWord(state: Practice['state'] | null, language: Language): string | null {
  return state === 'requested' || state === 'ended' ? operationWords[language].banner[state] : null;
}

/** null: there are none for this person. */
async function tasksLink({ session, ports, language }: App.Locals): Promise<{ readonly open: number; readonly word: string; readonly name: string } | null> {
  if (!session?.account || session.account.kind === 'operator' || (session.account.kind === 'provider' && !session.membership)) return null;
  const open = await openTasks(ports, session);
  const words = taskWords[language];
  return { open, word: words.nav, name: open === 0 ? words.nav : plural(language, words.navOpen, open) };
}

export const load: LayoutServerLoad = async ({ locals }) => {
  const { session, language, ports } = locals;
  const account = session?.account ?? null;
  return {
    portal: portalWords[language],
    language,
    person: account && { id: account.id, kind: account.kind, name: `${account.firstName} ${account.lastName}` },
    /** Which picture of theirs; null: none. */
    photo: account && (await ports.store.profiles.stampOf(account.id)),
    practice: session?.membership?.practice.name ?? null,
    practiceState: practiceWord(session?.membership?.practice.state ?? null, language),
    /** Who may see the waiting rooms; only they get the strip and its socket. */
    watches: session !== null && session.membership !== null && may(actorOf(session), 'waiting-room.watch'),
    /** The first page about the practice that they may see; null: none. */
    practicePath: session?.membership ? (PRACTICE_PAGES.find(({ deed }) => may(actorOf(session), deed))?.path ?? null) : null,
    tasks: await tasksLink(locals),
    factorDue: locals.secondFactorDue && {
      text: fill(factorWords[language].due, {
        date: new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: session?.membership?.practice.zone ?? 'UTC' }).format(
          locals.secondFactorDue,
        ),
      }),
      link: factorWords[language].dueLink,
    },
    mayExtend: session !== null && may(actorOf(session), 'event.extend'),
    mayTell: session !== null && may(actorOf(session), 'waiting-room.tell'),
  };
};
