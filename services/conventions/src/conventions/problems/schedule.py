"""Planning and cancelling tranches."""

from typing import Final

from mithaq.http.texts import Text, Texts, Words

SCHEDULE: Final[Texts] = {
    "in-kind-not-payable": Text(
        fr=Words(
            "Contribution non payable",
            "La contribution « {contribution} » est de nature « {kind} » : elle est "
            "valorisée, jamais payée.",
            "Planifiez des tranches sur des contributions en espèces.",
        ),
        ar=Words(
            "مساهمة لا تؤدى نقدا",
            "المساهمة «{contribution}» من نوع «{kind}»، فهي تُقوَّم ولا تؤدى.",
            "برمجوا الأشطر على المساهمات النقدية.",
        ),
        en=Words(
            "Not payable",
            "The contribution “{contribution}” is of kind “{kind}”: it is valued, never paid.",
            "Plan tranches on cash contributions.",
        ),
    ),
    "tranche-unknown": Text(
        fr=Words(
            "Tranche inconnue",
            "La convention n'a pas de tranche « {tranche} ».",
            "Vérifiez le nom dans l'échéancier de la convention.",
        ),
        ar=Words(
            "شطر غير معروف",
            "ليس في الاتفاقية شطر باسم «{tranche}».",
            "تحققوا من الاسم في جدول الأشطر.",
        ),
        en=Words(
            "Tranche unknown",
            "The convention has no tranche “{tranche}”.",
            "Check the name in the convention's schedule.",
        ),
    ),
    "tranche-already-planned": Text(
        fr=Words(
            "Tranche déjà planifiée",
            "La tranche « {tranche} » existe déjà avec un autre contenu.",
            "Choisissez un autre nom, ou annulez d'abord cette tranche.",
        ),
        ar=Words(
            "شطر مبرمج من قبل",
            "الشطر «{tranche}» موجود بمحتوى آخر.",
            "اختاروا اسما آخر، أو ألغوا هذا الشطر أولا.",
        ),
        en=Words(
            "Tranche already planned",
            "The tranche “{tranche}” exists already with another content.",
            "Choose another name, or cancel that tranche first.",
        ),
    ),
    "tranches-exceed-contribution": Text(
        fr=Words(
            "Tranches au-delà de la contribution",
            "Contribution « {contribution} » : {promised} DH, déjà planifié {planned} DH ; "
            "{asked} DH demandés, {left} DH restants.",
            "Réduisez la tranche, ou annulez-en une autre (règle 2).",
        ),
        ar=Words(
            "الأشطر تتجاوز المساهمة",
            "المساهمة «{contribution}»: {promised} درهم، والمبرمج {planned} درهم؛ المطلوب "
            "{asked} درهم والباقي {left} درهم.",
            "خفّضوا الشطر أو ألغوا شطرا آخر (القاعدة 2).",
        ),
        en=Words(
            "Tranches exceed the contribution",
            "Contribution “{contribution}”: MAD {promised}, MAD {planned} planned; MAD "
            "{asked} asked, MAD {left} left.",
            "Reduce the tranche, or cancel another one (rule 2).",
        ),
    ),
    "percent-malformed": Text(
        fr=Words(
            "Pourcentage invalide",
            "{percent} n'est pas un pourcentage entier de 0 à 100.",
            "Donnez un entier de 0 à 100.",
        ),
        ar=Words(
            "نسبة غير صالحة",
            "{percent} ليست نسبة صحيحة بين 0 و100.",
            "أدخلوا عددا صحيحا بين 0 و100.",
        ),
        en=Words(
            "Invalid percentage",
            "{percent} is not a whole percentage from 0 to 100.",
            "Give a whole number from 0 to 100.",
        ),
    ),
    "digest-malformed": Text(
        fr=Words(
            "Empreinte invalide",
            "« {sha256} » n'est pas une empreinte SHA-256 (64 chiffres hexadécimaux minuscules).",
            "Calculez l'empreinte SHA-256 du fichier et renvoyez-la.",
        ),
        ar=Words(
            "بصمة غير صالحة",
            "«{sha256}» ليست بصمة SHA-256 (64 رقما ست عشريا بأحرف صغيرة).",
            "احسبوا بصمة SHA-256 للملف وأعيدوا إرسالها.",
        ),
        en=Words(
            "Invalid digest",
            "“{sha256}” is no SHA-256 (64 lower-case hexadecimal digits).",
            "Compute the file's SHA-256 and send it again.",
        ),
    ),
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
            "La tranche « {tranche} » est payée en entier ({paid} DH) : elle ne s'annule plus.",
            "Justifiez-la ; une erreur se corrige par un remboursement enregistré.",
        ),
        ar=Words(
            "شطر مؤدى",
            "الشطر «{tranche}» مؤدى كله ({paid} درهم) فلا يُلغى.",
            "برّروه؛ ويُصحَّح الخطأ باسترجاع مسجّل.",
        ),
        en=Words(
            "Tranche paid",
            "The tranche “{tranche}” is wholly paid (MAD {paid}) and cannot be cancelled.",
            "Justify it; a mistake is corrected by a recorded refund.",
        ),
    ),
    "order-pending": Text(
        fr=Words(
            "Ordonnancement en cours",
            "Tranche « {tranche} » : {pending} DH sont ordonnancés et pas encore payés.",
            "Attendez ce paiement avant de renoncer au reste.",
        ),
        ar=Words(
            "أمر بالدفع قيد التنفيذ",
            "الشطر «{tranche}»: {pending} درهم صدر الأمر بدفعها ولم تؤد بعد.",
            "انتظروا أداءها قبل التخلي عن الباقي.",
        ),
        en=Words(
            "Order pending",
            "Tranche “{tranche}”: MAD {pending} is ordered and not yet paid.",
            "Wait for that payment before giving up the rest.",
        ),
    ),
    "nothing-waits": Text(
        fr=Words(
            "Rien en attente",
            "Rien n'attend l'étape « {step} » sur cette convention.",
            "Vérifiez dans l'échéancier l'étape précédente.",
        ),
        ar=Words(
            "لا شيء في الانتظار",
            "لا شيء ينتظر المرحلة «{step}» في هذه الاتفاقية.",
            "تحققوا من المرحلة السابقة في جدول الأشطر.",
        ),
        en=Words(
            "Nothing waits",
            "Nothing waits for the step “{step}” on this convention.",
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
