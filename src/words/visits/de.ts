/** The operator’s statistics. */
export const de = {
  title: 'Besuche',
  intro:
    'Wie oft Seiten des Portals aufgerufen wurden. Von wem, weiß das Portal nicht: Die Zahlen stammen aus Aufzeichnungen ohne volle Adresse, und diese Seite fragt auch nach der gekürzten nicht.',
  range: 'Zeitraum',
  ranges: { week: '7 Tage', month: '30 Tage', records: '{days} Tage', counts: '{months} Monate' },
  show: 'Anzeigen',
  download: 'Als CSV-Datei speichern',
  total: {
    one: '{count} Besuch in diesem Zeitraum',
    other: '{count} Besuche in diesem Zeitraum',
  },
  totalFew: 'Weniger als {least} Besuche in diesem Zeitraum',
  none: 'In diesem Zeitraum gab es keinen Besuch.',
  time: 'Tage und Stunden sind die der Weltzeit (UTC), wie alle Fristen des Portals. In Deutschland ist es eine Stunde später, im Sommer zwei. Der heutige Tag zählt bis eben mit.',
  small:
    'Zahlen unter {least} stehen hier nicht: Was so selten ist, könnte eine einzige Person sein. Damit man sie nicht aus der Summe errechnet, fehlt mit ihnen manchmal eine größere.',
  few: 'zu wenige',
  rest: 'Seltenes zusammen',
  restFew: 'Seltenes zusammen: weniger als {least}',
  table: 'Als Tabelle',
  visits: 'Besuche',
  peak: '{title}. Die meisten: {label}, {count}.',
  days: { title: 'Besuche je Tag', head: 'Tag' },
  months: { title: 'Besuche je Monat', head: 'Monat' },
  hours: {
    title: 'Besuche je Tageszeit',
    head: 'Stunde (UTC)',
    hour: '{from} bis {to} Uhr',
    note: 'Stunden kennen nur Aufzeichnungen, die jünger als {days} Tage sind.',
  },
  pages: {
    title: 'Seiten',
    head: 'Seite',
    note: 'In eckigen Klammern steht, was von Termin zu Termin oder Praxis zu Praxis verschieden ist. Es wird nicht aufgezeichnet.',
  },
  browsers: { title: 'Browser', head: 'Browser', other: 'andere' },
  beside: {
    title: 'Nicht als Besuch gezählt',
    head: 'Anfragen',
    kinds: {
      files: 'Dateien, die zu Seiten gehören',
      calls: 'Was Seiten von selbst abrufen',
      unknown: 'Adressen, die es nicht gibt',
      blocked: 'Abgewiesen, weil gesperrt',
    },
  },
  file: { figure: 'Auswertung', name: 'Was', visits: 'Anzahl', few: 'weniger als {least} oder verborgen', total: 'Besuche gesamt' },
};
