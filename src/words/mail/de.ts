/** What the portal's mails say. Subjects and calendar entries name nobody and tell nothing of the kind of practice: others see a person's inbox and calendar. */
export const de = {
  greeting: 'Guten Tag,',
  /** `{date}` has the weekday and the year; `{city}` and `{offset}` say whose clock shows this time. */
  when: '{date}, {time} Uhr ({city}, {offset})',
  hours: { one: '{count} Stunde', other: '{count} Stunden' },
  minutes: { one: '{count} Minute', other: '{count} Minuten' },
  facts: {
    when: 'Wann',
    length: 'Dauer',
    provider: 'Mit',
    practice: 'Praxis',
    telephone: 'Telefon der Praxis',
  },
  verify: {
    subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    title: 'E-Mail-Adresse bestätigen',
    text: 'mit dieser Adresse wurde ein Konto im Portal angelegt. Bitte bestätigen Sie, dass sie Ihnen gehört; dazu brauchen Sie das Passwort, das Sie sich ausgedacht haben.',
    button: 'Adresse bestätigen',
    life: 'Der Link gilt {hours}.',
    notYou: 'Wenn Sie das nicht waren, brauchen Sie nichts zu tun: Ohne Bestätigung wird die Anmeldung von selbst gelöscht.',
    automatic: 'Diese Nachricht wurde automatisch verschickt.',
  },
  invitation: {
    subject: 'Ihr Termin am {date}, {time} Uhr',
    title: 'Ihr Videogespräch',
    text: '{practice} lädt Sie zu einem Videogespräch ein.',
  },
  moved: {
    subject: 'Neue Zeit für Ihren Termin: {date}, {time} Uhr',
    title: 'Ihr Videogespräch hat eine neue Zeit',
    text: '{practice} hat Ihr Videogespräch verschoben. Bitte beachten Sie die neue Zeit; die frühere gilt nicht mehr.',
  },
  cancelled: {
    subject: 'Abgesagt: Ihr Termin am {date}, {time} Uhr',
    title: 'Ihr Videogespräch findet nicht statt',
    text: '{practice} hat dieses Videogespräch abgesagt. Link und Zugangscode gelten nicht mehr.',
    again: 'Wenn Sie einen neuen Termin brauchen, melden Sie sich bitte bei Ihrer Praxis.',
    againByTelephone: 'Wenn Sie einen neuen Termin brauchen, rufen Sie bitte Ihre Praxis an: {telephone}.',
  },
  join: {
    title: 'So kommen Sie hinein',
    text: 'Öffnen Sie zum Termin diesen Link. Sie brauchen kein Konto und müssen nichts installieren.',
    button: 'Videogespräch öffnen',
    before: 'Sie können den Link auch schon vorher öffnen und die Technik testen.',
    yours: 'Der Link und der Code sind nur für Sie bestimmt. Bitte geben Sie sie nicht weiter.',
  },
  code: {
    title: 'Wenn Sie den Link nicht öffnen können',
    text: 'Geben Sie auf der Seite {landing} diesen Zugangscode ein:',
    telephone: 'Mit dem Code kommen Sie von jedem Gerät aus hinein. Ihre Praxis kann ihn Ihnen auch am Telefon vorlesen.',
  },
  needs: {
    title: 'Was Sie brauchen',
    device: 'Ein Smartphone, ein Tablet oder einen Computer mit Kamera, Mikrofon und aktuellem Browser.',
    place: 'Einen ruhigen Ort, an dem Sie ungestört sind.',
  },
  cannot: {
    title: 'Wenn Sie nicht können',
    byTelephone: 'Bitte sagen Sie Ihrer Praxis so früh wie möglich ab: {telephone}.',
    withoutNumber: 'Bitte sagen Sie Ihrer Praxis so früh wie möglich Bescheid.',
  },
  automatic: 'Diese Nachricht wurde automatisch verschickt. Antworten darauf erreichen Ihre Praxis nicht.',
  calendar: {
    summary: 'Videotermin',
    description: 'Link zum Termin: {link}',
    file: 'termin.ics',
  },
  /** The page on which a developer reads what would have been sent. */
  outbox: {
    title: 'Ausgehende Mails',
    intro: 'Es ist kein Mailserver eingestellt. Was das Portal verschickt hätte, liegt hier; die neueste Mail steht oben.',
    empty: 'Noch keine Mail. Registrieren Sie eine Praxis oder veröffentlichen Sie einen Termin mit einer Einladung.',
    older: 'Ältere Mails liegen im Ordner.',
    to: 'An',
    from: 'Von',
    at: 'Verschickt',
    back: 'Alle Mails',
    asHtml: 'Als HTML ansehen',
    calendar: 'Kalendereintrag herunterladen',
    text: 'Text',
  },
};
