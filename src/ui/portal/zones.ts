/** The time zones a person can choose from, as the runtime knows them, with `chosen` in any case. */
export function zones(chosen: string): readonly string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return known.includes(chosen) ? known : [chosen, ...known];
}
