import { french, type Language, type Shape } from '../fill.ts';

/** For the error page, which must have its words when nothing else came. */
const de = {
  notFound: { title: 'Diese Seite gibt es nicht', text: 'Vielleicht hat sich die Adresse geändert, oder der Link ist unvollständig.' },
  forbidden: { title: 'Dafür sind Sie nicht berechtigt', text: 'Wenn Sie glauben, dass das ein Irrtum ist, wenden Sie sich an Ihre Praxis.' },
  limited: { title: 'Zu viele Versuche', text: 'Bitte warten Sie einige Minuten und versuchen Sie es dann noch einmal.' },
  signedOut: { title: 'Sie sind abgemeldet', text: 'Ihre Sitzung ist zu Ende. Melden Sie sich bitte neu an.' },
  failed: { title: 'Das hat nicht geklappt', text: 'Der Fehler liegt bei uns. Es ging nichts verloren; bitte versuchen Sie es gleich noch einmal.' },
  home: 'Zur Startseite',
  help: 'Zur Hilfe',
} as const;
type ErrorWords = Shape<typeof de>;
const en: ErrorWords = {
  notFound: { title: 'There is no such page', text: 'The address may have changed, or the link is incomplete.' },
  forbidden: { title: 'You are not allowed to do this', text: 'If you think that this is a mistake, please ask your practice.' },
  limited: { title: 'Too many tries', text: 'Please wait a few minutes and then try again.' },
  signedOut: { title: 'You are signed out', text: 'Your session has ended. Please sign in again.' },
  failed: { title: 'That did not work', text: 'The fault is ours. Nothing was lost; please try again in a moment.' },
  home: 'To the home page',
  help: 'To the help',
};
const fr: ErrorWords = {
  notFound: { title: 'Cette page n’existe pas', text: 'L’adresse a peut-être changé, ou le lien est incomplet.' },
  forbidden: { title: 'Vous n’y êtes pas autorisé', text: 'Si vous pensez qu’il s’agit d’une erreur, adressez-vous à votre cabinet.' },
  limited: { title: 'Trop d’essais', text: 'Veuillez attendre quelques minutes, puis réessayer.' },
  signedOut: { title: 'Vous êtes déconnecté', text: 'Votre session est terminée. Veuillez vous reconnecter.' },
  failed: { title: 'Cela n’a pas fonctionné', text: 'L’erreur vient de nous. Rien n’est perdu ; veuillez réessayer dans un instant.' },
  home: 'Vers l’accueil',
  help: 'Vers l’aide',
};

export const siteErrors: Readonly<Record<Language, ErrorWords>> = { de, en, fr: french(fr) };
