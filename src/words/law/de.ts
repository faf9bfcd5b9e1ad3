/**
 * The first version of each text that people agree to, in the small markup of `rules/legal-text.ts`. `{operator}` and `{portal}` are filled when it is
 * published; from then on the database has the text, and the operator writes the next version. Terms of retention are not repeated: the policy has them.
 */
export const de = {
  /** For a portal that is tried before it is set up. */
  unnamed: 'der im Impressum dieses Portals genannte Betreiber',
  'terms-client': `# 1. Worum es geht

Diese Nutzungsbedingungen gelten zwischen Ihnen und dem Betreiber des Portals {portal}: {operator}. Mit einem Konto sehen Sie die Termine, zu denen Praxen Sie unter Ihrer E-Mail-Adresse einladen, und betreten den Warteraum. Ein Konto ist freiwillig: Jede Einladung öffnet sich auch ohne.

Das Konto kostet Sie nichts. Für die Behandlung, Beratung oder Betreuung selbst gilt, was Sie mit Ihrer Praxis vereinbaren; der Betreiber ist daran nicht beteiligt.

# 2. Ihr Konto

- Machen Sie richtige Angaben zu Ihrer Person und verwenden Sie eine E-Mail-Adresse, die nur Sie lesen.
- Halten Sie Ihr Passwort und Ihre Links geheim. Ein Link öffnet Ihren Platz im Warteraum; geben Sie ihn nicht weiter.
- Sagen Sie dem Betreiber Bescheid, wenn Sie vermuten, dass jemand anderes Ihr Konto benutzt.

# 3. Vertraulichkeit

Ein Gespräch ist für die bestimmt, die daran teilnehmen. Alle Beteiligten behandeln vertraulich, was sie dabei erfahren, auch voneinander in einer Gruppe und auch nach dem Ende des Kontos.

- Niemand darf ein Gespräch in Bild oder Ton aufzeichnen, Bildschirmfotos davon machen oder andere unbemerkt mithören oder mitsehen lassen. Das unbefugte Aufnehmen des gesprochenen Wortes ist strafbar (§ 201 StGB).
- Sorgen Sie dafür, dass in Ihrem Raum niemand zuhört, der nicht dazugehört.

Der Betreiber verpflichtet alle, die für ihn am Portal arbeiten, zur Verschwiegenheit. Bild, Ton, Chat und Dokumente eines Gesprächs gehen verschlüsselt von Browser zu Browser; der Betreiber kann sie nicht sehen, hören oder lesen.

# 4. Was das Portal leistet und was nicht

Das Portal vermittelt Videogespräche. Dafür brauchen Sie einen aktuellen Browser und eine ausreichende Verbindung; beides können Sie vorher testen. Wartung und Störungen können das Portal zeitweise unterbrechen. Ihre Praxis erreichen Sie dann unter der Telefonnummer in der Einladung.

Das Portal ist keine Einrichtung für Notfälle. Wählen Sie im Notfall 112.

Es ist nicht erlaubt, das Portal zu stören, Zugänge zu erraten oder es für etwas anderes als Gespräche mit Praxen zu verwenden.

# 5. Datenschutz

Welche Daten das Portal verarbeitet, wozu und wie lange, steht in der Datenschutzerklärung. Für Termine und Gespräche ist Ihre Praxis verantwortlich.

# 6. Haftung

Der Betreiber haftet nach den gesetzlichen Vorschriften. Ihre gesetzlichen Rechte als Verbraucherin oder Verbraucher bleiben unberührt.

# 7. Änderungen

Eine neue Fassung gilt für Sie erst, wenn Sie ihr zugestimmt haben. Sie wird Ihnen bei der nächsten Anmeldung mit dem Hinweis gezeigt, was sich ändert. Stimmen Sie nicht zu, können Sie das Konto beenden; Einladungen können Sie weiter ohne Konto benutzen. Frühere Fassungen bleiben auf der Seite „Nutzungsbedingungen“ abrufbar.

# 8. Ende

Sie können das Konto jederzeit ohne Angabe von Gründen beenden, durch Mitteilung in Textform an den Betreiber. Der Betreiber kann das Konto mit einer Frist von vier Wochen in Textform kündigen, bei einem schweren Verstoß gegen diese Bedingungen ohne Frist. Was danach gelöscht wird und was aufzubewahren ist, steht in der Datenschutzerklärung.

Sollte eine Bestimmung unwirksam sein, bleiben die übrigen wirksam. Maßgeblich ist die deutsche Fassung; Übersetzungen dienen dem Verständnis.`,
  'terms-practice': `# 1. Vertragspartner und Gegenstand

Diese Nutzungsbedingungen gelten zwischen der Praxis und dem Betreiber des Portals {portal}: {operator}. Der Betreiber stellt der Praxis das Portal zur Verfügung, um Videogespräche zu planen, zu ihnen einzuladen und sie zu führen. Das Angebot richtet sich an Praxen und Einrichtungen, nicht an Verbraucherinnen und Verbraucher.

Wer als Mitglied einer Praxis ein Konto hat, nutzt das Portal im Rahmen des Vertrags der Praxis und hält diese Bedingungen ein.

# 2. Vertragsschluss und Tarife

Der Vertrag kommt zustande, wenn die Bestellung bestätigt ist. Leistungen und Preis des gewählten Tarifs stehen auf der Bestellseite; Preise verstehen sich zuzüglich der gesetzlichen Umsatzsteuer. Ein Test ist kostenlos, braucht keine Bankverbindung und endet von selbst.

Entgelte werden monatlich abgerechnet und per SEPA-Lastschrift eingezogen. Bei Verzug gelten die gesetzlichen Vorschriften.

# 3. Konten und Mitglieder

- Die Praxis entscheidet, wer Mitglied ist und welche Rolle jemand hat, und entfernt Mitglieder, die nicht mehr für sie arbeiten.
- Jedes Konto gehört einer Person. Zugangsdaten, zweiter Faktor und Wiederherstellungscodes sind geheim zu halten.
- Die Praxis meldet dem Betreiber unverzüglich, wenn sie vermutet, dass ein Konto von Unbefugten benutzt wird.

# 4. Pflichten der Praxis

- Die Praxis ist für ihre Behandlung, Beratung oder Betreuung selbst verantwortlich und prüft, ob ein Gespräch per Video fachlich und berufsrechtlich zulässig ist.
- Sie informiert ihre Klientinnen und Klienten über die Verarbeitung ihrer Daten und holt die Einwilligungen ein, die sie braucht.
- Sie lädt nur Personen ein, deren E-Mail-Adresse sie dafür verwenden darf, und nennt ihnen einen anderen Weg für Notfälle. Das Portal ist keine Einrichtung für Notfälle.
- Sie zeichnet Gespräche nicht auf und sorgt in ihren Räumen für Vertraulichkeit.

# 5. Verschwiegenheit, § 203 StGB

Beide Seiten behandeln vertraulich, was sie aus Anlass des Vertrags voneinander und über Klientinnen und Klienten erfahren, auch nach dem Ende des Vertrags.

Gehört die Praxis zu den Berufen, die § 203 StGB nennt, wirkt der Betreiber an ihrer beruflichen Tätigkeit mit. Der Betreiber verpflichtet sich, fremde Geheimnisse zu wahren und sich nur insoweit Kenntnis von ihnen zu verschaffen, als es zur Erfüllung des Vertrags erforderlich ist. Er ist darüber belehrt, dass er sich bei unbefugter Offenbarung nach § 203 Abs. 4 StGB strafbar macht.

- Der Betreiber verpflichtet alle Personen, die für ihn am Portal mitwirken, in Textform zur Geheimhaltung und belehrt sie über die Strafbarkeit.
- Weitere mitwirkende Unternehmen zieht er nur hinzu, wenn er sie ebenso verpflichtet hat.
- Er beruft sich gegenüber Dritten auf die Zeugnisverweigerungsrechte und den Schutz vor Beschlagnahme, die der Praxis zustehen (§§ 53a, 97 StPO), und unterrichtet sie, soweit er es darf.

Die Mitglieder der Praxis wahren die Schweigepflicht auch im Portal. Bild, Ton, Chat und Dokumente eines Gesprächs gehen verschlüsselt von Browser zu Browser; der Betreiber kann sie nicht zur Kenntnis nehmen.

# 6. Leistung

Der Betreiber hält das Portal nach dem Stand der Technik bereit und behebt Störungen ohne schuldhaftes Zögern. Geplante Wartung legt er in Zeiten geringer Nutzung. Ob eine Verbindung zustande kommt, hängt auch von Geräten und Netzen der Beteiligten ab, für die er nicht einsteht.

Der Betreiber darf ein Konto sperren, wenn es nötig ist, um Schaden vom Portal oder von anderen abzuwenden, und teilt das der Praxis mit.

# 7. Datenschutz

Für Konten, Vertrag und Abrechnung ist der Betreiber verantwortlich; Näheres steht in der Datenschutzerklärung. Daten über Klientinnen, Klienten, Termine und Gespräche verarbeitet er im Auftrag der Praxis. Dafür gilt die Vereinbarung über die Auftragsverarbeitung.

# 8. Haftung

Der Betreiber haftet nach den gesetzlichen Vorschriften. Eine davon abweichende Regelung enthält diese Fassung nicht.

# 9. Laufzeit und Ende

Der Vertrag läuft auf unbestimmte Zeit. Beide Seiten können ihn in Textform kündigen, mit der Frist, die auf der Seite „Vertrag“ steht. Das Recht zur Kündigung aus wichtigem Grund bleibt unberührt.

Nach dem Ende kann die Praxis ihre Daten noch mitnehmen; dann werden sie gelöscht. Die Fristen stehen in der Datenschutzerklärung.

# 10. Änderungen

Eine neue Fassung wird mit dem Hinweis vorgelegt, was sich ändert, und gilt, wenn ihr zugestimmt wurde. Ohne Zustimmung bleibt das Portal bis auf das Mitnehmen der Daten und das Beenden des Vertrags geschlossen. Frühere Fassungen bleiben auf der Seite „Nutzungsbedingungen“ abrufbar.

# 11. Schluss

Abweichende Bedingungen der Praxis gelten nur, wenn der Betreiber ihnen in Textform zugestimmt hat. Sollte eine Bestimmung unwirksam sein, bleiben die übrigen wirksam. Maßgeblich ist die deutsche Fassung; Übersetzungen dienen dem Verständnis.`,
  agreement: `# 1. Gegenstand und Dauer

Diese Vereinbarung nach Art. 28 Abs. 3 DSGVO schließen die Praxis als Verantwortliche und der Betreiber des Portals {portal} als Auftragsverarbeiter: {operator}. Sie gilt, solange der Betreiber für die Praxis personenbezogene Daten verarbeitet, auch über das Ende des Nutzungsvertrags hinaus, bis alles gelöscht oder zurückgegeben ist.

# 2. Art, Zweck, Daten und Betroffene

- Zweck: Videogespräche planen, dazu einladen, Wartende empfangen, die Verbindung zwischen den Browsern herstellen und tragen.
- Betroffene: Klientinnen und Klienten der Praxis, Eingeladene, Angehörige und Mitglieder der Praxis.
- Daten: E-Mail-Adresse, Bezeichnung und Sprache der Eingeladenen; Art, Titel, Zeit und Stand der Termine; Antworten auf Einladungen; Verbindungsdaten während eines Gesprächs. Schon dass jemand einen Termin hat, kann ein Gesundheitsdatum sein (Art. 9 DSGVO).
- Nicht verarbeitet werden Bild, Ton, Chat und übergebene Dokumente eines Gesprächs sowie der am Eingang getippte Name: Sie gehen verschlüsselt von Browser zu Browser, und der Betreiber hat die Schlüssel nicht.

# 3. Weisungen (Art. 28 Abs. 3 Buchst. a)

Der Betreiber verarbeitet die Daten nur auf dokumentierte Weisung der Praxis, auch was Übermittlungen in Drittländer betrifft, es sei denn, das Recht der Union oder eines Mitgliedstaats verpflichtet ihn; dann teilt er das vorher mit, soweit er es darf. Weisungen sind dieser Vertrag, die Einstellungen und Eingaben der Praxis im Portal und Mitteilungen in Textform. Hält der Betreiber eine Weisung für rechtswidrig, sagt er es unverzüglich und darf sie bis zur Bestätigung aussetzen.

# 4. Vertraulichkeit (Buchst. b)

Der Betreiber setzt nur Personen ein, die zur Vertraulichkeit verpflichtet sind. Gehört die Praxis zu den in § 203 StGB genannten Berufen, verpflichtet er sie zusätzlich in Textform zur Wahrung fremder Geheimnisse und belehrt sie über die Strafbarkeit. Die Pflicht besteht nach dem Ende der Tätigkeit fort.

# 5. Sicherheit der Verarbeitung (Buchst. c)

Der Betreiber trifft die Maßnahmen nach Art. 32 DSGVO. Sie stehen in der Anlage. Er darf sie weiterentwickeln, wenn das Schutzniveau nicht sinkt.

# 6. Weitere Auftragsverarbeiter (Buchst. d)

Die Praxis stimmt dem Einsatz der Dienstleister zu, die in der Datenschutzerklärung genannt sind. Will der Betreiber einen weiteren einsetzen oder einen ersetzen, teilt er das der Praxis wenigstens vier Wochen vorher in Textform mit. Die Praxis kann widersprechen; einigen sich beide nicht, kann sie den Vertrag zum Zeitpunkt der Änderung kündigen. Der Betreiber legt jedem Dienstleister dieselben Pflichten auf wie diese Vereinbarung ihm, auch die Verschwiegenheit nach § 203 StGB, und steht für ihn ein (Art. 28 Abs. 2 und 4 DSGVO).

# 7. Rechte der Betroffenen (Buchst. e)

Der Betreiber unterstützt die Praxis dabei, Anträge auf Auskunft, Berichtigung, Löschung, Einschränkung, Übertragung und Widerspruch zu erfüllen: durch die Funktionen des Portals und, wo sie nicht reichen, auf Anforderung. Was bei ihm eingeht und die Praxis betrifft, leitet er unverzüglich weiter.

# 8. Unterstützung und Meldungen (Buchst. f)

Der Betreiber unterstützt die Praxis bei der Sicherheit der Verarbeitung, bei Meldungen an Aufsichtsbehörde und Betroffene, bei Folgenabschätzungen und vorherigen Konsultationen (Art. 32 bis 36 DSGVO). Eine Verletzung des Schutzes der Daten meldet er der Praxis ohne schuldhaftes Zögern nach Bekanntwerden, mit allem, was sie für ihre eigene Meldung braucht.

# 9. Rückgabe und Löschung (Buchst. g)

Während des Vertrags werden die Daten nach den Fristen gelöscht, die in der Datenschutzerklärung stehen und die die Praxis in deren Grenzen selbst bestimmt. Nach dem Ende kann die Praxis ihre Daten in einem gängigen Format mitnehmen; danach löscht der Betreiber sie samt Kopien, soweit keine gesetzliche Pflicht zur Aufbewahrung besteht.

# 10. Nachweise und Kontrollen (Buchst. h)

Der Betreiber stellt der Praxis alle Angaben zur Verfügung, mit denen sie die Einhaltung dieser Vereinbarung nachweisen kann. Er ermöglicht Überprüfungen, auch vor Ort, durch die Praxis oder von ihr beauftragte, zur Verschwiegenheit verpflichtete Prüfer und wirkt daran mit. Überprüfungen werden in der Regel zwei Wochen vorher angekündigt und stören den Betrieb nicht mehr als nötig. Geeignete Zertifikate und Berichte unabhängiger Stellen können genügen.

# 11. Orte der Verarbeitung

Verarbeitet wird in der Europäischen Union oder im Europäischen Wirtschaftsraum. Anderswo nur mit Zustimmung der Praxis und unter den Voraussetzungen der Art. 44 bis 49 DSGVO.

# 12. Haftung

Für die Haftung gilt Art. 82 DSGVO. Im Verhältnis der Parteien gilt die Regelung des Nutzungsvertrags.

# 13. Schluss

Bei Widersprüchen geht diese Vereinbarung dem Nutzungsvertrag vor, soweit es um den Schutz personenbezogener Daten geht. Sie wird elektronisch geschlossen (Art. 28 Abs. 9 DSGVO); Fassung, Zeitpunkt und Prüfsumme des Textes werden festgehalten. Maßgeblich ist die deutsche Fassung; Übersetzungen dienen dem Verständnis.

# Anlage: Technische und organisatorische Maßnahmen

- Verschlüsselung der Übertragung (TLS); Gespräche verschlüsselt von Browser zu Browser, mit einem Sicherheitscode, den beide Seiten vergleichen können.
- Namen, E-Mail-Adressen, Bezeichnungen der Eingeladenen und Titel der Termine liegen verschlüsselt in der Datenbank, je Praxis getrennt; die Schlüssel liegen nicht in der Datenbank und nicht in ihren Sicherungen.
- Zugang nur mit Passwort und zweitem Faktor nach Vorgabe des Betreibers; Sperre nach Fehlversuchen; Sitzungen enden bei Untätigkeit.
- Rechte nach Rollen; jede Praxis sieht nur ihre Daten; der Betreiber sieht weder Titel noch Klientinnen und Klienten.
- Protokoll über Handlungen in der Praxis, ohne Inhalte; keine vollständigen IP-Adressen auf Datenträgern.
- Löschung durch selbsttätige Läufe nach dem Verzeichnis, deren Ergebnis der Betreiber überwacht.
- Sicherungen, Wiederherstellung und Einspielen von Updates nach festen Abläufen; regelmäßige Überprüfung der Maßnahmen.`,
} as const;
