"""Amounts, years and periods of the text."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

AMOUNTS: Final[Texts] = {
    "amount-not-positive": Text(
        fr=Words(
            "Montant nul ou négatif",
            "Le montant {amount:dh} DH n'est pas supérieur à zéro.",
            "Saisissez un montant positif ; une erreur se corrige par une annulation, non "
            "par un montant négatif.",
        ),
        ar=Words(
            "مبلغ معدوم أو سالب",
            "المبلغ {amount:dh} درهم ليس أكبر من صفر.",
            "أدخلوا مبلغا موجبا؛ ويُصحَّح الخطأ بالإلغاء لا بمبلغ سالب.",
        ),
        en=Words(
            "Amount not positive",
            "The amount MAD {amount:dh} is not more than zero.",
            "Enter a positive amount; a mistake is corrected by a cancellation, not by a "
            "negative amount.",
        ),
    ),
    "amount-negative": Text(
        fr=Words(
            "Montant négatif",
            "Le montant {amount:dh} DH est inférieur à zéro.",
            "Saisissez zéro ou plus.",
        ),
        ar=Words(
            "مبلغ سالب",
            "المبلغ {amount:dh} درهم أقل من صفر.",
            "أدخلوا صفرا أو أكثر.",
        ),
        en=Words(
            "Negative amount",
            "The amount MAD {amount:dh} is below zero.",
            "Enter zero or more.",
        ),
    ),
    "period-reversed": Text(
        fr=Words(
            "Période inversée",
            "La période va de {first} à {last}.",
            "Donnez une dernière année égale ou postérieure à la première.",
        ),
        ar=Words(
            "فترة معكوسة",
            "الفترة تمتد من {first} إلى {last}.",
            "أدخلوا سنة أخيرة مساوية للأولى أو بعدها.",
        ),
        en=Words(
            "Period reversed",
            "The period goes from {first} to {last}.",
            "Give a last year that is the first year or later.",
        ),
    ),
    "duration-not-positive": Text(
        fr=Words(
            "Durée nulle",
            "Une durée de {months} mois n'est pas possible.",
            "Donnez au moins un mois, ou laissez la durée vide.",
        ),
        ar=Words(
            "مدة غير صالحة",
            "لا يمكن أن تكون المدة {months} شهرا.",
            "أدخلوا شهرا واحدا على الأقل، أو اتركوا المدة فارغة.",
        ),
        en=Words(
            "No duration",
            "A duration of {months} months is not possible.",
            "Give at least one month, or leave the duration empty.",
        ),
    ),
    "year-outside-period": Text(
        fr=Words(
            "Année hors période",
            "L'année {year} est hors de la période {first}-{last} de la convention.",
            "Changez l'année, ou révisez d'abord la période de la convention.",
        ),
        ar=Words(
            "سنة خارج الفترة",
            "السنة {year} خارج فترة الاتفاقية {first}-{last}.",
            "غيّروا السنة، أو راجعوا أولا فترة الاتفاقية.",
        ),
        en=Words(
            "Year outside the period",
            "The year {year} is outside the convention's period {first}-{last}.",
            "Change the year, or revise the convention's period first.",
        ),
    ),
}
