"""Cancelling tranches and completing."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

SETTLING: Final[Texts] = {
    "tranche-is-cancelled": Text(
        fr=Words(
            "Tranche annulée",
            "La tranche « {tranche} » est annulée.",
            "Planifiez une nouvelle tranche pour ce montant.",
        ),
        ar=Words(
            "شطر ملغى",
            "الشطر «{tranche}» ملغى.",
            "برمجوا شطرا جديدا بهذا المبلغ.",
        ),
        en=Words(
            "Tranche cancelled",
            "The tranche “{tranche}” is cancelled.",
            "Plan a new tranche for the amount.",
        ),
    ),
    "tranche-fully-paid": Text(
        fr=Words(
            "Tranche payée",
            "La tranche « {tranche} » est payée en entier ({paid:dh} DH) : elle ne s'annule plus.",
            "Justifiez-la ; une erreur se corrige par un remboursement enregistré.",
        ),
        ar=Words(
            "شطر مؤدى",
            "الشطر «{tranche}» مؤدى كله ({paid:dh} درهم) فلا يُلغى.",
            "برّروه؛ ويُصحَّح الخطأ باسترجاع مسجّل.",
        ),
        en=Words(
            "Tranche paid",
            "The tranche “{tranche}” is wholly paid (MAD {paid:dh}) and cannot be cancelled.",
            "Justify it; a mistake is corrected by a recorded refund.",
        ),
    ),
    "order-pending": Text(
        fr=Words(
            "Ordonnancement en cours",
            "Tranche « {tranche} » : {pending:dh} DH sont ordonnancés et pas encore payés.",
            "Attendez ce paiement avant de renoncer au reste.",
        ),
        ar=Words(
            "أمر بالدفع قيد التنفيذ",
            "الشطر «{tranche}»: {pending:dh} درهم صدر الأمر بدفعها ولم تؤد بعد.",
            "انتظروا أداءها قبل التخلي عن الباقي.",
        ),
        en=Words(
            "Order pending",
            "Tranche “{tranche}”: MAD {pending:dh} is ordered and not yet paid.",
            "Wait for that payment before giving up the rest.",
        ),
    ),
    "nothing-waits": Text(
        fr=Words(
            "Rien en attente",
            "Rien n'attend cette étape sur cette convention : {step:step}.",
            "Vérifiez dans l'échéancier l'étape précédente.",
        ),
        ar=Words(
            "لا شيء في الانتظار",
            "لا شيء ينتظر هذه المرحلة في الاتفاقية: {step:step}.",
            "تحققوا من المرحلة السابقة في جدول الأشطر.",
        ),
        en=Words(
            "Nothing waits",
            "Nothing waits for this step on this convention: {step:step}.",
            "Check the step before it in the schedule.",
        ),
    ),
    "tranches-unsettled": Text(
        fr=Words(
            "Tranches non soldées",
            "{count} tranche(s) ni justifiée(s) ni annulée(s) : {tranches}.",
            "Justifiez-les, ou annulez ce qui n'est pas payé, avant l'achèvement.",
        ),
        ar=Words(
            "أشطر غير مسوّاة",
            "أشطر لم تُبرَّر ولم تُلغَ ({count}): {tranches}.",
            "برّروها أو ألغوا ما لم يؤد منها قبل إعلان الإنجاز.",
        ),
        en=Words(
            "Tranches unsettled",
            "{count} tranche(s) neither justified nor cancelled: {tranches}.",
            "Justify them, or cancel what is not paid, before completion.",
        ),
    ),
    "report-missing": Text(
        fr=Words(
            "Rapport final absent",
            "L'achèvement s'appuie sur un rapport final.",
            "Indiquez le rapport.",
        ),
        ar=Words(
            "التقرير النهائي غائب",
            "يستند الإنجاز إلى تقرير نهائي.",
            "أدرجوا التقرير.",
        ),
        en=Words(
            "Final report missing",
            "Completion rests on a final report.",
            "Name the report.",
        ),
    ),
}
