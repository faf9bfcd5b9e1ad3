import type { SiteWords } from './index.ts';

export const fr: SiteWords = {
  frame: {
    brand: 'Incamera',
    skip: 'Aller au contenu',
    home: 'Accueil',
    footer: 'Pied de page',
    imprint: 'Mentions légales',
    privacy: 'Confidentialité',
    terms: 'Conditions d’utilisation',
    accessibility: 'Accessibilité',
    help: 'Aide',
    contact: 'Contact',
    language: 'Langue',
    change: 'Changer',
  },
  landing: {
    title: 'La consultation vidéo, porte fermée',
    heading: 'Un entretien en tête à tête. Aussi en vidéo.',
    lead: 'L’image, le son et l’écrit circulent chiffrés d’appareil à appareil. L’exploitant n’en voit rien, et après il n’en reste rien.',
    client: {
      title: 'J’ai un rendez-vous',
      label: 'Lien ou code d’accès',
      hint: 'Les deux figurent dans votre e-mail. Le code ressemble à ceci : ABC-DEF-GHJ.',
      submit: 'Continuer',
      wrong: 'Ce n’est ni un lien ni un code d’accès d’ici. Un code a neuf caractères, sans zéro ni un.',
      empty: 'Veuillez saisir le lien ou le code de votre e-mail.',
    },
    practice: {
      title: 'Pour les cabinets',
      text: 'Planifier, inviter, salle d’attente, entretien. Vos clientes et clients n’ont besoin d’aucun compte et n’installent rien.',
      signIn: 'Se connecter',
      register: 'Inscrire un cabinet',
    },
    test: { title: 'Tester le matériel', text: 'Vérifier caméra, micro et son en une minute. Rien n’est transmis.', link: 'Vers le test' },
  },
  imprint: {
    title: 'Mentions légales',
    operator: 'Exploitant',
    address: 'Adresse',
    email: 'E-mail',
    telephone: 'Téléphone',
    authority: 'Autorité de protection des données',
    officer: 'Délégué à la protection des données',
    unset: 'Ce portail est en cours d’installation. Son exploitant n’a pas encore indiqué ses coordonnées.',
  },
  accessibility: {
    title: 'Accessibilité',
    sections: [
      {
        title: 'But',
        text: 'Tout le monde doit pouvoir utiliser le portail : au clavier, avec un lecteur d’écran, agrandi, en clair et en sombre, dès 320 pixels. Les repères sont les WCAG 2.2 niveau AA et l’EN 301 549.',
      },
      {
        title: 'Comment on vérifie',
        text: 'À chaque changement, un programme cherche les défauts de chaque page, en clair et en sombre. Cela ne remplace pas un essai par des personnes qui dépendent d’aides techniques.',
      },
      {
        title: 'Limites connues',
        text: 'Il n’y a pas encore de sous-titres ni de texte en temps réel. Le portail n’a pas encore pu être essayé sur iPhone et iPad.',
      },
      {
        title: 'Quelque chose ne marche pas ?',
        text: 'Écrivez à l’exploitant ce que vous vouliez faire et avec quoi. L’adresse figure dans les mentions légales.',
      },
    ],
  },
  help: {
    title: 'Aide',
    search: 'Chercher dans l’aide',
    none: 'Il n’y a rien à ce sujet ici. Essayez un autre mot.',
    groups: [
      {
        title: 'J’ai un rendez-vous',
        entries: [
          {
            title: 'Participer à l’entretien',
            text: 'Ouvrez le lien de l’e-mail, ou saisissez le code d’accès sur la page d’accueil. Vérifiez caméra, micro et son, donnez un nom ou un pseudonyme et entrez dans la salle d’attente. Votre cabinet voit que vous attendez et vous fait entrer.',
          },
          {
            title: 'Le navigateur demande la caméra et le micro',
            text: 'Choisissez « Autoriser ». Si vous avez refusé par erreur, touchez le signe à gauche de l’adresse, autorisez caméra et micro et rechargez la page.',
          },
          {
            title: 'On ne me voit ou ne m’entend pas',
            text: 'Fermez les autres programmes qui utilisent la caméra ou le micro. Choisissez un autre micro ou une autre caméra sous « Changer d’appareils ». Vous pouvez aussi participer avec le son seul ou par écrit.',
          },
          {
            title: 'La connexion se coupe',
            text: 'Attendez un instant : le portail se reconnecte tout seul et votre place est gardée. Sinon, rechargez la page. Le numéro de votre cabinet est sur la page.',
          },
          {
            title: 'Le code de sécurité',
            text: 'Les deux côtés voient quatre images et huit chiffres. Lisez-les l’un à l’autre. S’ils sont les mêmes, personne n’est entre vous, pas même ce portail. S’ils diffèrent, choisissez « Ne correspond pas ».',
          },
        ],
      },
      {
        title: 'Pour les cabinets',
        entries: [
          {
            title: 'Planifier un rendez-vous',
            text: 'Fixez type, titre, heure et durée, et invitez par e-mail. Seul votre cabinet voit le titre. Les invitations partent à la publication.',
          },
          {
            title: 'La salle d’attente',
            text: 'Sur chaque page de votre compte, vous voyez et entendez que quelqu’un attend. Ouvrez la salle, écrivez un message, demandez de la patience, faites entrer ou refusez avec une raison.',
          },
          {
            title: 'Pendant l’entretien',
            text: 'M active ou coupe le micro, V la caméra, C ouvre les messages, la barre d’espace maintenue laisse parler un instant, le point d’interrogation montre toutes les touches. « Terminer pour tous » clôt l’entretien.',
          },
          {
            title: 'Plus tard ou plus long',
            text: 'Cinq minutes avant la fin prévue, on vous demande si vous prolongez. Le lien ne laisse entrer de nouveaux invités que jusqu’à la fin prévue ; qui est dans l’entretien y reste.',
          },
          {
            title: 'Le lien n’arrive pas',
            text: 'La page du rendez-vous dit si l’e-mail a été accepté. Vous pouvez le renvoyer, copier le lien ou dicter le code d’accès au téléphone.',
          },
        ],
      },
    ],
  },
};
