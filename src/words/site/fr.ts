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
};
