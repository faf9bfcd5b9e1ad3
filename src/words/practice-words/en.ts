import type { PracticeWordsWords } from './index.ts';

export const en: PracticeWordsWords = {
  title: 'Texts of your own',
  saved: 'Saved. Whoever opens a link of your practice now sees it.',
  save: 'Save',
  waiting: 'In the waiting room',
  waitingHint:
    'Read by everybody who waits for you. Where a language is missing, the text in the practice’s language ({language}) is shown. At most {max} characters for each language.',
  waitingIn: 'Text in {language}',
  languages: { de: 'German', en: 'English', fr: 'French' },
  privacy: 'Your privacy notice',
  privacyHint:
    'Towards your clients you are responsible, not the operator (Art. 13 GDPR). The notice is found on the first page behind the link and in the waiting room.',
  imprint: 'Your imprint',
  imprintHint: 'Who you are and where you are reached, as on your own website.',
  text: 'Text',
  textHint: 'At most {max} characters. An empty line separates paragraphs; there is no formatting and there are no links in it.',
  link: 'Or the address of your page about it',
  linkHint: 'For example {example}. It opens in a new tab; we say that one leaves the portal.',
  examples: { privacy: 'https://your-practice.example/privacy', imprint: 'https://your-practice.example/imprint' },
  faults: {
    'too-long': 'These are more than {max} characters. Please shorten it.',
    'control-characters': 'There are invisible characters in it. Please copy the text in again as plain text.',
    'not-a-link': 'This is not the address of an encrypted page. It begins with https://.',
    both: 'Please either the text or the address, not both.',
  },
};
