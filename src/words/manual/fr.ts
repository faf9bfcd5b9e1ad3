import type { ManualWords } from './index.ts';

export const fr: ManualWords = {
  title: 'Aide',
  lead: 'Pas à pas, ce que vous pouvez faire dans le portail.',
  search: 'Chercher dans l’aide',
  submit: 'Chercher',
  none: 'Il n’y a rien à ce sujet ici. Essayez un autre mot, ou écrivez-nous.',
  found: { one: '{count} page trouvée', other: '{count} pages trouvées' },
  all: 'Tous les sujets',
  back: 'Aide',
  next: 'Suite : {title}',
  link: 'Aide : {title}',
  goodToKnow: 'Bon à savoir',
  groups: { client: 'J’ai un rendez-vous', practice: 'Pour les cabinets', operator: 'Pour l’exploitant' },
  topics: {
    'take-part': {
      title: 'Participer à l’entretien',
      lead: 'Il ne vous faut ni compte ni programme, seulement le lien ou le code d’accès de votre invitation.',
      steps: [
        'Ouvrez le lien de l’e-mail. Ou saisissez le code d’accès sur la page d’accueil, sous « {linkOrCode} ».',
        'Regardez si le cabinet, le jour et l’heure sont justes. Le fuseau horaire est indiqué.',
        'Touchez « {turnOn} » et autorisez le navigateur à utiliser la caméra et le micro.',
        'Regardez-vous, dites quelques mots, et appuyez sur « {tone} ».',
        'Donnez un nom ou un pseudonyme et touchez « {enter} ». Votre cabinet vous fait entrer.',
      ],
      notes: [
        'Cela marche aussi sans caméra (« {withoutCamera} ») ou seulement par écrit (« {textOnly} »).',
        'Le lien vaut jusqu’à la fin prévue du rendez-vous. Ne le transmettez pas : il ouvre votre place.',
      ],
    },
    answer: {
      title: 'Confirmer ou décliner',
      lead: 'Une réponse aide votre cabinet. Ouvrir le lien n’en est pas encore une.',
      steps: [
        'Ouvrez le lien de l’invitation.',
        'Touchez plus bas « {come} » ou « {cannot} ».',
        'Changé d’avis ? Touchez « {undo} ». C’est possible jusqu’à la fin prévue.',
      ],
      notes: [
        'Même après avoir décliné, le lien ouvre la page : vous pouvez encore venir.',
        'Quand un rendez-vous est déplacé, votre réponse ne compte plus. Veuillez répondre à nouveau.',
        'Avec un compte, vous trouvez les mêmes boutons près de vos rendez-vous.',
      ],
    },
    allow: {
      title: 'Le navigateur demande la caméra et le micro',
      lead: 'Sans votre autorisation, le navigateur ne donne ni image ni son.',
      steps: [
        'Choisissez « Autoriser » dans la question du navigateur.',
        'Si vous avez refusé : touchez le signe à gauche de l’adresse et autorisez la caméra et le micro.',
        'Rechargez la page.',
      ],
      notes: ['Si le navigateur ne demande plus, la page dit quoi faire dans votre navigateur. Avec « {anyway} », vous avancez dans tous les cas.'],
    },
    devices: {
      title: 'Tester le matériel, changer d’appareil',
      lead: 'Le mieux est de le faire tranquillement la veille.',
      steps: [
        'Sur la page d’accueil, ouvrez « {toTest} » et appuyez sur « {startTest} ».',
        'Regardez si votre image apparaît, et si la barre bouge quand vous parlez.',
        'Entendez-vous le son d’essai ? Sinon, montez le volume ou branchez des écouteurs.',
        'Vous choisissez un autre micro ou une autre caméra sous « {changeDevices} » avant l’entretien, et avec la petite flèche du bouton pendant l’entretien.',
      ],
      notes: [
        'On ne vous voit ou ne vous entend pas ? Fermez les autres programmes qui utilisent la caméra ou le micro.',
        'Pendant le test, ni image ni son ne sont transmis.',
      ],
    },
    waiting: {
      title: 'Dans la salle d’attente',
      lead: 'Vous attendez ici que le cabinet vous fasse entrer. Les autres personnes qui attendent ne vous voient ni ne vous entendent.',
      steps: [
        'Laissez la page ouverte et l’écran allumé.',
        'Vous lisez si la personne qui vous reçoit est là, encore en entretien, ou en retard.',
        'Quand on vous fait entrer, vous entendez un son.',
        'Pour partir, touchez « {leaveWaiting} ». Vous revenez avec le même lien.',
      ],
      notes: ['La salle d’attente n’est pas faite pour les urgences. Appelez alors le 112.'],
    },
    'in-call': {
      title: 'Pendant l’entretien',
      lead: 'Les boutons sont en bas de l’image.',
      steps: [
        '« {microphone} » coupe et active votre micro. Au clavier : M.',
        '« {camera} » éteint et allume votre caméra. Au clavier : V.',
        '« {chat} » ouvre les messages. Au clavier : C.',
        '« {more} » montre la qualité de la connexion et les raccourcis clavier.',
        '« {leave} » termine l’entretien pour vous.',
      ],
      notes: [
        'Maintenez la barre d’espace pour parler un instant quand votre micro est coupé. Le point d’interrogation montre toutes les touches.',
        'Si les raccourcis gênent, désactivez « {keys} ».',
        'Avec « {hide} », l’image et le son passent par un relais qui ne peut pas les ouvrir.',
      ],
    },
    connection: {
      title: 'La connexion se coupe',
      lead: 'Le portail se reconnecte tout seul. Votre place est gardée.',
      steps: ['Attendez un instant.', 'Sinon, rechargez la page.', 'Si cela n’aide pas, appelez votre cabinet. Son numéro est sur la page.'],
      notes: ['Si la ligne est faible, il aide d’éteindre la caméra ou de se rapprocher du Wi-Fi.'],
    },
    'security-code': {
      title: 'Le code de sécurité',
      lead: 'Il permet aux deux côtés de vérifier que personne n’est entre eux, pas même ce portail.',
      steps: [
        'Touchez le cadenas en haut de l’entretien.',
        'Lisez-vous l’un à l’autre les quatre images ou les chiffres.',
        'S’ils sont les mêmes, appuyez tous deux sur « {same} ».',
        'S’ils diffèrent, appuyez sur « {different} ». L’entretien se termine alors.',
      ],
      notes: ['Chaque entretien a un nouveau code.'],
    },
    'client-account': {
      title: 'Un compte pour les clientes et clients',
      lead: 'Un compte est facultatif. Il réunit tous les rendez-vous auxquels votre adresse est invitée.',
      steps: [
        'Ouvrez la page de connexion et choisissez « {createAccount} ».',
        'Prenez l’adresse e-mail à laquelle vont vos invitations.',
        'Ouvrez le lien de l’e-mail que nous vous envoyons et saisissez votre mot de passe.',
        'Vos rendez-vous sont maintenant dans la vue d’ensemble et dans le « {calendar} », chacun avec son chemin vers la salle d’attente.',
      ],
      notes: [
        'Si votre cabinet vous demande quelque chose, c’est sous « {tasks} ».',
        'Si vous avez changé d’adresse, vous ne trouvez que ce qui a été envoyé à la nouvelle.',
      ],
    },
    'calendar-program': {
      title: 'Les rendez-vous dans votre agenda',
      lead: 'Votre agenda peut suivre vos rendez-vous. C’est désactivé tant que vous ne l’activez pas.',
      steps: [
        'Ouvrez le « {calendar} » et appuyez en bas sur « {makeAddress} ».',
        'Copiez l’adresse secrète. Elle n’est montrée qu’une fois.',
        'Dans votre agenda, choisissez de vous abonner à un calendrier, et mettez-y l’adresse.',
        'Avec « {renewAddress} » l’ancienne ne vaut plus, avec « {turnOff} » aucune.',
      ],
      notes: [
        'Les entrées ne contiennent ni nom ni cabinet. Les thérapeutes peuvent y montrer les titres de leurs rendez-vous.',
        'Certains agendas consultent l’adresse depuis les ordinateurs de leur fournisseur. Celui-ci apprend alors quand vous avez des rendez-vous.',
        'Un nouveau mot de passe met aussi fin à l’adresse.',
      ],
    },
    'your-data': {
      title: 'Profil, photo et vos données',
      lead: 'Votre compte se trouve derrière votre nom, en haut à droite.',
      steps: [
        'Sous « {profile} », vous changez le nom et la langue.',
        'Sous « {photo} », vous ajoutez une image si vous voulez, et la retirez à tout moment.',
        'Sous « {password} » et « {email} », vous changez ce qui sert à vous connecter.',
        'Sous « {sessions} », vous voyez où vous êtes connecté, et déconnectez d’autres appareils.',
        'Sous « {yourData} », vous demandez une rectification ou un effacement.',
      ],
      notes: ['Les données des rendez-vous et des invitations sont tenues par votre cabinet. Adressez-vous à lui.'],
    },
    'register-practice': {
      title: 'Inscrire un cabinet',
      lead: 'En six étapes, que vous pouvez toutes revoir.',
      steps: [
        'Sur la page d’accueil, choisissez « {registerPractice} », puis la formule.',
        'Indiquez votre personne, le cabinet et le compte bancaire. L’essai n’en demande pas.',
        'Lisez les conditions et le contrat, vérifiez tout, et commandez.',
        'Ouvrez le lien de l’e-mail et saisissez votre mot de passe.',
      ],
      notes: [
        'Revenez en arrière sans crainte : rien de ce que vous avez saisi ne se perd.',
        'Tant que l’exploitant n’a pas confirmé une commande, vous pouvez planifier ; les liens ne valent qu’après.',
      ],
    },
    'second-factor': {
      title: 'Le second facteur',
      lead: 'Avec lui, un mot de passe volé ne suffit plus. Il est demandé aux cabinets après un délai, à l’exploitant tout de suite.',
      steps: [
        'Dans votre compte, ouvrez « {secondFactor} ».',
        'Appuyez sur « {appStart} », lisez l’image avec une application d’authentification et saisissez six chiffres.',
        'Gardez les codes de secours sur papier. Chacun remplace une fois l’application.',
        'Ou appuyez sur « {passkeyAdd} » : votre appareil vous connecte alors avec empreinte, visage ou code PIN.',
      ],
      notes: [
        'Quand les codes sont presque épuisés, « {codesRenew} » en crée d’autres. Les anciens ne valent alors plus.',
        'Ni application, ni codes, ni clé d’accès ? Seul l’exploitant peut alors vous aider.',
      ],
    },
    plan: {
      title: 'Planifier un rendez-vous',
      lead: 'Vous faites un brouillon, et invitez quand vous le publiez.',
      steps: [
        'Appuyez sur « {plan} ».',
        'Indiquez le type, le titre, le jour, l’heure et la durée. Seul votre cabinet voit le titre.',
        'Indiquez qui vous invitez : l’adresse, votre propre désignation et la langue.',
        'Appuyez sur « {save} » et regardez encore une fois.',
        'Appuyez sur « {publish} ». Les invitations partent.',
      ],
      notes: [
        'Les chevauchements avec d’autres rendez-vous sont montrés avant l’enregistrement.',
        'Pour essayer, invitez-vous vous-même.',
        'L’assistance planifie pour les thérapeutes, mais n’entre dans aucun entretien.',
      ],
    },
    invite: {
      title: 'Inviter, et quand le lien n’arrive pas',
      lead: 'La page du rendez-vous dit pour chaque personne où en est l’e-mail et si elle vient.',
      steps: [
        'Ouvrez le rendez-vous. Plus bas, vous invitez quelqu’un de plus avec « {inviteNow} ».',
        'Avec « {resend} », l’e-mail part encore une fois.',
        'Avec « {key} », vous voyez le lien à copier et le code à dicter.',
        'Avec « {print} », vous imprimez une invitation sur papier.',
        'Avec « {uninvite} », le lien ne vaut plus tout de suite.',
      ],
      notes: ['Si quelqu’un a confirmé ou décliné, c’est écrit là, à l’heure près. Décliner ne ferme pas le lien.'],
    },
    'host-waiting': {
      title: 'La salle d’attente du cabinet',
      lead: 'Sur chaque page de votre compte, vous voyez et entendez que quelqu’un attend.',
      steps: [
        'Appuyez sur « {open} » et activez la caméra et le micro. Personne ne vous voit ni ne vous entend encore.',
        'Avec « {letIn} », l’entretien commence, dans un groupe avec « {letInAll} ».',
        'Avec « {write} », vous écrivez à quelqu’un qui attend, ou dites à tous que vous avez du retard.',
        'Avec « {turnAway} », vous refusez quelqu’un. La personne lit la raison en mots aimables.',
      ],
      notes: ['Le portail ne connaît pas les noms que les invités saisissent. Vous voyez votre propre désignation à côté.'],
    },
    'host-call': {
      title: 'Mener un entretien',
      lead: 'Vous avez les mêmes boutons que vos invités, et quelques-uns de plus.',
      steps: [
        'Comparez au début le code de sécurité.',
        'Qui attend est dans la liste aussi pendant l’entretien. Faites entrer l’un après l’autre.',
        'Avec « {remove} », vous retirez quelqu’un de l’entretien.',
        '« {leave} » demande si vous partez seul. Avec « {endForAll} », l’entretien est fini pour tout le monde.',
      ],
      notes: [
        'Si la salle est ouverte sur un autre appareil, prenez-la avec « {takeOver} ».',
        'Personne ne peut activer le micro d’un autre, et il n’y a pas d’enregistrement.',
      ],
    },
    'later-longer': {
      title: 'Déplacer, prolonger, annuler',
      lead: 'Les personnes invitées apprennent d’elles-mêmes ce qui change.',
      steps: [
        'Avec « {change} », vous donnez une autre heure à un rendez-vous. Le lien reste le même.',
        'Cinq minutes avant la fin prévue, on vous demande si vous prolongez. Plus tard aussi, avec « {extend} ».',
        'Avec « {cancel} », le rendez-vous n’a pas lieu. Les liens ne valent plus tout de suite, et un e-mail part.',
        'Après le début, vous notez « {held} » ou « {didNotCome} ».',
      ],
      notes: ['Après la fin prévue, personne de nouveau n’entre. Qui est dans l’entretien y reste.'],
    },
    tasks: {
      title: 'Les tâches',
      lead: 'Pour vous, pour votre équipe et pour vos clients.',
      steps: [
        'Ouvrez « {tasks} » et appuyez sur « {giveTask} ».',
        'Écrivez ce qu’il y a à faire, pour qui et jusqu’à quand, et appuyez sur « {saveTask} ».',
        'La personne qui a la tâche coche « {tick} ».',
      ],
      notes: ['L’e-mail au sujet d’une tâche ne dit pas ce qu’il y a à faire.', 'Ce qui est fait disparaît tout seul.'],
    },
    team: {
      title: 'L’équipe',
      lead: 'Les titulaires invitent, donnent des rôles et les retirent.',
      steps: [
        'Dans la partie du cabinet, ouvrez la page « {team} ».',
        'Invitez quelqu’un avec adresse, rôle et langue. Le lien de l’e-mail vaut quelques jours.',
        'Changez un rôle, ou retirez quelqu’un de l’équipe. Vous transmettez alors les rendez-vous à venir.',
      ],
      notes: [
        'Les thérapeutes mènent leurs propres entretiens. L’assistance planifie et invite, mais n’entre dans aucun.',
        'Un cabinet a besoin d’au moins un titulaire.',
      ],
    },
    'practice-settings': {
      title: 'Cabinet, réglages, journal et contrat',
      lead: 'Ce qui vaut pour tout le cabinet est changé par les titulaires.',
      steps: [
        'Sous « {practiceStart} » figurent le nom et le téléphone tels que les invités les voient.',
        'Sous « {defaults} », vous réglez la durée des rendez-vous, l’ouverture de la salle d’attente et l’effacement.',
        'Sous « {ownTexts} », vous écrivez ce qu’on lit dans la salle d’attente, et votre propre notice de confidentialité.',
        'Sous « {trail} », vous lisez qui a fait quoi, à l’heure près et sans contenu.',
        'Sous « {export} », vous téléchargez tout ce que le portail tient du cabinet.',
        'Sous « {contract} », vous changez le compte bancaire ou mettez fin au contrat.',
      ],
      notes: ['Trente jours après la fin du contrat, tout est effacé.'],
    },
    'operate-start': {
      title: 'Installer le portail',
      lead: 'Une fois, juste après le premier démarrage.',
      steps: [
        'Ouvrez le lien d’installation que le serveur indique à son premier démarrage. Il vaut une fois.',
        'Créez le compte de l’exploitant et configurez un second facteur.',
        'Remplissez « {settings} ». Les mentions légales et la politique de confidentialité en sont faites.',
      ],
      notes: ['Qui exploite le portail voit les contrats, mais ni rendez-vous ni clients.'],
    },
    'operate-practices': {
      title: 'Cabinets, commandes, résiliations',
      lead: 'La page « {practices} » montre où en est chaque contrat.',
      steps: [
        'Cherchez par nom ou par ville et ouvrez un cabinet.',
        'Confirmez une commande avec « {confirmOrder} ». Dès lors, les liens du cabinet valent.',
        'Si une résiliation arrive sur papier, saisissez-la avec « {enterNotice} ». Le portail calcule la fin.',
      ],
      notes: ['Les cabinets peuvent aussi résilier eux-mêmes. Trente jours après la fin, tout est effacé.'],
    },
    'operate-requests': {
      title: 'Demandes sur ses propres données',
      lead: 'Qui demande une rectification ou un effacement reçoit une réponse dans le mois.',
      steps: [
        'Ouvrez « {requests} ». Ce qui est dû en premier est en haut.',
        'Regardez ce qui est demandé, et faites-le si c’est possible.',
        'Répondez là. La personne reçoit un e-mail disant qu’il y a une réponse ; elle la lit dans son compte.',
      ],
      notes: ['Les messages du formulaire de contact arrivent par e-mail. Le portail n’en garde une copie que jusqu’à ce que votre serveur l’ait pris.'],
    },
  },
};
