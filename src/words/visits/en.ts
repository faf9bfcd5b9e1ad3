import type { VisitWords } from './index.ts';

export const en: VisitWords = {
  title: 'Visits',
  intro:
    'How often pages of the portal were opened. By whom, the portal does not know: the figures come from records without full addresses, and this page does not ask for the shortened one either.',
  range: 'Period',
  ranges: { week: '7 days', month: '30 days', records: '{days} days', counts: '{months} months' },
  show: 'Show',
  download: 'Save as a CSV file',
  total: {
    one: '{count} visit in this period',
    other: '{count} visits in this period',
  },
  totalFew: 'Fewer than {least} visits in this period',
  none: 'There was no visit in this period.',
  time: 'Days and hours are those of universal time (UTC), like all terms of the portal. Today counts up to this moment.',
  small:
    'Numbers below {least} do not stand here: what is that rare could be a single person. So that nobody reckons them from the sum, a larger one is sometimes missing with them.',
  few: 'too few',
  rest: 'Rare ones together',
  restFew: 'Rare ones together: fewer than {least}',
  table: 'As a table',
  visits: 'Visits',
  peak: '{title}. Most: {label}, {count}.',
  days: { title: 'Visits by day', head: 'Day' },
  months: { title: 'Visits by month', head: 'Month' },
  hours: { title: 'Visits by time of day', head: 'Hour (UTC)', hour: '{from}:00 to {to}:00', note: 'Only records younger than {days} days know their hour.' },
  pages: {
    title: 'Pages',
    head: 'Page',
    note: 'What differs from appointment to appointment or practice to practice stands in square brackets. It is not recorded.',
  },
  browsers: { title: 'Browsers', head: 'Browser', other: 'others' },
  beside: {
    title: 'Not counted as visits',
    head: 'Requests',
    kinds: {
      files: 'Files that belong to pages',
      calls: 'What pages ask for by themselves',
      unknown: 'Addresses that do not exist',
      blocked: 'Turned away because blocked',
    },
  },
  file: { figure: 'Figure', name: 'What', visits: 'Number', few: 'fewer than {least}, or hidden', total: 'All visits' },
};
