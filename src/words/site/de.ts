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
  help: {
    title: 'Hilfe',
    search: 'In der Hilfe suchen',
    none: 'Dazu steht hier nichts. Versuchen Sie ein anderes Wort.',
    groups: [
      {
        title: 'Ich habe einen Termin',
        entries: [
          {
            title: 'Am Gespräch teilnehmen',
            text: 'Öffnen Sie den Link aus der E-Mail, oder geben Sie auf der Startseite den Zugangscode ein. Prüfen Sie Kamera, Mikrofon und Ton, nennen Sie einen Namen oder ein Pseudonym und betreten Sie den Warteraum. Ihre Praxis sieht, dass Sie warten, und lässt Sie herein.',
          },
          {
            title: 'Der Browser fragt nach Kamera und Mikrofon',
            text: 'Wählen Sie „Zulassen“. Haben Sie versehentlich abgelehnt, tippen Sie auf das Zeichen links neben der Adresse, erlauben Sie Kamera und Mikrofon und laden Sie die Seite neu.',
          },
          {
            title: 'Man sieht oder hört mich nicht',
            text: 'Schließen Sie andere Programme, die Kamera oder Mikrofon benutzen. Wählen Sie unter „Geräte ändern“ ein anderes Mikrofon oder eine andere Kamera. Sie können auch nur mit Ton oder nur schriftlich teilnehmen.',
          },
          {
            title: 'Die Verbindung bricht ab',
            text: 'Warten Sie einen Moment: das Portal verbindet von selbst neu, Ihr Platz bleibt frei. Hilft das nicht, laden Sie die Seite neu. Die Telefonnummer Ihrer Praxis steht auf der Seite.',
          },
          {
            title: 'Der Sicherheitscode',
            text: 'Beide Seiten sehen vier Bilder und acht Ziffern. Lesen Sie sie einander vor. Sind sie gleich, ist niemand zwischen Ihnen, auch nicht dieses Portal. Sind sie verschieden, wählen Sie „Stimmt nicht überein“.',
          },
        ],
      },
      {
        title: 'Für Praxen',
        entries: [
          {
            title: 'Einen Termin planen',
            text: 'Legen Sie Art, Titel, Zeit und Dauer fest und laden Sie per E-Mail ein. Den Titel sieht nur Ihre Praxis. Mit dem Veröffentlichen gehen die Einladungen hinaus.',
          },
          {
            title: 'Der Warteraum',
            text: 'Auf jeder Seite Ihres Kontos sehen und hören Sie, wenn jemand wartet. Öffnen Sie den Raum, schreiben Sie eine Nachricht, bitten Sie um Geduld, lassen Sie herein oder weisen Sie mit einem Grund ab.',
          },
          {
            title: 'Im Gespräch',
            text: 'M schaltet das Mikrofon, V die Kamera, C öffnet den Chat, die gedrückte Leertaste lässt Sie kurz sprechen, das Fragezeichen zeigt alle Tasten. „Für alle beenden“ schließt das Gespräch.',
          },
          {
            title: 'Später oder länger',
            text: 'Fünf Minuten vor dem geplanten Ende werden Sie gefragt, ob Sie verlängern. Neue Gäste lässt der Link nur bis zum geplanten Ende ein; wer schon im Gespräch ist, bleibt.',
          },
          {
            title: 'Link kommt nicht an',
            text: 'In der Terminansicht steht, ob die E-Mail angenommen wurde. Sie können sie erneut senden, den Link kopieren oder den Zugangscode am Telefon vorlesen.',
          },
        ],
      },
    ],
  },
} as const;
