/** The figures as a page shows them: names and numbers as the language writes them. */
import { axisEnd } from '#lib/ui/portal/axis.ts';
import { FEWEST, RANGE_DAYS, RANGE_MONTHS, type Pooled, type Range, type Shown, type VisitFigures } from '#lib/rules/visits.ts';
import { fill, plural, type Language } from '#lib/words/fill.ts';
import { visitWords } from '#lib/words/visits/index.ts';

/** One row of a plot of dates or hours. */
interface Bar {
  readonly name: string;
  /** Short, for below the bar. */
  readonly mark: string;
  readonly label: string;
  readonly visits: number | null;
  readonly text: string;
}

export function figureViews(figures: VisitFigures, range: Range, language: Language) {
  const words = visitWords[language];
  const number = new Intl.NumberFormat(language);
  const dates = range === 'counts' ? words.months : words.days;
  const plot = (title: string, rows: readonly Shown[], labels: (name: string) => Pick<Bar, 'mark' | 'label'>) => {
    const bars = rows.map(({ name, visits }): Bar => ({ name, visits, ...labels(name), text: visits === null ? words.few : number.format(visits) }));
    const peak = bars.reduce<Bar | null>((most, bar) => ((bar.visits ?? 0) > (most?.visits ?? 0) ? bar : most), null);
    return {
      title,
      rows: bars,
      end: number.format(axisEnd(peak?.visits ?? 0)),
      summary: peak ? fill(words.peak, { title, label: peak.label, count: peak.text }) : title,
    };
  };
  const table = ({ shown, rest }: Pooled, labelOf: (name: string) => string) => ({
    rows: [
      ...shown.map(({ name, visits }) => ({ name, label: labelOf(name), visits, text: number.format(visits) })),
      ...(rest === null || rest === 0 ? [] : [{ name: '', label: words.rest, visits: rest, text: number.format(rest) }]),
    ],
    last: rest === null ? fill(words.restFew, { least: FEWEST }) : undefined,
  });
  return {
    total: figures.total === null ? fill(words.totalFew, { least: FEWEST }) : figures.total === 0 ? words.none : plural(language, words.total, figures.total),
    isEmpty: figures.total === 0,
    dates: { head: dates.head, ...plot(dates.title, figures.dates, dateLabels(range, language)) },
    hours: plot(words.hours.title, figures.hours, (hour) => ({
      mark: String(Number(hour)),
      label: fill(words.hours.hour, { from: Number(hour), to: Number(hour) + 1 }),
    })),
    pages: table(figures.pages, (route) => route),
    browsers: table(figures.families, (family) => (family === 'other' ? words.browsers.other : family)),
    beside: table(figures.beside, (kind) => Object.entries(words.beside.kinds).find(([name]) => name === kind)?.[1] ?? kind),
  };
}

/** What the periods are called. */
export function rangeName(range: Range, language: Language): string {
  return fill(visitWords[language].ranges[range], { days: RANGE_DAYS.records, months: RANGE_MONTHS });
}

function dateLabels(range: Range, language: Language): (name: string) => Pick<Bar, 'mark' | 'label'> {
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });
  const isMonths = range === 'counts';
  const mark = format(isMonths ? { month: 'short', year: 'numeric' } : { day: 'numeric', month: 'numeric' });
  const label = format(isMonths ? { month: 'long', year: 'numeric' } : { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });
  return (name) => {
    const at = new Date(isMonths ? `${name}-01` : name);
    return { mark: mark.format(at), label: label.format(at) };
  };
}
