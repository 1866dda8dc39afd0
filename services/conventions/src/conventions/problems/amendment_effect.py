"""Whom an amendment binds, and what it may not touch."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

AMENDMENT_EFFECT: Final[Texts] = {
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
            "Contribution « {contribution} » : {asked:dh} DH demandés, {paid:dh} DH déjà payés.",
            "Gardez au moins ce qui est payé (règle 6).",
        ),
        ar=Words(
            "أقل من المؤدى",
            "المساهمة «{contribution}»: المطلوب {asked:dh} درهم والمؤدى {paid:dh} درهم.",
            "أبقوا على ما أُدّي على الأقل (القاعدة 6).",
        ),
        en=Words(
            "Below what is paid",
            "Contribution “{contribution}”: MAD {asked:dh} asked, MAD {paid:dh} paid.",
            "Keep at least what is paid (rule 6).",
        ),
    ),
    "amendment-below-called": Text(
        fr=Words(
            "Sous le montant appelé",
            "Contribution « {contribution} » : {asked:dh} DH demandés, tranches appelées pour "
            "{called:dh} DH.",
            "Annulez d'abord le reste de ces tranches, ou gardez ce montant.",
        ),
        ar=Words(
            "أقل من المطلوب أداؤه",
            "المساهمة «{contribution}»: المطلوب {asked:dh} درهم، والأشطر المستدعاة "
            "{called:dh} درهم.",
            "ألغوا أولا باقي هذه الأشطر، أو أبقوا على هذا المبلغ.",
        ),
        en=Words(
            "Below what is called",
            "Contribution “{contribution}”: MAD {asked:dh} asked, called tranches of MAD "
            "{called:dh}.",
            "Cancel the rest of these tranches first, or keep that amount.",
        ),
    ),
    "effect-before-signature": Text(
        fr=Words(
            "Effet avant signature",
            "L'effet du {effective_on:day} précède la dernière signature, du {signed_on:day}.",
            "Donnez ce jour-là ou un jour postérieur.",
        ),
        ar=Words(
            "سريان قبل التوقيع",
            "تاريخ السريان {effective_on:day} سابق على آخر توقيع في {signed_on:day}.",
            "أدخلوا ذلك اليوم أو يوما بعده.",
        ),
        en=Words(
            "Effect before signature",
            "Effect on {effective_on:day} is before the last signature, on {signed_on:day}.",
            "Give that day or a later one.",
        ),
    ),
}
