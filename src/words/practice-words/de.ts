export const de = {
  title: 'Eigene Texte',
  saved: 'Gespeichert. Wer jetzt einen Link Ihrer Praxis öffnet, sieht es.',
  save: 'Speichern',
  waiting: 'Im Warteraum',
  waitingHint:
    'Lesen alle, die auf Sie warten. Fehlt eine Sprache, steht dort der Text in der Sprache der Praxis ({language}). Höchstens {max} Zeichen je Sprache.',
  waitingIn: 'Text auf {language}',
  languages: { de: 'Deutsch', en: 'Englisch', fr: 'Französisch' },
  privacy: 'Ihr Datenschutzhinweis',
  privacyHint:
    'Für Ihre Klientinnen und Klienten sind Sie verantwortlich, nicht der Betreiber (Art. 13 DSGVO). Der Hinweis ist auf der ersten Seite nach dem Link und im Warteraum zu finden.',
  imprint: 'Ihr Impressum',
  imprintHint: 'Wer Sie sind und wo man Sie erreicht, wie auf Ihrer eigenen Website.',
  text: 'Text',
  textHint: 'Höchstens {max} Zeichen. Eine leere Zeile trennt Absätze; Gestaltung und Links gibt es darin nicht.',
  link: 'Oder die Adresse Ihrer Seite dazu',
  linkHint: 'Zum Beispiel {example}. Sie öffnet sich in einem neuen Tab; wir sagen dazu, dass man das Portal verlässt.',
  examples: { privacy: 'https://ihre-praxis.example/datenschutz', imprint: 'https://ihre-praxis.example/impressum' },
  faults: {
    'too-long': 'Das sind mehr als {max} Zeichen. Bitte kürzen Sie es.',
    'control-characters': 'Darin sind unsichtbare Zeichen. Bitte kopieren Sie den Text noch einmal als reinen Text hinein.',
    'not-a-link': 'Das ist keine Adresse einer verschlüsselten Seite. Sie beginnt mit https://.',
    both: 'Bitte entweder den Text oder die Adresse, nicht beides.',
  },
} as const;
