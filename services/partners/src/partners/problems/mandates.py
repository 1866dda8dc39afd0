"""Mandates: their dates, their ceiling, their end."""

from typing import Final

from mithaq.http import Text, Texts, Words

MANDATES: Final[Texts] = {
    "mandate-dates-reversed": Text(
        fr=Words(
            "Dates du mandat inversées",
            "Le mandat finirait le {valid_to}, avant de commencer le {valid_from}.",
            "Corrigez l'une des deux dates ; sans fin connue, omettez « valid_to ».",
        ),
        ar=Words(
            "تاريخا التفويض معكوسان",
            "ينتهي التفويض في {valid_to} قبل أن يبدأ في {valid_from}.",
            "صححوا أحد التاريخين؛ وإن لم تُعرف النهاية فاتركوا «valid_to».",
        ),
        en=Words(
            "Mandate dates reversed",
            "The mandate would end on {valid_to}, before it begins on {valid_from}.",
            "Correct one of the dates; leave “valid_to” out when no end is known.",
        ),
    ),
    "mandate-ceiling-not-positive": Text(
        fr=Words(
            "Plafond du mandat nul ou négatif",
            "Un plafond de {ceiling} DH ne permettrait de signer aucun engagement.",
            "Donnez un montant supérieur à zéro, ou omettez le plafond s'il n'y en a pas.",
        ),
        ar=Words(
            "سقف التفويض معدوم أو سالب",
            "سقف قدره {ceiling} درهم لا يسمح بتوقيع أي التزام.",
            "حددوا مبلغا أكبر من الصفر، أو اتركوا السقف إن لم يوجد.",
        ),
        en=Words(
            "Mandate ceiling not positive",
            "A ceiling of {ceiling} MAD would allow no commitment to be signed.",
            "Give an amount above zero, or leave the ceiling out if there is none.",
        ),
    ),
    "mandate-unknown": Text(
        fr=Words(
            "Mandat introuvable",
            "Cet organisme n'a jamais donné ce mandat.",
            "Reprenez l'identifiant avec GET /v1/organisations/…/mandates.",
        ),
        ar=Words(
            "التفويض غير موجود",
            "لم تمنح هذه المؤسسة هذا التفويض قط.",
            "خذوا المعرّف عبر GET /v1/organisations/…/mandates .",
        ),
        en=Words(
            "Mandate not found",
            "This organisation never granted that mandate.",
            "Take the identifier from GET /v1/organisations/…/mandates.",
        ),
    ),
    "mandate-already-revoked": Text(
        fr=Words(
            "Mandat déjà révoqué",
            "Ce mandat a été révoqué avec effet au {revoked_on}.",
            "Il n'y a rien à faire ; pour rendre le pouvoir de signer, donnez un nouveau mandat.",
        ),
        ar=Words(
            "سبق إلغاء التفويض",
            "أُلغي هذا التفويض ابتداء من {revoked_on}.",
            "لا حاجة إلى أي إجراء؛ ولإعادة صلاحية التوقيع امنحوا تفويضا جديدا.",
        ),
        en=Words(
            "Mandate already revoked",
            "This mandate was revoked with effect from {revoked_on}.",
            "Nothing is left to do; to give the power back, grant a new mandate.",
        ),
    ),
    "revocation-outside-validity": Text(
        fr=Words(
            "Révocation hors de la durée du mandat",
            "Le {revoked_on} n'est pas un jour où ce mandat est valable (du {valid_from} au "
            "{valid_to}).",
            "Choisissez un jour de cette période.",
        ),
        ar=Words(
            "الإلغاء خارج مدة التفويض",
            "{revoked_on} ليس يوما يسري فيه هذا التفويض (من {valid_from} إلى {valid_to}).",
            "اختاروا يوما ضمن هذه المدة.",
        ),
        en=Words(
            "Revocation outside the mandate",
            "{revoked_on} is not a day on which this mandate holds ({valid_from} to {valid_to}).",
            "Choose a day within that period.",
        ),
    ),
}
