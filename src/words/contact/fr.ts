import type { ContactWords } from './index.ts';

export const fr: ContactWords = {
  title: 'Contact',
  lead: 'Pour une question sur un rendez-vous, adressez-vous à votre cabinet ; son numéro figure dans l’invitation. Ici, vous écrivez à l’exploitant du portail.',
  emergency: 'En cas d’urgence, appelez le 112. Personne ne lit ici en direct.',
  topic: 'De quoi s’agit-il ?',
  choose: 'Choisissez',
  topics: {
    question: 'Une question sur le portail',
    fault: 'Quelque chose ne fonctionne pas',
    'data-protection': 'Protection des données et mes droits',
    accessibility: 'Accessibilité',
    contract: 'Le contrat d’un cabinet',
  },
  name: 'Nom',
  email: 'Votre adresse e-mail',
  emailHint: 'La réponse y sera envoyée.',
  text: 'Votre message',
  textHint: 'Rien sur votre santé, s’il vous plaît, ni mot de passe ni lien. {max} caractères au plus.',
  notice:
    'Votre message part par e-mail à l’exploitant. Le portail ne le garde que jusqu’à ce que le serveur de messagerie l’ait accepté, puis l’efface. En l’envoyant, vous acceptez que l’exploitant le lise et vous réponde ; vous pouvez retirer cet accord à tout moment en lui écrivant.',
  privacy: 'Plus dans la déclaration de confidentialité',
  trap: 'Laissez ce champ vide',
  submit: 'Envoyer le message',
  sentTitle: 'Votre message est en route',
  sent: 'Il part par e-mail à l’exploitant. La réponse viendra à {email}.',
  home: 'À la page d’accueil',
  limited: 'Beaucoup de messages viennent d’arriver d’ici. Réessayez dans une heure ou écrivez un e-mail.',
  unset: 'L’exploitant n’a pas encore indiqué d’adresse e-mail. Votre message attend qu’il y en ait une.',
  byMail: 'Plutôt avec votre propre messagerie ?',
  faults: {
    topic: 'Choisissez de quoi il s’agit.',
    email: { missing: 'Indiquez votre adresse e-mail.', 'not-an-address': 'Ce n’est pas une adresse e-mail complète.' },
    name: { 'too-long': 'Raccourcissez le nom.', 'control-characters': 'Le nom contient des caractères invisibles. Saisissez-le à nouveau.' },
    text: {
      missing: 'Écrivez votre message.',
      'too-long': 'Le message est trop long. {max} caractères au plus.',
      'control-characters': 'Le message contient des caractères invisibles. Saisissez-le à nouveau.',
    },
  },
  waiting: {
    one: '{count} message du formulaire de contact attend le serveur de messagerie depuis le {day}.',
    other: '{count} messages du formulaire de contact attendent le serveur de messagerie, le plus ancien depuis le {day}.',
  },
};
