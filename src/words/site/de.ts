/** What stands everywhere and what everybody may read. German is the shape the other languages are checked against. */
export const de = {
  frame: {
    brand: 'Incamera',
    skip: 'Zum Inhalt',
    home: 'Startseite',
    footer: 'Fußzeile',
    imprint: 'Impressum',
    privacy: 'Datenschutz',
    terms: 'Nutzungsbedingungen',
    accessibility: 'Barrierefreiheit',
    help: 'Hilfe',
    contact: 'Kontakt',
    language: 'Sprache',
    change: 'Übernehmen',
  },
  landing: {
    title: 'Videosprechstunde hinter verschlossener Tür',
    heading: 'Ein Gespräch unter vier Augen. Auch per Video.',
    lead: 'Bild, Ton und Geschriebenes gehen verschlüsselt von Gerät zu Gerät. Der Betreiber kann nichts davon sehen, und danach bleibt nichts übrig.',
    client: {
      title: 'Ich habe einen Termin',
      label: 'Link oder Zugangscode',
      hint: 'Beides steht in Ihrer E-Mail. Der Code sieht so aus: ABC-DEF-GHJ.',
      submit: 'Weiter',
      wrong: 'Das ist kein Link und kein Zugangscode von hier. Ein Code hat neun Zeichen, keine Null, keine Eins.',
      empty: 'Bitte geben Sie den Link oder den Code aus Ihrer E-Mail ein.',
    },
    practice: {
      title: 'Für Praxen',
      text: 'Termine planen, einladen, Warteraum, Gespräch. Ihre Klientinnen und Klienten brauchen kein Konto und installieren nichts.',
      signIn: 'Anmelden',
      register: 'Praxis anmelden',
    },
    test: { title: 'Technik testen', text: 'Kamera, Mikrofon und Ton in einer Minute prüfen. Es wird nichts übertragen.', link: 'Zum Test' },
  },
  imprint: {
    title: 'Impressum',
    operator: 'Betreiber',
    address: 'Anschrift',
    email: 'E-Mail',
    telephone: 'Telefon',
    authority: 'Aufsichtsbehörde für den Datenschutz',
    officer: 'Datenschutzbeauftragte Person',
    unset: 'Dieses Portal wird gerade eingerichtet. Sein Betreiber hat seine Angaben noch nicht hinterlegt.',
  },
  accessibility: {
    title: 'Barrierefreiheit',
    sections: [
      {
        title: 'Ziel',
        text: 'Das Portal soll von allen benutzt werden können: mit Tastatur, Bildschirmleser, Vergrößerung, in heller und dunkler Darstellung, ab 320 Pixel Breite. Maßstab sind WCAG 2.2 Stufe AA und EN 301 549.',
      },
      {
        title: 'Wie geprüft wird',
        text: 'Jede Seite wird bei jeder Änderung automatisch auf Verstöße geprüft, hell und dunkel. Das ersetzt keine Prüfung mit Menschen, die auf Hilfsmittel angewiesen sind.',
      },
      {
        title: 'Bekannte Grenzen',
        text: 'Es gibt noch keine Untertitel und kein Mitlesen in Echtzeit. Auf iPhone und iPad konnte das Portal noch nicht geprüft werden.',
      },
      { title: 'Etwas geht nicht?', text: 'Schreiben Sie dem Betreiber, was Sie tun wollten und womit. Die Adresse steht im Impressum.' },
    ],
  },
} as const;
