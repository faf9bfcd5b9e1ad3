import type { SiteWords } from './index.ts';

export const en: SiteWords = {
  frame: {
    brand: 'Incamera',
    skip: 'To the content',
    home: 'Home',
    footer: 'Footer',
    imprint: 'Imprint',
    privacy: 'Privacy',
    terms: 'Terms of use',
    accessibility: 'Accessibility',
    help: 'Help',
    contact: 'Contact',
    language: 'Language',
    change: 'Change',
  },
  landing: {
    title: 'Video consultations behind a closed door',
    heading: 'A private conversation. Also by video.',
    lead: 'Picture, sound and writing go encrypted from device to device. The operator can see none of it, and nothing is left afterwards.',
    client: {
      title: 'I have an appointment',
      label: 'Link or entry code',
      hint: 'Both are in your e-mail. The code looks like this: ABC-DEF-GHJ.',
      submit: 'Continue',
      wrong: 'This is no link and no entry code from here. A code has nine characters, no zero, no one.',
      empty: 'Please enter the link or the code from your e-mail.',
    },
    practice: {
      title: 'For practices',
      text: 'Plan appointments, invite, waiting room, conversation. Your clients need no account and install nothing.',
      signIn: 'Sign in',
      register: 'Register a practice',
    },
    test: { title: 'Test your equipment', text: 'Check camera, microphone and sound in a minute. Nothing is transmitted.', link: 'To the test' },
  },
  imprint: {
    title: 'Imprint',
    operator: 'Operator',
    address: 'Address',
    email: 'E-mail',
    telephone: 'Telephone',
    authority: 'Data protection authority',
    officer: 'Data protection officer',
    unset: 'This portal is being set up. Its operator has not entered any details yet.',
  },
  accessibility: {
    title: 'Accessibility',
    sections: [
      {
        title: 'Aim',
        text: 'Everybody should be able to use the portal: by keyboard, with a screen reader, magnified, in light and dark, from 320 pixels up. The measures are WCAG 2.2 level AA and EN 301 549.',
      },
      {
        title: 'How it is checked',
        text: 'With each change every page is checked for violations by a program, light and dark. That does not replace a check by people who depend on assistive technology.',
      },
      { title: 'Known limits', text: 'There are no captions and no real-time text yet. On iPhone and iPad the portal could not be checked yet.' },
      { title: 'Something does not work?', text: 'Write to the operator what you wanted to do and with which device. The address is in the imprint.' },
    ],
  },
};
