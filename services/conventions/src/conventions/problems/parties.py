"""Parties and who they are."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

PARTIES: Final[Texts] = {
    "signing-order-malformed": Text(
        fr=Words(
            "Ordre de signature invalide",
            "L'ordre de signature {signing_order} n'existe pas : on compte à partir de 1.",
            "Donnez 1 ou plus, ou laissez vide si la partie ne signe pas.",
        ),
        ar=Words(
            "ترتيب التوقيع غير صالح",
            "ترتيب التوقيع {signing_order} غير موجود، فالعدّ يبدأ من 1.",
            "أدخلوا 1 أو أكثر، أو اتركوه فارغا إذا كان الطرف لا يوقّع.",
        ),
        en=Words(
            "Signing order invalid",
            "The signing order {signing_order} does not exist: groups count from 1.",
            "Give 1 or more, or leave it empty if the party does not sign.",
        ),
    ),
    "roles-malformed": Text(
        fr=Words(
            "Rôles de la partie invalides",
            "Les rôles de « {organisation} » manquent, ou l'un d'eux est nommé deux fois.",
            "Donnez au moins un rôle, et chacun une seule fois.",
        ),
        ar=Words(
            "أدوار الطرف غير صالحة",
            "أدوار «{organisation}» غير مذكورة، أو ذُكر أحدها مرتين.",
            "اذكروا دورا واحدا على الأقل، وكل دور مرة واحدة فقط.",
        ),
        en=Words(
            "Roles of the party invalid",
            "The roles of “{organisation}” are missing, or one is named twice.",
            "Give at least one role, each of them once.",
        ),
    ),
    "organisation-unknown": Text(
        fr=Words(
            "Organisme inconnu",
            "L'organisme {organisation} n'est pas connu ici.",
            "S'il vient d'être enregistré, réessayez dans un instant ; sinon enregistrez-le "
            "parmi les partenaires.",
        ),
        ar=Words(
            "مؤسسة غير معروفة",
            "المؤسسة {organisation} غير معروفة هنا.",
            "إن كانت قد سُجّلت للتو فأعيدوا المحاولة بعد لحظة، وإلا فسجّلوها ضمن الشركاء.",
        ),
        en=Words(
            "Organisation unknown",
            "The organisation {organisation} is not known here.",
            "If it was just registered, try again in a moment; otherwise register it with "
            "partners.",
        ),
    ),
    "organisation-not-active": Text(
        fr=Words(
            "Organisme non actif",
            "« {organisation} » n'est pas encore vérifié, ou il est suspendu.",
            "Faites vérifier ou rétablir l'organisme parmi les partenaires, puis recommencez.",
        ),
        ar=Words(
            "مؤسسة غير مفعّلة",
            "«{organisation}» لم يتم التحقق منها بعد، أو هي معلّقة.",
            "اطلبوا التحقق من المؤسسة أو رفع تعليقها لدى الشركاء ثم أعيدوا المحاولة.",
        ),
        en=Words(
            "Organisation not active",
            "“{organisation}” is not verified yet, or is suspended.",
            "Have it verified or reinstated with partners, then try again.",
        ),
    ),
    "party-unknown": Text(
        fr=Words(
            "Partie inconnue",
            "L'organisme {organisation} n'est pas partie à cette convention.",
            "Invitez-le d'abord comme partie.",
        ),
        ar=Words(
            "طرف غير معروف",
            "المؤسسة {organisation} ليست طرفا في هذه الاتفاقية.",
            "ادعوها أولا بصفتها طرفا.",
        ),
        en=Words(
            "Party unknown",
            "The organisation {organisation} is not a party to this convention.",
            "Invite it as a party first.",
        ),
    ),
    "party-already-invited": Text(
        fr=Words(
            "Partie déjà invitée",
            "« {organisation} » est déjà partie à cette convention.",
            "Pour changer ses rôles, retirez-la puis invitez-la de nouveau.",
        ),
        ar=Words(
            "طرف سبقت دعوته",
            "«{organisation}» طرف في هذه الاتفاقية من قبل.",
            "لتغيير أدوارها، احذفوها ثم ادعوها من جديد.",
        ),
        en=Words(
            "Party already invited",
            "“{organisation}” is a party to this convention already.",
            "To change its roles, remove it and invite it again.",
        ),
    ),
    "lead-already-named": Text(
        fr=Words(
            "Chef de file déjà désigné",
            "« {lead} » est déjà chef de file.",
            "Retirez d'abord ce chef de file, ou donnez d'autres rôles à la nouvelle partie.",
        ),
        ar=Words(
            "سبق تعيين المنسّق",
            "«{lead}» هي المنسّق من قبل.",
            "احذفوا هذا المنسّق أولا، أو أعطوا الطرف الجديد أدوارا أخرى.",
        ),
        en=Words(
            "Lead already named",
            "“{lead}” is the lead already.",
            "Remove that lead first, or give the new party other roles.",
        ),
    ),
    "party-has-contributions": Text(
        fr=Words(
            "Partie engagée",
            "« {organisation} » a promis : {contributions}.",
            "Retirez d'abord ces contributions.",
        ),
        ar=Words(
            "طرف له التزامات",
            "تعهدت «{organisation}» بما يلي: {contributions}.",
            "اسحبوا أولا هذه المساهمات.",
        ),
        en=Words(
            "Party has contributions",
            "“{organisation}” has promised: {contributions}.",
            "Withdraw these contributions first.",
        ),
    ),
}
