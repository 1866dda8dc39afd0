"""What an amendment may do."""

from typing import Final

from mithaq.http.texts import Text, Texts, Words

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
            "L'avenant n° {amendment} est à l'état « {state} » : cette commande n'y est pas "
            "ouverte.",
            "Suivez les étapes : négociation, texte arrêté, signatures, effet.",
        ),
        ar=Words(
            "مرحلة الملحق غير متاحة",
            "الملحق رقم {amendment} في الحالة «{state}»، وهذا الأمر غير متاح فيها.",
            "اتبعوا المراحل: التفاوض، اعتماد النص، التوقيع، السريان.",
        ),
        en=Words(
            "Amendment step closed",
            "Amendment {amendment} is in state “{state}”: this command is not open there.",
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
            "La fin proposée ({ends_on}) n'est pas postérieure à la fin actuelle ({now}).",
            "Donnez une fin postérieure.",
        ),
        ar=Words(
            "مدة غير ممددة",
            "النهاية المقترحة ({ends_on}) ليست بعد النهاية الحالية ({now}).",
            "أدخلوا نهاية لاحقة.",
        ),
        en=Words(
            "Duration not extended",
            "The proposed end ({ends_on}) is not after the present one ({now}).",
            "Give a later end.",
        ),
    ),
    "amendment-not-accepted": Text(
        fr=Words(
            "Avenant non accepté",
            "Avenant n° {amendment} : n'ont pas accepté {awaited}.",
            "Attendez leur accord, ou révisez l'avenant.",
        ),
        ar=Words(
            "ملحق غير مقبول",
            "الملحق رقم {amendment}: لم يقبله بعد {awaited}.",
            "انتظروا موافقتهم، أو راجعوا الملحق.",
        ),
        en=Words(
            "Amendment not accepted",
            "Amendment {amendment}: not accepted by {awaited}.",
            "Wait for them, or revise the amendment.",
        ),
    ),
    "amendment-not-yours": Text(
        fr=Words(
            "Avenant d'autres parties",
            "L'avenant n° {amendment} est signé par : {signatories}.",
            "Il n'y a rien à signer pour votre organisme.",
        ),
        ar=Words(
            "ملحق يخص أطرافا أخرى",
            "الملحق رقم {amendment} يوقّعه: {signatories}.",
            "ليس على مؤسستكم أي توقيع.",
        ),
        en=Words(
            "Not yours to sign",
            "Amendment {amendment} is signed by: {signatories}.",
            "Your organisation has nothing to sign.",
        ),
    ),
    "amendment-below-paid": Text(
        fr=Words(
            "Sous le montant payé",
            "Contribution « {contribution} » : {asked} DH demandés, {paid} DH déjà payés.",
            "Gardez au moins ce qui est payé (règle 6).",
        ),
        ar=Words(
            "أقل من المؤدى",
            "المساهمة «{contribution}»: المطلوب {asked} درهم والمؤدى {paid} درهم.",
            "أبقوا على ما أُدّي على الأقل (القاعدة 6).",
        ),
        en=Words(
            "Below what is paid",
            "Contribution “{contribution}”: MAD {asked} asked, MAD {paid} paid.",
            "Keep at least what is paid (rule 6).",
        ),
    ),
    "amendment-below-called": Text(
        fr=Words(
            "Sous le montant appelé",
            "Contribution « {contribution} » : {asked} DH demandés, tranches appelées pour "
            "{called} DH.",
            "Annulez d'abord le reste de ces tranches, ou gardez ce montant.",
        ),
        ar=Words(
            "أقل من المطلوب أداؤه",
            "المساهمة «{contribution}»: المطلوب {asked} درهم، والأشطر المستدعاة {called} درهم.",
            "ألغوا أولا باقي هذه الأشطر، أو أبقوا على هذا المبلغ.",
        ),
        en=Words(
            "Below what is called",
            "Contribution “{contribution}”: MAD {asked} asked, called tranches of MAD {called}.",
            "Cancel the rest of these tranches first, or keep that amount.",
        ),
    ),
    "effect-before-signature": Text(
        fr=Words(
            "Effet avant signature",
            "L'effet du {effective_on} précède la dernière signature, du {signed_on}.",
            "Donnez ce jour-là ou un jour postérieur.",
        ),
        ar=Words(
            "سريان قبل التوقيع",
            "تاريخ السريان {effective_on} سابق على آخر توقيع في {signed_on}.",
            "أدخلوا ذلك اليوم أو يوما بعده.",
        ),
        en=Words(
            "Effect before signature",
            "Effect on {effective_on} is before the last signature, on {signed_on}.",
            "Give that day or a later one.",
        ),
    ),
}
