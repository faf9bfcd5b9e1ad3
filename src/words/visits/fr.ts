import type { VisitWords } from './index.ts';

export const fr: VisitWords = {
  title: 'Visites',
  intro:
    'Combien de fois les pages du portail ont été ouvertes. Par qui, le portail ne le sait pas : les chiffres viennent d’enregistrements sans adresse complète, et cette page ne demande pas non plus l’adresse abrégée.',
  range: 'Période',
  ranges: { week: '7 jours', month: '30 jours', records: '{days} jours', counts: '{months} mois' },
  show: 'Afficher',
  download: 'Enregistrer en fichier CSV',
  total: {
    one: '{count} visite pendant cette période',
    other: '{count} visites pendant cette période',
  },
  totalFew: 'Moins de {least} visites pendant cette période',
  none: 'Aucune visite pendant cette période.',
  time: 'Les jours et les heures sont ceux du temps universel (UTC), comme tous les délais du portail. En France, il est une heure plus tard, deux en été. Aujourd’hui compte jusqu’à cet instant.',
  small:
    'Les nombres inférieurs à {least} ne figurent pas ici : ce qui est si rare pourrait être une seule personne. Pour qu’on ne puisse pas les déduire de la somme, il manque parfois avec eux un nombre plus grand.',
  few: 'trop peu',
  rest: 'Les plus rares ensemble',
  restFew: 'Les plus rares ensemble : moins de {least}',
  table: 'En tableau',
  visits: 'Visites',
  peak: '{title}. Le plus : {label}, {count}.',
  days: { title: 'Visites par jour', head: 'Jour' },
  months: { title: 'Visites par mois', head: 'Mois' },
  hours: {
    title: 'Visites par heure de la journée',
    head: 'Heure (UTC)',
    hour: 'de {from} h à {to} h',
    note: 'Seuls les enregistrements de moins de {days} jours connaissent leur heure.',
  },
  pages: { title: 'Pages', head: 'Page', note: 'Entre crochets figure ce qui diffère d’un rendez-vous ou d’un cabinet à l’autre. Ce n’est pas enregistré.' },
  browsers: { title: 'Navigateurs', head: 'Navigateur', other: 'autres' },
  beside: {
    title: 'Non comptées comme visites',
    head: 'Requêtes',
    kinds: {
      files: 'Fichiers qui font partie des pages',
      calls: 'Ce que les pages demandent d’elles-mêmes',
      unknown: 'Adresses qui n’existent pas',
      blocked: 'Refusées parce que bloquées',
    },
  },
  file: { figure: 'Chiffres', name: 'Quoi', visits: 'Nombre', few: 'moins de {least}, ou masqué', total: 'Toutes les visites' },
};
