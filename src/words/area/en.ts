import type { AreaWords } from './index.ts';

export const en: AreaWords = {
  account: {
    title: 'Your account',
    pages: {
      start: 'Profile',
      photo: 'Photo',
      password: 'Password',
      email: 'E-mail address',
      'second-factor': 'Second factor',
      sessions: 'Signed-in devices',
      hours: 'Working hours',
      requests: 'Your data',
      end: 'End the account',
    },
  },
  practice: {
    title: 'Your practice',
    pages: {
      start: 'Practice and contact',
      members: 'Team',
      types: 'Kinds of appointment',
      hours: 'Working hours',
      defaults: 'Defaults for appointments',
      words: 'Own texts',
      contract: 'Contract',
      trail: 'Audit trail',
      export: 'Export of all data',
    },
  },
  operator: {
    title: 'Operation',
    pages: {
      start: 'Practices',
      requests: 'Requests',
      visits: 'Visits',
      irregular: 'Irregular requests',
      texts: 'Legal texts',
      accounts: 'Ending accounts',
      suppliers: 'Suppliers',
      settings: 'Details of the operator',
    },
  },
};
