import type { Shape } from '../fill.ts';
import type { de } from './de.ts';

export const fr: Shape<typeof de> = {
  unnamed: 'l’exploitant nommé dans les mentions légales de ce portail',
  'terms-client': `# 1. Objet

Les présentes conditions d’utilisation s’appliquent entre vous et l’exploitant du portail {portal} : {operator}. Avec un compte, vous voyez les rendez-vous auxquels des cabinets vous invitent à votre adresse e-mail et vous entrez dans la salle d’attente. Le compte est facultatif : chaque invitation s’ouvre aussi sans lui.

Le compte ne vous coûte rien. Pour le traitement, le conseil ou l’accompagnement lui-même s’applique ce dont vous convenez avec votre cabinet ; l’exploitant n’y est pas partie.

# 2. Votre compte

- Donnez des indications exactes sur votre personne et utilisez une adresse e-mail que vous êtes seul à lire.
- Gardez secrets votre mot de passe et vos liens. Un lien ouvre votre place dans la salle d’attente ; ne le transmettez pas.
- Prévenez l’exploitant si vous pensez que quelqu’un d’autre utilise votre compte.

# 3. Confidentialité

Un entretien est destiné à celles et ceux qui y participent. Toutes les personnes présentes traitent de façon confidentielle ce qu’elles y apprennent, y compris les unes sur les autres dans un groupe et après la fin du compte.

- Personne ne peut enregistrer un entretien en image ou en son, en faire des captures d’écran, ni laisser d’autres écouter ou regarder à l’insu des participants. Enregistrer sans autorisation la parole d’autrui est punissable (§ 201 du Code pénal allemand).
- Veillez à ce que personne d’étranger à l’entretien n’écoute dans votre pièce.

L’exploitant soumet au secret toutes les personnes qui travaillent pour lui sur le portail. L’image, le son, les messages et les documents d’un entretien passent chiffrés de navigateur à navigateur ; l’exploitant ne peut ni les voir, ni les entendre, ni les lire.

# 4. Ce que le portail fait et ne fait pas

Le portail permet des entretiens vidéo. Il vous faut un navigateur à jour et une connexion suffisante ; vous pouvez tester les deux à l’avance. La maintenance et des pannes peuvent interrompre le portail par moments. Vous joignez alors votre cabinet au numéro de téléphone indiqué dans l’invitation.

Le portail n’est pas un service d’urgence. En cas d’urgence, composez le 112.

Il n’est pas permis de perturber le portail, de deviner des accès, ni de l’utiliser à autre chose que des entretiens avec des cabinets.

# 5. Protection des données

La politique de confidentialité dit quelles données le portail traite, pourquoi et combien de temps. Votre cabinet est responsable des rendez-vous et des entretiens.

# 6. Responsabilité

L’exploitant est responsable selon les dispositions légales. Vos droits légaux de consommatrice ou de consommateur restent entiers.

# 7. Modifications

Une nouvelle version ne s’applique à vous que lorsque vous l’avez acceptée. Elle vous est présentée à la connexion suivante, avec l’indication de ce qui change. Si vous ne l’acceptez pas, vous pouvez mettre fin au compte ; vous pouvez continuer à utiliser les invitations sans compte. Les versions antérieures restent disponibles à la page « Conditions d’utilisation ».

# 8. Fin

Vous pouvez mettre fin au compte à tout moment et sans donner de raison, en l’écrivant à l’exploitant sous forme de texte. L’exploitant peut résilier le compte sous forme de texte avec un préavis de quatre semaines, et sans préavis en cas de manquement grave aux présentes conditions. La politique de confidentialité dit ce qui est effacé ensuite et ce qui doit être conservé.

Si une disposition est nulle, les autres restent valables. La version allemande fait foi ; les traductions servent à la compréhension.`,
  'terms-practice': `# 1. Parties et objet

Les présentes conditions d’utilisation s’appliquent entre le cabinet et l’exploitant du portail {portal} : {operator}. L’exploitant met le portail à la disposition du cabinet pour planifier des entretiens vidéo, y inviter et les mener. L’offre s’adresse aux cabinets et aux institutions, non aux consommateurs.

Quiconque a un compte comme membre d’un cabinet utilise le portail dans le cadre du contrat du cabinet et respecte les présentes conditions.

# 2. Conclusion du contrat et formules

Le contrat est conclu lorsque la commande est confirmée. Les prestations et le prix de la formule choisie figurent sur la page de commande ; les prix s’entendent hors taxe sur la valeur ajoutée. Un essai est gratuit, ne demande pas de coordonnées bancaires et prend fin de lui-même.

Les prix sont facturés chaque mois et prélevés par prélèvement SEPA. En cas de retard s’appliquent les dispositions légales.

# 3. Comptes et membres

- Le cabinet décide qui est membre et quel rôle chacun a, et retire les membres qui ne travaillent plus pour lui.
- Chaque compte appartient à une personne. Les accès, le second facteur et les codes de secours sont à garder secrets.
- Le cabinet prévient l’exploitant sans délai s’il pense qu’un compte est utilisé par une personne non autorisée.

# 4. Obligations du cabinet

- Le cabinet est seul responsable de son traitement, de son conseil ou de son accompagnement et vérifie si un entretien par vidéo est admis sur le plan professionnel et déontologique.
- Il informe sa clientèle du traitement de ses données et recueille les consentements dont il a besoin.
- Il n’invite que des personnes dont il peut utiliser l’adresse e-mail à cette fin et leur indique une autre voie pour les urgences. Le portail n’est pas un service d’urgence.
- Il n’enregistre pas les entretiens et veille à la confidentialité dans ses locaux.

# 5. Secret professionnel, § 203 du Code pénal allemand

Les deux parties traitent de façon confidentielle ce qu’elles apprennent l’une de l’autre et au sujet de la clientèle à l’occasion du contrat, aussi après la fin du contrat.

Si le cabinet appartient aux professions que nomme le § 203 du Code pénal allemand (StGB), l’exploitant participe à son activité professionnelle. L’exploitant s’engage à garder les secrets d’autrui et à n’en prendre connaissance que dans la mesure nécessaire à l’exécution du contrat. Il a été averti qu’une divulgation non autorisée est punissable selon le § 203, al. 4, StGB.

- L’exploitant soumet au secret, sous forme de texte, toutes les personnes qui participent pour lui au portail et les avertit des sanctions pénales.
- Il ne fait appel à d’autres entreprises qu’après les avoir engagées de la même façon.
- Vis-à-vis de tiers, il invoque les droits de refuser de témoigner et la protection contre la saisie qui reviennent au cabinet (§§ 53a et 97 du Code de procédure pénale allemand) et en informe celui-ci, dans la mesure où il le peut.

Les membres du cabinet respectent le secret professionnel aussi sur le portail. L’image, le son, les messages et les documents d’un entretien passent chiffrés de navigateur à navigateur ; l’exploitant ne peut en prendre connaissance.

# 6. Prestations

L’exploitant tient le portail à disposition selon l’état de la technique et répare les pannes sans retard fautif. La maintenance prévue a lieu aux heures de faible utilisation. L’établissement d’une connexion dépend aussi des appareils et des réseaux des participants, dont il ne répond pas.

L’exploitant peut bloquer un compte si c’est nécessaire pour écarter un dommage du portail ou de tiers, et en informe le cabinet.

# 7. Protection des données

L’exploitant est responsable des comptes, du contrat et de la facturation ; la politique de confidentialité donne les précisions. Il traite les données sur la clientèle, les rendez-vous et les entretiens pour le compte du cabinet. Pour celles-ci s’applique l’accord de sous-traitance.

# 8. Responsabilité

L’exploitant est responsable selon les dispositions légales. La présente version ne contient pas de règle qui s’en écarte.

# 9. Durée et fin

Le contrat est à durée indéterminée. Chaque partie peut le résilier sous forme de texte, avec le préavis indiqué à la page « Contrat ». Le droit de résilier pour motif grave reste entier.

Après la fin, le cabinet peut encore emporter ses données ; elles sont ensuite effacées. Les délais figurent dans la politique de confidentialité.

# 10. Modifications

Une nouvelle version est présentée avec l’indication de ce qui change et s’applique lorsqu’elle a été acceptée. Sans accord, le portail reste fermé, sauf pour emporter les données et mettre fin au contrat. Les versions antérieures restent disponibles à la page « Conditions d’utilisation ».

# 11. Dispositions finales

Des conditions différentes du cabinet ne s’appliquent que si l’exploitant les a acceptées sous forme de texte. Si une disposition est nulle, les autres restent valables. La version allemande fait foi ; les traductions servent à la compréhension.`,
  agreement: `# 1. Objet et durée

Le présent accord selon l’art. 28, par. 3, du RGPD est conclu par le cabinet, responsable du traitement, et l’exploitant du portail {portal}, sous-traitant : {operator}. Il s’applique tant que l’exploitant traite des données à caractère personnel pour le cabinet, aussi au-delà de la fin du contrat d’utilisation, jusqu’à ce que tout soit effacé ou rendu.

# 2. Nature, finalité, données et personnes concernées

- Finalité : planifier des entretiens vidéo, y inviter, accueillir celles et ceux qui attendent, établir et porter la connexion entre les navigateurs.
- Personnes concernées : clientèle du cabinet, personnes invitées, proches et membres du cabinet.
- Données : adresse e-mail, désignation et langue des personnes invitées ; type, titre, heure et état des rendez-vous ; réponses aux invitations ; données de connexion pendant un entretien. Le seul fait d’avoir un rendez-vous peut être une donnée de santé (art. 9 du RGPD).
- Ne sont pas traités l’image, le son, les messages et les documents remis lors d’un entretien, ni le nom saisi à l’entrée : ils passent chiffrés de navigateur à navigateur, et l’exploitant n’a pas les clés.

# 3. Instructions (art. 28, par. 3, point a)

L’exploitant ne traite les données que sur instruction documentée du cabinet, y compris pour les transferts vers des pays tiers, sauf si le droit de l’Union ou d’un État membre l’y oblige ; il l’annonce alors au préalable, dans la mesure où il le peut. Sont des instructions le présent contrat, les réglages et les saisies du cabinet sur le portail et les communications sous forme de texte. Si l’exploitant tient une instruction pour illicite, il le dit sans délai et peut la suspendre jusqu’à sa confirmation.

# 4. Confidentialité (point b)

L’exploitant n’emploie que des personnes tenues à la confidentialité. Si le cabinet appartient aux professions nommées au § 203 du Code pénal allemand, il les engage en outre, sous forme de texte, à garder les secrets d’autrui et les avertit des sanctions pénales. L’obligation subsiste après la fin de l’activité.

# 5. Sécurité du traitement (point c)

L’exploitant prend les mesures prévues à l’art. 32 du RGPD. Elles figurent en annexe. Il peut les faire évoluer si le niveau de protection ne baisse pas.

# 6. Autres sous-traitants (point d)

Le cabinet accepte le recours aux prestataires nommés dans la politique de confidentialité. Si l’exploitant veut en engager un autre ou en remplacer un, il l’annonce au cabinet sous forme de texte au moins quatre semaines à l’avance. Le cabinet peut s’y opposer ; faute d’entente, il peut résilier le contrat à la date du changement. L’exploitant impose à chaque prestataire les mêmes obligations que celles que lui impose le présent accord, y compris le secret selon le § 203 du Code pénal allemand, et en répond (art. 28, par. 2 et 4, du RGPD).

# 7. Droits des personnes concernées (point e)

L’exploitant aide le cabinet à répondre aux demandes d’accès, de rectification, d’effacement, de limitation, de portabilité et d’opposition : par les fonctions du portail et, là où elles ne suffisent pas, sur demande. Il transmet sans délai ce qu’il reçoit et qui concerne le cabinet.

# 8. Assistance et notifications (point f)

L’exploitant assiste le cabinet pour la sécurité du traitement, les notifications à l’autorité de contrôle et aux personnes concernées, les analyses d’impact et les consultations préalables (art. 32 à 36 du RGPD). Il notifie au cabinet toute violation de données sans retard fautif après en avoir eu connaissance, avec tout ce qu’il faut au cabinet pour sa propre notification.

# 9. Restitution et effacement (point g)

Pendant le contrat, les données sont effacées selon les délais qui figurent dans la politique de confidentialité et que le cabinet fixe lui-même dans leurs limites. Après la fin, le cabinet peut emporter ses données dans un format courant ; l’exploitant les efface ensuite, copies comprises, sauf obligation légale de conservation.

# 10. Preuves et contrôles (point h)

L’exploitant met à la disposition du cabinet toutes les informations nécessaires pour démontrer le respect du présent accord. Il permet des contrôles, aussi sur place, par le cabinet ou par des auditeurs qu’il mandate et qui sont tenus au secret, et y contribue. Les contrôles sont en règle générale annoncés deux semaines à l’avance et ne gênent pas l’exploitation plus que nécessaire. Des certificats et des rapports d’organismes indépendants peuvent suffire.

# 11. Lieux du traitement

Le traitement a lieu dans l’Union européenne ou dans l’Espace économique européen. Ailleurs seulement avec l’accord du cabinet et aux conditions des art. 44 à 49 du RGPD.

# 12. Responsabilité

L’art. 82 du RGPD s’applique à la responsabilité. Entre les parties s’applique la règle du contrat d’utilisation.

# 13. Dispositions finales

En cas de contradiction, le présent accord l’emporte sur le contrat d’utilisation pour ce qui touche à la protection des données. Il est conclu par voie électronique (art. 28, par. 9, du RGPD) ; la version, l’heure et l’empreinte du texte sont conservées. La version allemande fait foi ; les traductions servent à la compréhension.

# Annexe : mesures techniques et organisationnelles

- Chiffrement de la transmission (TLS) ; entretiens chiffrés de navigateur à navigateur, avec un code de sécurité que les deux côtés peuvent comparer.
- Noms, adresses e-mail, désignations des personnes invitées et titres des rendez-vous sont chiffrés dans la base, séparément pour chaque cabinet ; les clés ne sont ni dans la base ni dans ses sauvegardes.
- Accès seulement avec un mot de passe, et avec un second facteur selon les règles de l’exploitant ; blocage après des échecs ; les sessions prennent fin en cas d’inactivité.
- Droits selon les rôles ; chaque cabinet ne voit que ses données ; l’exploitant ne voit ni les titres ni la clientèle.
- Journal de ce qui est fait dans le cabinet, sans contenu ; pas d’adresse IP complète sur un support.
- Effacement par des tâches automatiques selon le registre, dont l’exploitant surveille le résultat.
- Sauvegardes, restauration et mises à jour selon des procédures fixes ; révision régulière des mesures.`,
};
