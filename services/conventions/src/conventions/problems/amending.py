"""What an amendment may do."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

AMENDING: Final[Texts] = {
    "amendment-still-open": Text(
        fr=Words(
            "Avenant en cours",
            "L'avenant n° {amendment} est en cours.",
            "Menez-le à son effet ou retirez-le d'abord.",
        ),
        ar=Words(
            "ملحق قيد الإنجاز",
            "الملحق التعديلي رقم {amendment} قيد الإنجاز.",
            "أتمّوه أو اسحبوه أولا.",
        ),
        en=Words(
            "Amendment open",
            "Amendment {amendment} is under way.",
            "Bring it into effect or withdraw it first.",
        ),
    ),
    "no-open-amendment": Text(
        fr=Words(
            "Aucun avenant en cours",
            "Aucun avenant n'est en cours sur cette convention.",
            "Proposez d'abord un avenant.",
        ),
        ar=Words(
            "لا ملحق قيد الإنجاز",
            "ليس لهذه الاتفاقية ملحق تعديلي قيد الإنجاز.",
            "اقترحوا ملحقا تعديليا أولا.",
        ),
        en=Words(
            "No open amendment",
            "No amendment of this convention is under way.",
            "Draft an amendment first.",
        ),
    ),
    "amendment-unknown": Text(
        fr=Words(
            "Avenant inconnu",
            "La convention n'a pas d'avenant n° {amendment}.",
            "Vérifiez le numéro parmi les avenants de la convention.",
        ),
        ar=Words(
            "ملحق غير معروف",
            "ليس للاتفاقية ملحق تعديلي رقم {amendment}.",
            "تحققوا من الرقم ضمن ملاحق الاتفاقية.",
        ),
        en=Words(
            "Amendment unknown",
            "The convention has no amendment {amendment}.",
            "Check the number among the convention's amendments.",
        ),
    ),
    "amendment-closed": Text(
        fr=Words(
            "Étape d'avenant fermée",
            "L'avenant n° {amendment} est à l'état « {state:amendment_state} » : cette "
            "opération n'y est pas ouverte.",
            "Suivez les étapes : négociation, texte arrêté, signatures, effet.",
        ),
        ar=Words(
            "مرحلة الملحق غير متاحة",
            "حالة الملحق رقم {amendment}: {state:amendment_state}. وهذه العملية غير متاحة فيها.",
            "اتبعوا المراحل: التفاوض، اعتماد النص، التوقيع، السريان.",
        ),
        en=Words(
            "Amendment step closed",
            "Amendment {amendment} is in state “{state:amendment_state}”: this command is "
            "not open there.",
            "Follow the steps: negotiation, agreed text, signatures, effect.",
        ),
    ),
    "amendment-empty": Text(
        fr=Words(
            "Avenant sans effet",
            "Cet avenant ne change rien.",
            "Annoncez au moins un changement de montant, de coût ou de durée.",
        ),
        ar=Words(
            "ملحق بلا أثر",
            "هذا الملحق لا يغيّر شيئا.",
            "أعلنوا تغييرا واحدا على الأقل في مبلغ أو كلفة أو مدة.",
        ),
        en=Words(
            "Empty amendment",
            "This amendment changes nothing.",
            "Announce at least one change of amount, cost or duration.",
        ),
    ),
    "operation-duplicated": Text(
        fr=Words(
            "Changement en double",
            "« {name} » est changé deux fois dans cet avenant.",
            "Gardez un seul changement.",
        ),
        ar=Words(
            "تغيير مكرر",
            "غُيّر «{name}» مرتين في هذا الملحق.",
            "اتركوا تغييرا واحدا.",
        ),
        en=Words(
            "Change given twice",
            "“{name}” is changed twice in this amendment.",
            "Keep one change.",
        ),
    ),
    "year-not-planned": Text(
        fr=Words(
            "Année non prévue",
            "L'action « {action} » n'a pas de coût prévu en {year}.",
            "Changez un coût d'une année prévue de cette action.",
        ),
        ar=Words(
            "سنة غير مبرمجة",
            "ليس للعملية «{action}» كلفة مقررة سنة {year}.",
            "غيّروا كلفة سنة مقررة لهذه العملية.",
        ),
        en=Words(
            "Year not planned",
            "The action “{action}” has no planned cost in {year}.",
            "Change the cost of a planned year of this action.",
        ),
    ),
    "end-not-later": Text(
        fr=Words(
            "Durée non prolongée",
            "La fin proposée ({ends_on:day}) n'est pas postérieure à la fin actuelle ({now:day}).",
            "Donnez une fin postérieure.",
        ),
        ar=Words(
            "مدة غير ممددة",
            "النهاية المقترحة ({ends_on:day}) ليست بعد النهاية الحالية ({now:day}).",
            "أدخلوا نهاية لاحقة.",
        ),
        en=Words(
            "Duration not extended",
            "The proposed end ({ends_on:day}) is not after the present one ({now:day}).",
            "Give a later end.",
        ),
    ),
}
