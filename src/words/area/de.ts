export const de = {
  account: {
    title: 'Ihr Konto',
    pages: {
      start: 'Profil',
      photo: 'Foto',
      password: 'Passwort',
      email: 'E-Mail-Adresse',
      'second-factor': 'Zweiter Faktor',
      sessions: 'Angemeldete Geräte',
      hours: 'Arbeitszeiten',
      requests: 'Ihre Daten',
      end: 'Konto beenden',
    },
  },
  practice: {
    title: 'Ihre Praxis',
    pages: {
      start: 'Praxis und Kontakt',
      members: 'Team',
      types: 'Terminarten',
      hours: 'Arbeitszeiten',
      defaults: 'Vorgaben für Termine',
      words: 'Eigene Texte',
      contract: 'Vertrag',
      trail: 'Protokoll',
      export: 'Ausgabe aller Daten',
    },
  },
  operator: {
    title: 'Betrieb',
    pages: {
      start: 'Praxen',
      requests: 'Anträge',
      visits: 'Besuche',
      irregular: 'Auffällige Anfragen',
      texts: 'Rechtstexte',
      accounts: 'Konten beenden',
      suppliers: 'Dienstleister',
      settings: 'Angaben zum Betrieb',
    },
  },
} as const;
