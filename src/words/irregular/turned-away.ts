/** All that somebody is told who is kept out. Nothing is known of them, their language neither: it comes in all three. */
export const TURNED_AWAY = [
  'Von Ihrem Anschluss oder Netz kamen ungewöhnlich viele Anfragen. Das Portal antwortet dort zurzeit nicht. Bitte versuchen Sie es in einer Stunde oder über einen anderen Anschluss. Wenn Sie einen Termin haben, rufen Sie bitte Ihre Praxis an.',
  'Unusually many requests came from your line or network. The portal does not answer there at present. Please try again in an hour or from another line. If you have an appointment, please call your practice.',
  'Des requêtes inhabituellement nombreuses sont venues de votre accès ou réseau. Le portail n’y répond pas pour le moment. Réessayez dans une heure ou depuis un autre accès. Si vous avez un rendez-vous, appelez votre cabinet.',
].join('\n\n');
