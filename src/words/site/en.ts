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
  help: {
    title: 'Help',
    search: 'Search the help',
    none: 'There is nothing about that here. Try another word.',
    groups: [
      {
        title: 'I have an appointment',
        entries: [
          {
            title: 'Taking part',
            text: 'Open the link from the e-mail, or type the entry code on the home page. Check camera, microphone and sound, give a name or a pseudonym and enter the waiting room. Your practice sees that you are waiting and lets you in.',
          },
          {
            title: 'The browser asks for camera and microphone',
            text: 'Choose “Allow”. If you refused by mistake, tap the sign left of the address, allow camera and microphone and load the page again.',
          },
          {
            title: 'They cannot see or hear me',
            text: 'Close other programs that use camera or microphone. Choose another microphone or camera under “Change devices”. You can also take part with sound only or in writing only.',
          },
          {
            title: 'The connection breaks',
            text: 'Wait a moment: the portal connects again by itself and your place is kept. If that does not help, load the page again. Your practice’s telephone number is on the page.',
          },
          {
            title: 'The security code',
            text: 'Both sides see four pictures and eight digits. Read them to each other. If they are the same, nobody is between you, not even this portal. If they differ, choose “Does not match”.',
          },
        ],
      },
      {
        title: 'For practices',
        entries: [
          {
            title: 'Planning an appointment',
            text: 'Set type, title, time and duration, and invite by e-mail. Only your practice sees the title. The invitations go out when you publish.',
          },
          {
            title: 'The waiting room',
            text: 'On every page of your account you see and hear when somebody is waiting. Open the room, write a message, ask for patience, let them in or turn them away with a reason.',
          },
          {
            title: 'In the conversation',
            text: 'M switches the microphone, V the camera, C opens the chat, holding the space bar lets you speak for a moment, the question mark shows all keys. “End for all” closes the conversation.',
          },
          {
            title: 'Later or longer',
            text: 'Five minutes before the planned end you are asked whether to extend. The link lets new guests in until the planned end only; who is in the conversation stays.',
          },
          {
            title: 'The link does not arrive',
            text: 'The appointment’s page says whether the e-mail was accepted. You can send it again, copy the link or read out the entry code over the telephone.',
          },
        ],
      },
    ],
  },
};
