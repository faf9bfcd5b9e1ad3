import type { Shape } from '../fill.ts';
import type { de } from './de.ts';

export const en: Shape<typeof de> = {
  unnamed: 'the operator named in the imprint of this portal',
  'terms-client': `# 1. What this is about

These terms of use apply between you and the operator of the portal {portal}: {operator}. With an account you see the appointments to which practices invite you at your e-mail address, and enter the waiting room. An account is voluntary: every invitation opens without one too.

The account costs you nothing. For the treatment, advice or care itself, what you agree with your practice applies; the operator is no party to it.

# 2. Your account

- Give correct details about yourself and use an e-mail address that only you read.
- Keep your password and your links secret. A link opens your place in the waiting room; do not pass it on.
- Tell the operator if you suspect that somebody else is using your account.

# 3. Confidentiality

A conversation is meant for those who take part in it. Everybody involved treats as confidential what they learn in it, also about one another in a group, and also after the account has ended.

- Nobody may record a conversation in picture or sound, take screenshots of it, or let others listen or watch unnoticed. Recording the spoken word without permission is a criminal offence (section 201 of the German Criminal Code).
- Make sure that nobody listens in your room who does not belong there.

The operator binds everybody who works on the portal for them to secrecy. Picture, sound, chat and documents of a conversation travel encrypted from browser to browser; the operator cannot see, hear or read them.

# 4. What the portal does and does not do

The portal arranges video consultations. For these you need an up-to-date browser and a sufficient connection; you can test both beforehand. Maintenance and faults can interrupt the portal at times. You then reach your practice at the telephone number in the invitation.

The portal is not an emergency service. In an emergency call 112.

It is not permitted to disrupt the portal, to guess access data, or to use it for anything other than conversations with practices.

# 5. Data protection

Which data the portal processes, why and for how long is stated in the privacy policy. Your practice is responsible for appointments and conversations.

# 6. Liability

The operator is liable under the statutory provisions. Your statutory rights as a consumer remain unaffected.

# 7. Changes

A new version applies to you only once you have agreed to it. It is shown to you at your next sign-in, with a note of what changes. If you do not agree, you can end the account; you can go on using invitations without an account. Earlier versions remain available on the page “Terms of use”.

# 8. End

You can end the account at any time and without giving reasons, by notice in text form to the operator. The operator can end the account in text form with four weeks’ notice, and without notice in the case of a serious breach of these terms. What is deleted afterwards and what has to be kept is stated in the privacy policy.

Should a provision be invalid, the others remain valid. The German version is authoritative; translations serve understanding.`,
  'terms-practice': `# 1. Parties and subject matter

These terms of use apply between the practice and the operator of the portal {portal}: {operator}. The operator provides the portal to the practice for planning video consultations, inviting to them and holding them. The offer is addressed to practices and institutions, not to consumers.

Whoever has an account as a member of a practice uses the portal under the practice’s contract and keeps to these terms.

# 2. Conclusion of the contract and plans

The contract is concluded when the order has been confirmed. Services and price of the chosen plan are stated on the order page; prices are exclusive of statutory value added tax. A trial is free, needs no bank details and ends by itself.

Fees are invoiced monthly and collected by SEPA direct debit. In case of default the statutory provisions apply.

# 3. Accounts and members

- The practice decides who is a member and which role somebody has, and removes members who no longer work for it.
- Every account belongs to one person. Access data, second factor and recovery codes are to be kept secret.
- The practice informs the operator without delay if it suspects that an account is being used by somebody unauthorised.

# 4. Duties of the practice

- The practice is itself responsible for its treatment, advice or care and checks whether a conversation by video is permissible professionally and under its professional rules.
- It informs its clients about the processing of their data and obtains the consents it needs.
- It invites only persons whose e-mail address it may use for that, and tells them another way for emergencies. The portal is not an emergency service.
- It does not record conversations and ensures confidentiality in its rooms.

# 5. Professional secrecy, section 203 of the German Criminal Code

Both sides treat as confidential what they learn about each other and about clients on the occasion of the contract, also after the contract has ended.

If the practice belongs to the professions named in section 203 of the German Criminal Code (StGB), the operator takes part in its professional activity. The operator undertakes to keep secrets entrusted to the practice and to obtain knowledge of them only as far as fulfilling the contract requires. The operator has been instructed that unauthorised disclosure is a criminal offence under section 203(4) StGB.

- The operator binds all persons who take part in running the portal to secrecy in text form and instructs them about criminal liability.
- The operator involves further companies only after having bound them in the same way.
- Towards third parties the operator invokes the rights to refuse testimony and the protection from seizure to which the practice is entitled (sections 53a and 97 of the German Code of Criminal Procedure), and informs the practice as far as permitted.

The members of the practice keep professional secrecy in the portal too. Picture, sound, chat and documents of a conversation travel encrypted from browser to browser; the operator cannot take note of them.

# 6. Services

The operator keeps the portal available according to the state of the art and remedies faults without undue delay. Planned maintenance takes place at times of little use. Whether a connection comes about also depends on the devices and networks of those involved, for which the operator does not answer.

The operator may block an account if that is necessary to avert harm from the portal or from others, and informs the practice of it.

# 7. Data protection

The operator is responsible for accounts, contract and invoicing; details are stated in the privacy policy. Data about clients, appointments and conversations are processed on behalf of the practice. For these the data-processing agreement applies.

# 8. Liability

The operator is liable under the statutory provisions. This version contains no deviating rule.

# 9. Term and end

The contract runs for an indefinite period. Both sides can end it in text form, with the period of notice stated on the page “Contract”. The right to terminate for good cause remains unaffected.

After the end the practice can still take its data along; then they are deleted. The periods are stated in the privacy policy.

# 10. Changes

A new version is presented with a note of what changes, and applies once it has been agreed to. Without agreement the portal stays closed except for taking data along and ending the contract. Earlier versions remain available on the page “Terms of use”.

# 11. Final provisions

Deviating terms of the practice apply only if the operator has agreed to them in text form. Should a provision be invalid, the others remain valid. The German version is authoritative; translations serve understanding.`,
  agreement: `# 1. Subject matter and duration

This agreement under Art. 28(3) GDPR is concluded by the practice as controller and the operator of the portal {portal} as processor: {operator}. It applies as long as the operator processes personal data for the practice, also beyond the end of the contract of use, until everything has been deleted or returned.

# 2. Nature, purpose, data and data subjects

- Purpose: planning video consultations, inviting to them, receiving those who wait, setting up and carrying the connection between the browsers.
- Data subjects: clients of the practice, invited persons, relatives, and members of the practice.
- Data: e-mail address, label and language of invited persons; type, title, time and state of appointments; replies to invitations; connection data during a conversation. The mere fact that somebody has an appointment can be data concerning health (Art. 9 GDPR).
- Not processed are picture, sound, chat and documents handed over in a conversation, nor the name typed at the entrance: they travel encrypted from browser to browser, and the operator does not have the keys.

# 3. Instructions (Art. 28(3)(a))

The operator processes the data only on documented instructions from the practice, also with regard to transfers to third countries, unless required to do so by Union or Member State law; in that case the operator says so beforehand as far as permitted. Instructions are this contract, the practice’s settings and entries in the portal, and notices in text form. If the operator considers an instruction unlawful, they say so without delay and may suspend it until it is confirmed.

# 4. Confidentiality (point (b))

The operator employs only persons who are bound to confidentiality. If the practice belongs to the professions named in section 203 of the German Criminal Code, the operator also binds them in text form to keep the secrets of others and instructs them about criminal liability. The duty continues after the activity has ended.

# 5. Security of processing (point (c))

The operator takes the measures required by Art. 32 GDPR. They are listed in the annex. The operator may develop them further as long as the level of protection does not fall.

# 6. Further processors (point (d))

The practice agrees to the use of the suppliers named in the privacy policy. If the operator wants to engage another or replace one, they inform the practice in text form at least four weeks beforehand. The practice can object; if the two do not come to terms, it can end the contract at the time of the change. The operator imposes on every supplier the same duties as this agreement imposes on the operator, including secrecy under section 203 of the German Criminal Code, and answers for it (Art. 28(2) and (4) GDPR).

# 7. Rights of data subjects (point (e))

The operator assists the practice in fulfilling requests for access, rectification, erasure, restriction, portability and objection: by the functions of the portal and, where these do not suffice, on request. What reaches the operator and concerns the practice is passed on without delay.

# 8. Assistance and notifications (point (f))

The operator assists the practice with the security of processing, with notifications to the supervisory authority and to data subjects, with impact assessments and prior consultation (Art. 32 to 36 GDPR). A personal data breach is notified to the practice without undue delay after it has become known, with everything the practice needs for its own notification.

# 9. Return and deletion (point (g))

During the contract the data are deleted after the periods that are stated in the privacy policy and that the practice determines itself within their limits. After the end the practice can take its data along in a common format; thereafter the operator deletes them together with copies, unless the law requires them to be kept.

# 10. Evidence and audits (point (h))

The operator makes available to the practice all information necessary to demonstrate compliance with this agreement. The operator allows for and contributes to audits, including inspections on site, by the practice or by auditors it mandates who are bound to secrecy. Audits are as a rule announced two weeks beforehand and do not disturb operation more than necessary. Suitable certificates and reports by independent bodies can be sufficient.

# 11. Places of processing

Processing takes place in the European Union or the European Economic Area. Elsewhere only with the practice’s consent and under the conditions of Art. 44 to 49 GDPR.

# 12. Liability

Art. 82 GDPR applies to liability. Between the parties the rule of the contract of use applies.

# 13. Final provisions

In case of contradictions this agreement prevails over the contract of use as far as the protection of personal data is concerned. It is concluded electronically (Art. 28(9) GDPR); version, time and checksum of the text are recorded. The German version is authoritative; translations serve understanding.

# Annex: technical and organisational measures

- Encryption in transit (TLS); conversations encrypted from browser to browser, with a security code that both sides can compare.
- Names, e-mail addresses, labels of invited persons and titles of appointments lie encrypted in the database, separately for each practice; the keys lie neither in the database nor in its backups.
- Access only with a password, and with a second factor as the operator requires; blocking after failed attempts; sessions end when idle.
- Rights by role; every practice sees only its own data; the operator sees neither titles nor clients.
- A trail of what was done in the practice, without content; no full IP addresses on disks.
- Deletion by automatic runs according to the register, whose result the operator monitors.
- Backups, restoring and installing updates by fixed procedures; regular review of the measures.`,
};
