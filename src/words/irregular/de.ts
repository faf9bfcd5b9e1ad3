/** What was irregular within the last hour, and what the operator does about it. */
export const de = {
  title: 'Auffällige Anfragen',
  intro:
    'Die letzte Stunde. Volle Adressen liegen nur im Arbeitsspeicher und sind {minutes} Minuten nach der Anfrage vergessen. Bitte schreiben Sie sie nirgends ab.',
  again: 'Neu laden',
  lines: {
    title: 'Anschlüsse',
    hint: 'Gezeigt wird nur, wer auffällt: wer an eine Grenze stößt, viele Adressen aufruft, die es nicht gibt, oder sehr oft anfragt. Bei IPv6 zählt der ganze Anschluss (64 Bit) als einer.',
    none: 'Niemand fällt auf.',
    requests: { one: '{count} Anfrage', other: '{count} Anfragen' },
    unknown: { one: '{count} an eine Adresse, die es nicht gibt', other: '{count} an Adressen, die es nicht gibt' },
    refused: { one: '{count} mal an eine Grenze gestoßen', other: '{count} mal an eine Grenze gestoßen' },
    last: { one: 'zuletzt vor {count} Minute', other: 'zuletzt vor {count} Minuten' },
    lastNow: 'zuletzt eben',
    own: 'Ihr eigener Anschluss',
    unseen: {
      one: 'Gesperrt ist noch {count} Anschluss, den dieser Prozess nicht gesehen hat.',
      other: 'Gesperrt sind noch {count} Anschlüsse, die dieser Prozess nicht gesehen hat.',
    },
    unseenOne: 'Anschluss, der hier nicht zu sehen ist',
  },
  reasons: { limited: 'stößt an Grenzen', scan: 'probiert Adressen', flood: 'fragt sehr oft' },
  blocked: 'gesperrt',
  block: 'Sperren',
  blockHint:
    'Eine Sperre des Anschlusses endet eine Stunde nach seiner letzten Anfrage, auch mit einem Neustart des Portals. Wer gerade in einem Gespräch ist, bleibt darin.',
  free: 'Freigeben',
  network: 'Netz {network} sperren',
  ask: {
    title: 'Das ganze Netz {network} sperren?',
    text: 'Für {days} Tage wird jede Anfrage aus diesem Netz abgewiesen. Dazu gehören Tausende Anschlüsse, auch die von Menschen, die einen Termin haben.',
    other: 'Melden Sie sich einmal aus diesem Netz an, etwa unterwegs, kommen auch Sie nicht hinein. Freigeben können Sie es von jedem anderen Anschluss.',
    yes: 'Netz sperren',
    no: 'Nicht sperren',
  },
  networks: {
    title: 'Gesperrte Netze',
    none: 'Kein Netz ist gesperrt.',
    until: 'seit {since}, bis {until}',
  },
  limits: {
    title: 'Grenzen',
    hint: 'Wie oft das Portal in der letzten Stunde nein gesagt hat, weil es zu viele Versuche waren.',
    none: 'Keine Grenze wurde erreicht.',
    rule: 'Grenze',
    count: 'Abgewiesen',
    processes: {
      one: 'Die Zahlen sind die dieses Prozesses.',
      other: 'Die Zahlen sind die aller {count} Prozesse, auf die Minute; die Anschlüsse oben die des Prozesses, der diese Seite zeigt.',
    },
    kinds: {
      'sign-in': 'Anmeldungen',
      link: 'Links zu Terminen',
      code: 'Eingegebene Codes',
      register: 'Registrierungen',
      reset: 'Neue Passwörter',
      upgrade: 'Verbindungen zum Warteraum',
      contact: 'Nachrichten an Sie',
    },
    per: { address: 'je Anschluss', mailbox: 'je Postfach', all: 'alle zusammen' },
  },
  signIns: {
    title: 'Fehlgeschlagene Anmeldungen',
    none: 'In der letzten Stunde ist keine Anmeldung fehlgeschlagen.',
    accounts: {
      one: 'Bei {count} Konto ist in der letzten Stunde eine Anmeldung fehlgeschlagen.',
      other: 'Bei {count} Konten sind in der letzten Stunde Anmeldungen fehlgeschlagen.',
    },
    slowed: {
      one: 'Bei {count} davon muss zwischen zwei Versuchen gewartet werden.',
      other: 'Bei {count} davon muss zwischen zwei Versuchen gewartet werden.',
    },
    hint: 'Bei welchen, und von wo, ist nur als Abdruck festgehalten und hier nicht zu sehen.',
  },
  said: {
    blocked: 'Gesperrt. Die Sperre endet eine Stunde nach der letzten Anfrage von dort.',
    freed: 'Freigegeben.',
    networkBlocked: 'Das Netz ist gesperrt.',
    networkFreed: 'Das Netz ist freigegeben.',
    own: 'Von dort kommen Sie gerade selbst. Damit Sie sich nicht aussperren, wird das nicht gesperrt.',
    gone: 'Das hat sich inzwischen erledigt: Die Stunde ist vorüber, oder es ist schon freigegeben.',
  },
};
