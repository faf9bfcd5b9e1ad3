import type { PracticeWordsWords } from './index.ts';

export const fr: PracticeWordsWords = {
  title: 'Vos propres textes',
  saved: 'Enregistré. Toute personne qui ouvre désormais un lien de votre cabinet le voit.',
  save: 'Enregistrer',
  waiting: 'Dans la salle d’attente',
  waitingHint:
    'Lu par toutes les personnes qui vous attendent. S’il manque une langue, le texte dans la langue du cabinet ({language}) est affiché. {max} caractères au plus par langue.',
  waitingIn: 'Texte en {language}',
  languages: { de: 'allemand', en: 'anglais', fr: 'français' },
  privacy: 'Votre notice de confidentialité',
  privacyHint:
    'Envers vos clients, c’est vous qui êtes responsable, non l’exploitant (art. 13 RGPD). La notice se trouve sur la première page derrière le lien et dans la salle d’attente.',
  imprint: 'Vos mentions légales',
  imprintHint: 'Qui vous êtes et où l’on peut vous joindre, comme sur votre propre site.',
  text: 'Texte',
  textHint: '{max} caractères au plus. Une ligne vide sépare les paragraphes ; il n’y a ni mise en forme ni liens.',
  link: 'Ou l’adresse de votre page à ce sujet',
  linkHint: 'Par exemple {example}. Elle s’ouvre dans un nouvel onglet ; nous précisons que l’on quitte le portail.',
  examples: { privacy: 'https://votre-cabinet.example/confidentialite', imprint: 'https://votre-cabinet.example/mentions-legales' },
  faults: {
    'too-long': 'Il y a plus de {max} caractères. Veuillez raccourcir.',
    'control-characters': 'Il contient des caractères invisibles. Veuillez recopier le texte en texte brut.',
    'not-a-link': 'Ce n’est pas l’adresse d’une page chiffrée. Elle commence par https://.',
    both: 'Soit le texte, soit l’adresse, pas les deux.',
  },
};
