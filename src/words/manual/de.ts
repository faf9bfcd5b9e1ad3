/** The manual. `{label}` stands for what a button of the portal says (`labels.ts`). German is the shape the other languages are checked against. */
export const de = {
  title: 'Hilfe',
  lead: 'Schritt für Schritt, was Sie im Portal tun können.',
  search: 'In der Hilfe suchen',
  submit: 'Suchen',
  none: 'Dazu steht hier nichts. Versuchen Sie ein anderes Wort, oder schreiben Sie uns.',
  found: { one: '{count} Seite gefunden', other: '{count} Seiten gefunden' },
  all: 'Alle Themen',
  back: 'Hilfe',
  next: 'Weiter: {title}',
  link: 'Hilfe: {title}',
  goodToKnow: 'Gut zu wissen',
  groups: { client: 'Ich habe einen Termin', practice: 'Für Praxen', operator: 'Für den Betrieb' },
  topics: {
    'take-part': {
      title: 'Am Gespräch teilnehmen',
      lead: 'Sie brauchen kein Konto und kein Programm, nur den Link oder den Zugangscode aus Ihrer Einladung.',
      steps: [
        'Öffnen Sie den Link in der E-Mail. Oder geben Sie auf der Startseite unter „{linkOrCode}“ den Zugangscode ein.',
        'Sehen Sie nach, ob Praxis, Tag und Uhrzeit stimmen. Die Zeitzone steht dabei.',
        'Tippen Sie auf „{turnOn}“ und erlauben Sie dem Browser Kamera und Mikrofon.',
        'Sehen Sie sich selbst, sprechen Sie ein paar Worte, und drücken Sie „{tone}“.',
        'Geben Sie einen Namen oder ein Pseudonym ein und tippen Sie auf „{enter}“. Ihre Praxis lässt Sie herein.',
      ],
      notes: [
        'Es geht auch ohne Kamera („{withoutCamera}“) oder nur schriftlich („{textOnly}“).',
        'Der Link gilt bis zum geplanten Ende des Termins. Geben Sie ihn nicht weiter: Er öffnet Ihren Platz.',
      ],
    },
    answer: {
      title: 'Zusagen oder absagen',
      lead: 'Ihre Praxis freut sich über eine Antwort. Dass Sie den Link öffnen, ist noch keine.',
      steps: [
        'Öffnen Sie den Link aus der Einladung.',
        'Tippen Sie unten auf „{come}“ oder auf „{cannot}“.',
        'Anders überlegt? Tippen Sie auf „{undo}“. Das geht bis zum geplanten Ende.',
      ],
      notes: [
        'Auch nach einer Absage öffnet der Link die Seite: Sie können doch noch kommen.',
        'Wird ein Termin verschoben, gilt Ihre Antwort nicht mehr. Bitte antworten Sie noch einmal.',
        'Mit einem Konto finden Sie dieselben Knöpfe bei Ihren Terminen.',
      ],
    },
    allow: {
      title: 'Der Browser fragt nach Kamera und Mikrofon',
      lead: 'Ohne Ihre Erlaubnis gibt der Browser kein Bild und keinen Ton her.',
      steps: [
        'Wählen Sie in der Frage des Browsers „Zulassen“.',
        'Haben Sie abgelehnt: Tippen Sie auf das Zeichen links neben der Adresse und erlauben Sie Kamera und Mikrofon.',
        'Laden Sie die Seite neu.',
      ],
      notes: ['Fragt der Browser nicht mehr, sagt die Seite, was in Ihrem Browser zu tun ist. Mit „{anyway}“ kommen Sie auf jeden Fall weiter.'],
    },
    devices: {
      title: 'Technik prüfen, Geräte wechseln',
      lead: 'Am besten prüfen Sie einen Tag vorher in Ruhe.',
      steps: [
        'Öffnen Sie auf der Startseite „{toTest}“ und drücken Sie „{startTest}“.',
        'Sehen Sie nach, ob Ihr Bild erscheint und ob sich der Balken bewegt, wenn Sie sprechen.',
        'Hören Sie den Testton? Wenn nicht, machen Sie lauter oder stecken Sie Kopfhörer ein.',
        'Ein anderes Mikrofon oder eine andere Kamera wählen Sie vor dem Gespräch unter „{changeDevices}“, im Gespräch mit dem kleinen Pfeil am Knopf.',
      ],
      notes: [
        'Sieht oder hört man Sie nicht: Schließen Sie andere Programme, die Kamera oder Mikrofon benutzen.',
        'Beim Test wird kein Bild und kein Ton übertragen.',
      ],
    },
    waiting: {
      title: 'Im Warteraum',
      lead: 'Hier warten Sie, bis die Praxis Sie hereinlässt. Andere Wartende sehen und hören Sie nicht.',
      steps: [
        'Lassen Sie die Seite offen und den Bildschirm an.',
        'Sie lesen, ob Ihre Behandlerin oder Ihr Behandler da ist, noch spricht oder später kommt.',
        'Wenn Sie hereingelassen werden, hören Sie einen Ton.',
        'Möchten Sie gehen, tippen Sie auf „{leaveWaiting}“. Mit demselben Link kommen Sie zurück.',
      ],
      notes: ['Der Warteraum ist nicht für Notfälle. Rufen Sie dann bitte die 112.'],
    },
    'in-call': {
      title: 'Im Gespräch',
      lead: 'Die Knöpfe stehen unten im Bild.',
      steps: [
        '„{microphone}“ schaltet Ihr Mikrofon aus und ein. Auf der Tastatur: M.',
        '„{camera}“ schaltet Ihre Kamera aus und ein. Auf der Tastatur: V.',
        '„{chat}“ öffnet die Nachrichten. Auf der Tastatur: C.',
        '„{more}“ zeigt, wie gut die Verbindung ist, und die Tastenkürzel.',
        '„{leave}“ beendet das Gespräch für Sie.',
      ],
      notes: [
        'Halten Sie die Leertaste, um kurz zu sprechen, während Sie stumm sind. Das Fragezeichen zeigt alle Tasten.',
        'Wenn Kürzel stören, schalten Sie „{keys}“ aus.',
        'Mit „{hide}“ gehen Bild und Ton über einen Zwischenknoten, der sie nicht öffnen kann.',
      ],
    },
    connection: {
      title: 'Die Verbindung bricht ab',
      lead: 'Das Portal verbindet von selbst neu. Ihr Platz bleibt frei.',
      steps: ['Warten Sie einen Moment.', 'Laden Sie sonst die Seite neu.', 'Hilft das nicht, rufen Sie Ihre Praxis an. Ihre Nummer steht auf der Seite.'],
      notes: ['Ist die Leitung schwach, hilft es, die Kamera auszuschalten oder näher an das WLAN zu gehen.'],
    },
    'security-code': {
      title: 'Der Sicherheitscode',
      lead: 'Mit ihm prüfen beide Seiten, dass niemand zwischen ihnen ist, auch nicht dieses Portal.',
      steps: [
        'Tippen Sie oben im Gespräch auf das Schloss.',
        'Lesen Sie einander die vier Bilder oder die Zahlen vor.',
        'Sind sie gleich, drücken beide „{same}“.',
        'Sind sie verschieden, drücken Sie „{different}“. Das Gespräch endet dann.',
      ],
      notes: ['Jedes Gespräch hat einen neuen Code.'],
    },
    'client-account': {
      title: 'Ein Konto für Klientinnen und Klienten',
      lead: 'Ein Konto ist freiwillig. Damit sehen Sie alle Termine, zu denen Ihre Adresse eingeladen ist, an einem Ort.',
      steps: [
        'Öffnen Sie die Seite zum Anmelden und wählen Sie „{createAccount}“.',
        'Nehmen Sie die E-Mail-Adresse, an die Ihre Einladungen gehen.',
        'Öffnen Sie den Link in der E-Mail, die wir Ihnen schicken, und geben Sie Ihr Passwort ein.',
        'In der Übersicht und im „{calendar}“ stehen nun Ihre Termine, jeweils mit dem Weg in den Warteraum.',
      ],
      notes: [
        'Bittet Ihre Praxis Sie um etwas, steht es unter „{tasks}“.',
        'Haben Sie Ihre Adresse geändert, finden Sie nur, was an die neue geschickt wurde.',
      ],
    },
    'calendar-program': {
      title: 'Termine im eigenen Kalenderprogramm',
      lead: 'Ihr Kalenderprogramm kann Ihre Termine mitlesen. Das ist aus, bis Sie es einschalten.',
      steps: [
        'Öffnen Sie den „{calendar}“ und drücken Sie unten „{makeAddress}“.',
        'Kopieren Sie die geheime Adresse. Sie wird nur einmal gezeigt.',
        'Wählen Sie in Ihrem Kalenderprogramm, dass Sie einen Kalender abonnieren möchten, und setzen Sie die Adresse ein.',
        'Mit „{renewAddress}“ gilt die alte nicht mehr, mit „{turnOff}“ gar keine.',
      ],
      notes: [
        'In den Einträgen steht kein Name und keine Praxis. Behandelnde können dort die Titel ihrer Termine zeigen.',
        'Manche Programme rufen die Adresse von den Rechnern ihres Anbieters ab. Der erfährt dann, wann Sie Termine haben.',
        'Ein neues Passwort beendet auch die Adresse.',
      ],
    },
    'your-data': {
      title: 'Profil, Foto und Ihre Daten',
      lead: 'Unter Ihrem Namen oben rechts liegt Ihr Konto.',
      steps: [
        'Unter „{profile}“ ändern Sie Namen und Sprache.',
        'Unter „{photo}“ laden Sie ein Bild hoch, wenn Sie möchten, und nehmen es jederzeit zurück.',
        'Unter „{password}“ und „{email}“ ändern Sie, womit Sie sich anmelden.',
        'Unter „{sessions}“ sehen Sie, wo Sie angemeldet sind, und melden andere Geräte ab.',
        'Unter „{yourData}“ bitten Sie um Berichtigung oder Löschung.',
      ],
      notes: ['Daten zu Terminen und Einladungen führt Ihre Praxis. Bitte fragen Sie dort.'],
    },
    'register-practice': {
      title: 'Eine Praxis anmelden',
      lead: 'In sechs Schritten, von denen Sie jeden noch einmal ansehen können.',
      steps: [
        'Wählen Sie auf der Startseite „{registerPractice}“ und dann den Tarif.',
        'Geben Sie Ihre Person, die Praxis und die Bankverbindung an. Der Test braucht keine Bankverbindung.',
        'Lesen Sie Bedingungen und Vertrag, prüfen Sie alles und bestellen Sie.',
        'Öffnen Sie den Link in der E-Mail und geben Sie Ihr Passwort ein.',
      ],
      notes: [
        'Gehen Sie ruhig zurück: Es geht nichts verloren, was Sie eingegeben haben.',
        'Bis der Betreiber eine Bestellung bestätigt hat, können Sie planen; Links gelten erst danach.',
      ],
    },
    'second-factor': {
      title: 'Der zweite Faktor',
      lead: 'Damit genügt ein gestohlenes Passwort nicht mehr. Für Praxen wird er nach einer Frist verlangt, für den Betrieb sofort.',
      steps: [
        'Öffnen Sie im Konto „{secondFactor}“.',
        'Drücken Sie „{appStart}“, lesen Sie das Bild mit einer Authenticator-App ein und tippen Sie sechs Ziffern ab.',
        'Bewahren Sie die Wiederherstellungscodes auf Papier auf. Jeder ersetzt einmal die App.',
        'Oder drücken Sie „{passkeyAdd}“: Dann meldet Ihr Gerät Sie mit Fingerabdruck, Gesicht oder PIN an.',
      ],
      notes: [
        'Sind die Codes fast aufgebraucht, erstellen Sie mit „{codesRenew}“ andere. Die alten gelten dann nicht mehr.',
        'Weder App noch Codes noch Passkey? Dann hilft nur der Betreiber.',
      ],
    },
    plan: {
      title: 'Einen Termin planen',
      lead: 'Sie legen einen Entwurf an und laden ein, sobald Sie ihn veröffentlichen.',
      steps: [
        'Drücken Sie „{plan}“.',
        'Geben Sie Art, Titel, Tag, Zeit und Dauer an. Den Titel sieht nur Ihre Praxis.',
        'Tragen Sie ein, wen Sie einladen: die Adresse, Ihre eigene Bezeichnung und die Sprache.',
        'Drücken Sie „{save}“ und sehen Sie noch einmal hin.',
        'Drücken Sie „{publish}“. Die Einladungen gehen hinaus.',
      ],
      notes: [
        'Überschneidungen mit anderen Terminen werden vor dem Speichern gezeigt.',
        'Zum Ausprobieren laden Sie sich selbst ein.',
        'Eine Assistenz plant für die Behandelnden, kommt aber in kein Gespräch.',
      ],
    },
    invite: {
      title: 'Einladen, und wenn der Link nicht ankommt',
      lead: 'Die Seite des Termins zeigt zu jeder Person, wie weit die E-Mail ist und ob sie kommt.',
      steps: [
        'Öffnen Sie den Termin. Unten laden Sie mit „{inviteNow}“ jemanden nach.',
        'Mit „{resend}“ geht die E-Mail noch einmal hinaus.',
        'Mit „{key}“ sehen Sie den Link zum Kopieren und den Code zum Vorlesen.',
        'Mit „{print}“ drucken Sie eine Einladung auf Papier.',
        'Mit „{uninvite}“ gilt der Link sofort nicht mehr.',
      ],
      notes: ['Hat jemand zugesagt oder abgesagt, steht es dort, auf die Stunde genau. Eine Absage schließt den Link nicht.'],
    },
    'host-waiting': {
      title: 'Der Warteraum der Praxis',
      lead: 'Auf jeder Seite Ihres Kontos sehen und hören Sie, wenn jemand wartet.',
      steps: [
        'Drücken Sie „{open}“ und schalten Sie Kamera und Mikrofon ein. Noch sieht und hört Sie niemand.',
        'Mit „{letIn}“ beginnt das Gespräch, in einer Gruppe mit „{letInAll}“.',
        'Mit „{write}“ schreiben Sie jemandem, der wartet, oder sagen Sie allen, dass es später wird.',
        'Mit „{turnAway}“ weisen Sie jemanden ab. Den Grund bekommt die Person in freundlichen Worten.',
      ],
      notes: ['Das Portal kennt die Namen nicht, die Gäste eingeben. Sie sehen Ihre eigene Bezeichnung daneben.'],
    },
    'host-call': {
      title: 'Ein Gespräch leiten',
      lead: 'Sie bedienen dasselbe wie Ihre Gäste und noch etwas mehr.',
      steps: [
        'Vergleichen Sie am Anfang den Sicherheitscode.',
        'Wer wartet, steht auch im Gespräch in der Liste. Lassen Sie nach und nach herein.',
        'Mit „{remove}“ nehmen Sie jemanden aus dem Gespräch.',
        '„{leave}“ fragt Sie, ob nur Sie gehen. Mit „{endForAll}“ ist das Gespräch für alle zu Ende.',
      ],
      notes: [
        'Ist der Raum auf einem anderen Gerät offen, holen Sie ihn mit „{takeOver}“ her.',
        'Niemand kann jemand anderen laut schalten, und es gibt keine Aufnahme.',
      ],
    },
    'later-longer': {
      title: 'Verschieben, verlängern, absagen',
      lead: 'Eingeladene erfahren von selbst, was sich ändert.',
      steps: [
        'Mit „{change}“ geben Sie einem Termin eine andere Zeit. Der Link bleibt derselbe.',
        'Fünf Minuten vor dem geplanten Ende werden Sie gefragt, ob Sie verlängern. Auch später geht es mit „{extend}“.',
        'Mit „{cancel}“ fällt der Termin aus. Links gelten sofort nicht mehr, und es geht eine E-Mail hinaus.',
        'Nach dem Beginn vermerken Sie „{held}“ oder „{didNotCome}“.',
      ],
      notes: ['Nach dem geplanten Ende kommt niemand mehr neu herein. Wer im Gespräch ist, bleibt.'],
    },
    tasks: {
      title: 'Aufgaben',
      lead: 'Für Sie selbst, für Ihr Team und für Klientinnen und Klienten.',
      steps: [
        'Öffnen Sie „{tasks}“ und drücken Sie „{giveTask}“.',
        'Schreiben Sie, was zu tun ist, für wen und bis wann, und drücken Sie „{saveTask}“.',
        'Wer die Aufgabe hat, setzt bei „{tick}“ einen Haken.',
      ],
      notes: ['In der E-Mail über eine Aufgabe steht nicht, was zu tun ist.', 'Erledigtes verschwindet von selbst.'],
    },
    team: {
      title: 'Das Team',
      lead: 'Inhaberinnen und Inhaber laden ein, geben Rollen und nehmen sie zurück.',
      steps: [
        'Öffnen Sie unter Praxis die Seite „{team}“.',
        'Laden Sie jemanden mit Adresse, Rolle und Sprache ein. Der Link in der E-Mail gilt einige Tage.',
        'Ändern Sie eine Rolle, oder nehmen Sie jemanden aus dem Team. Bevorstehende Termine geben Sie dabei weiter.',
      ],
      notes: [
        'Behandelnde leiten eigene Gespräche. Die Assistenz plant und lädt ein, kommt aber in kein Gespräch.',
        'Eine Praxis braucht mindestens eine Inhaberin oder einen Inhaber.',
      ],
    },
    'practice-settings': {
      title: 'Praxis, Vorgaben, Protokoll und Vertrag',
      lead: 'Was für die ganze Praxis gilt, ändern Inhaberinnen und Inhaber.',
      steps: [
        'Unter „{practiceStart}“ stehen Name und Telefonnummer, wie Eingeladene sie sehen.',
        'Unter „{defaults}“ legen Sie fest, wie lang Termine sind, wann der Warteraum öffnet und wann Termine gelöscht werden.',
        'Unter „{ownTexts}“ schreiben Sie, was im Warteraum zu lesen ist, und Ihren eigenen Datenschutzhinweis.',
        'Unter „{trail}“ lesen Sie, wer was getan hat, auf die Stunde genau und ohne Inhalte.',
        'Unter „{export}“ laden Sie alles herunter, was das Portal von der Praxis hält.',
        'Unter „{contract}“ ändern Sie die Bankverbindung oder beenden den Vertrag.',
      ],
      notes: ['Dreißig Tage nach dem Ende des Vertrags wird alles gelöscht.'],
    },
    'operate-start': {
      title: 'Das Portal einrichten',
      lead: 'Einmal, gleich nach dem ersten Start.',
      steps: [
        'Öffnen Sie den Einrichtungslink, den der Server beim ersten Start nennt. Er gilt einmal.',
        'Legen Sie das Konto für den Betrieb an und richten Sie einen zweiten Faktor ein.',
        'Füllen Sie „{settings}“ aus. Daraus entstehen Impressum und Datenschutzerklärung.',
      ],
      notes: ['Wer das Portal betreibt, sieht Verträge, aber keine Termine und keine Klientinnen und Klienten.'],
    },
    'operate-practices': {
      title: 'Praxen, Bestellungen, Kündigungen',
      lead: 'Die Seite „{practices}“ zeigt, wie es um jeden Vertrag steht.',
      steps: [
        'Suchen Sie nach Name oder Ort und öffnen Sie eine Praxis.',
        'Bestätigen Sie eine Bestellung mit „{confirmOrder}“. Ab dann gelten die Links der Praxis.',
        'Kommt eine Kündigung auf Papier, tragen Sie sie mit „{enterNotice}“ ein. Das Ende rechnet das Portal aus.',
      ],
      notes: ['Praxen können auch selbst kündigen. Dreißig Tage nach dem Ende wird alles gelöscht.'],
    },
    'operate-requests': {
      title: 'Anträge zu eigenen Daten',
      lead: 'Wer um Berichtigung oder Löschung bittet, bekommt innerhalb eines Monats eine Antwort.',
      steps: [
        'Öffnen Sie „{requests}“. Oben steht, was zuerst fällig ist.',
        'Prüfen Sie, was verlangt wird, und führen Sie es aus, wenn es geht.',
        'Antworten Sie dort. Die Person bekommt eine E-Mail, dass eine Antwort da ist; was darin steht, liest sie in ihrem Konto.',
      ],
      notes: ['Nachrichten aus dem Kontaktformular kommen als E-Mail. Eine Kopie behält das Portal nur, bis Ihr Mailserver sie angenommen hat.'],
    },
  },
} as const;
