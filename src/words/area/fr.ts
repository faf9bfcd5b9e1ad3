import type { AreaWords } from './index.ts';

export const fr: AreaWords = {
  account: {
    title: 'Votre compte',
    pages: {
      start: 'Profil',
      photo: 'Photo',
      password: 'Mot de passe',
      email: 'Adresse e-mail',
      'second-factor': 'Second facteur',
      sessions: 'Appareils connectés',
      hours: 'Horaires de travail',
      requests: 'Vos données',
      end: 'Clore le compte',
    },
  },
  practice: {
    title: 'Votre cabinet',
    pages: {
      start: 'Cabinet et contact',
      members: 'Équipe',
      types: 'Types de rendez-vous',
      hours: 'Heures de travail',
      defaults: 'Réglages des rendez-vous',
      words: 'Textes propres',
      contract: 'Contrat',
      trail: 'Journal',
      export: 'Export de toutes les données',
    },
  },
  operator: {
    title: 'Exploitation',
    pages: {
      start: 'Cabinets',
      requests: 'Demandes',
      visits: 'Visites',
      irregular: 'Requêtes inhabituelles',
      texts: 'Textes juridiques',
      accounts: 'Clôture de comptes',
      suppliers: 'Prestataires',
      settings: 'Coordonnées de l’exploitant',
    },
  },
};
