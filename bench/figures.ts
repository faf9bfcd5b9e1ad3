/** How benchmarks print: a line a figure, always against its floor measured in the same run. */
import { writeFileSync } from 'node:fs';

export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly values: readonly number[];
  /** Of the bare thing, measured in turns with ours. */
  readonly floors: readonly number[];
  readonly target: { readonly kind: 'ratio-at-most' | 'ratio-at-least' | 'value-at-most'; readonly limit: number };
  readonly digits?: number;
  /** How many runs become one number; the median unless said. */
  readonly summary?: keyof typeof SUMMARIES;
}

/** `p95` for what must hold nearly always: a gap that one in twenty sees is still seen. */
const SUMMARIES = { median, p95: (values: readonly number[]) => percentile(values, 0.95) } as const;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** `-- --NAME 12`; what is no number above nothing is the default. */
export function numberAsked(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return (at === -1 ? 0 : Number(process.argv[at + 1])) || otherwise;
}

/** Prints `figure NAME value=… floor=… ratio=… target=… holds|short`; with `-- --json FILE` the raw runs are kept too. Answers whether all hold. */
export function report(figures: readonly Figure[]): boolean {
  let all = true;
  for (const figure of figures) {
    const summary = SUMMARIES[figure.summary ?? 'median'];
    const value = summary(figure.values);
    const floor = summary(figure.floors);
    const ratio = value / floor;
    const { kind, limit } = figure.target;
    const holds = kind === 'ratio-at-most' ? ratio <= limit : kind === 'ratio-at-least' ? ratio >= limit : value <= limit;
    all &&= holds;
    const digits = figure.digits ?? 1;
    const sign = kind === 'ratio-at-least' ? '>=' : '<=';
    const target = kind === 'value-at-most' ? `${sign}${limit}${figure.unit}` : `${sign}${limit}x`;
    process.stdout.write(
      `figure ${figure.name} value=${value.toFixed(digits)}${figure.unit} floor=${floor.toFixed(digits)}${figure.unit} ratio=${ratio.toFixed(2)} target=${target} ${holds ? 'holds' : 'short'}\n`,
    );
  }
  const at = process.argv.indexOf('--json');
  const path = at === -1 ? undefined : process.argv[at + 1];
  if (path !== undefined) writeFileSync(path, `${JSON.stringify(figures, null, 2)}\n`);
  return all;
}
