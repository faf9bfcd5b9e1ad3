import type { ContactWords } from './index.ts';

export const en: ContactWords = {
  title: 'Contact',
  lead: 'Your practice answers questions about an appointment; its telephone number is in the invitation. Here you write to the operator of the portal.',
  emergency: 'In an emergency please call 112. Nobody reads along here.',
  topic: 'What is it about?',
  choose: 'Please choose',
  topics: {
    question: 'A question about the portal',
    fault: 'Something does not work',
    'data-protection': 'Data protection and my rights',
    accessibility: 'Accessibility',
    contract: 'A practice’s contract',
  },
  name: 'Name',
  email: 'Your e-mail address',
  emailHint: 'The answer goes there.',
  text: 'Your message',
  textHint: 'Please nothing about your health, and no passwords or links. {max} characters at most.',
  notice:
    'Your message goes to the operator as an e-mail. The portal holds it only until the mail server has taken it, and then erases it. By sending it you agree that the operator reads it and answers you; you can withdraw that at any time by writing to them.',
  privacy: 'More in the privacy policy',
  trap: 'Please leave this field empty',
  submit: 'Send message',
  sentTitle: 'Your message is on its way',
  sent: 'It goes to the operator as an e-mail. The answer comes to {email}.',
  home: 'To the home page',
  limited: 'Many messages came from here just now. Please try again in an hour, or write an e-mail.',
  unset: 'The operator has not entered an e-mail address yet. Your message waits until there is one.',
  byMail: 'Rather with your own e-mail program?',
  faults: {
    topic: 'Please choose what it is about.',
    email: { missing: 'Please enter your e-mail address.', 'not-an-address': 'This is not a complete e-mail address.' },
    name: { 'too-long': 'Please shorten the name.', 'control-characters': 'The name has characters in it that one does not see. Please type it again.' },
    text: {
      missing: 'Please write your message.',
      'too-long': 'The message is too long. {max} characters at most.',
      'control-characters': 'The message has characters in it that one does not see. Please type it again.',
    },
  },
  waiting: {
    one: '{count} message from the contact form has been waiting for the mail server since {day}.',
    other: '{count} messages from the contact form are waiting for the mail server, the oldest since {day}.',
  },
};
