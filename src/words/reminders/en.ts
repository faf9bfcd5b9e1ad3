import type { ReminderWords } from './index.ts';

export const en: ReminderWords = {
  mail: {
    day: {
      subject: 'Reminder: your appointment on {date} at {time}',
      title: 'A reminder of your video consultation',
      text: '{practice} reminds you of your video consultation.',
      help: 'If you cannot come',
      byTelephone: 'Please tell your practice as early as you can: {telephone}.',
      withoutNumber: 'Please tell your practice as early as you can.',
    },
    shortly: {
      subject: 'Your appointment begins at {time}',
      title: 'Your video consultation begins soon',
      text: 'Your video consultation with {practice} begins in a few minutes. You can open the link now.',
      help: 'If something does not work',
      byTelephone: 'Please call your practice: {telephone}.',
      withoutNumber: 'Please get in touch with your practice.',
    },
    stop: 'No more reminders of this appointment?',
    stopLink: 'Stop reminders',
  },
  page: {
    title: 'Reminders',
    intro:
      'Your practice reminds you of your appointment by e-mail. Here you stop that for this appointment. The appointment itself stays, and your link still works.',
    paste: 'Link from the e-mail',
    pasteHint: 'Copy the whole link “Stop reminders” into this field.',
    missing: 'Please paste the link from the e-mail.',
    stop: 'No more reminders',
    resume: 'Remind me again',
    stopped: 'You get no more reminders of your appointment on {when}. The appointment itself stays.',
    resumed: 'You will be reminded of your appointment on {when} again.',
    unknown: 'This link is not valid, or not any more. Perhaps a piece is missing: copy all of it from the e-mail.',
    limited: 'Too many attempts in a row. Please wait a few minutes.',
  },
  defaults: {
    title: 'Reminders to invited people',
    hint: 'By e-mail, with link and entry code. Whoever declines or stops reminders gets none. Holds for appointments already planned, too.',
    day: '24 hours before the start',
    shortly: '10 minutes before the start',
  },
  event: {
    label: 'Reminders',
    off: 'are switched off in the defaults of your practice.',
    day: { one: 'Sent to one person 24 hours before.', other: 'Sent to {count} people 24 hours before.' },
    shortly: { one: 'Sent to one person 10 minutes before.', other: 'Sent to {count} people 10 minutes before.' },
    next: { one: 'The next goes to one person on {when}.', other: 'The next goes to {count} people on {when}.' },
    none: 'No more will go out.',
    stopped: 'no reminders',
  },
};
