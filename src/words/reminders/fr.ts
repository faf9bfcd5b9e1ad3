import type { ReminderWords } from './index.ts';

export const fr: ReminderWords = {
  mail: {
    day: {
      subject: 'Rappel : votre rendez-vous du {date} à {time}',
      title: 'Rappel de votre consultation vidéo',
      text: '{practice} vous rappelle votre consultation vidéo.',
      help: 'Si vous avez un empêchement',
      byTelephone: 'Veuillez prévenir votre cabinet le plus tôt possible : {telephone}.',
      withoutNumber: 'Veuillez prévenir votre cabinet le plus tôt possible.',
    },
    shortly: {
      subject: 'Votre rendez-vous commence à {time}',
      title: 'Votre consultation vidéo va commencer',
      text: 'Votre consultation vidéo avec {practice} commence dans quelques minutes. Vous pouvez déjà ouvrir le lien.',
      help: 'Si quelque chose ne fonctionne pas',
      byTelephone: 'Veuillez appeler votre cabinet : {telephone}.',
      withoutNumber: 'Veuillez contacter votre cabinet.',
    },
    stop: 'Vous ne voulez plus de rappels pour ce rendez-vous ?',
    stopLink: 'Ne plus recevoir de rappels',
  },
  page: {
    title: 'Rappels',
    intro:
      'Votre cabinet vous rappelle votre rendez-vous par e-mail. Ici, vous arrêtez ces rappels pour ce rendez-vous. Le rendez-vous lui-même reste prévu et votre lien reste valable.',
    paste: 'Lien reçu par e-mail',
    pasteHint: 'Copiez ici le lien « Ne plus recevoir de rappels » en entier.',
    missing: 'Veuillez coller le lien reçu par e-mail.',
    stop: 'Plus de rappels',
    resume: 'Recevoir à nouveau des rappels',
    stopped: 'Vous ne recevrez plus de rappels pour votre rendez-vous du {when}. Le rendez-vous lui-même reste prévu.',
    resumed: 'Votre rendez-vous du {when} vous sera de nouveau rappelé.',
    unknown: 'Ce lien n’est pas valable, ou ne l’est plus. Il en manque peut-être une partie : copiez-le en entier depuis l’e-mail.',
    limited: 'Trop d’essais de suite. Veuillez attendre quelques minutes.',
  },
  defaults: {
    title: 'Rappels aux personnes invitées',
    hint: 'Par e-mail, avec lien et code d’accès. Qui décline ou arrête les rappels n’en reçoit pas. Vaut aussi pour les rendez-vous déjà prévus.',
    day: '24 heures avant le début',
    shortly: '10 minutes avant le début',
  },
  event: {
    label: 'Rappels',
    off: 'désactivés dans les réglages de votre cabinet.',
    day: { one: 'Envoyé à une personne 24 heures avant.', other: 'Envoyé à {count} personnes 24 heures avant.' },
    shortly: { one: 'Envoyé à une personne 10 minutes avant.', other: 'Envoyé à {count} personnes 10 minutes avant.' },
    next: { one: 'Le prochain part le {when} pour une personne.', other: 'Le prochain part le {when} pour {count} personnes.' },
    none: 'Il n’en partira plus.',
    stopped: 'pas de rappels',
  },
};
