"""Territories, actions and contributions of the text."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

TERMS: Final[Texts] = {
    "territory-unknown": Text(
        fr=Words(
            "Territoire inconnu",
            "« {territory} » n'est pas un code territorial du Haut-Commissariat au Plan.",
            "Choisissez le code d'une région (01), d'une province (01.511) ou d'une commune "
            "(01.511.01.0).",
        ),
        ar=Words(
            "تراب غير معروف",
            "«{territory}» ليس رمزا ترابيا للمندوبية السامية للتخطيط.",
            "اختاروا رمز جهة (01) أو إقليم (01.511) أو جماعة (01.511.01.0).",
        ),
        en=Words(
            "Territory unknown",
            "“{territory}” is not a territorial code of the Haut-Commissariat au Plan.",
            "Choose the code of a region (01), a province (01.511) or a commune (01.511.01.0).",
        ),
    ),
    "action-unknown": Text(
        fr=Words(
            "Action inconnue",
            "La convention n'a pas d'action « {action} ».",
            "Vérifiez le nom, ou ajoutez d'abord l'action.",
        ),
        ar=Words(
            "عملية غير معروفة",
            "ليست في الاتفاقية عملية باسم «{action}».",
            "تحققوا من الاسم، أو أضيفوا العملية أولا.",
        ),
        en=Words(
            "Action unknown",
            "The convention has no action “{action}”.",
            "Check the name, or add the action first.",
        ),
    ),
    "action-has-contributions": Text(
        fr=Words(
            "Action financée",
            "L'action « {action} » reçoit : {contributions}.",
            "Retirez ou réaffectez d'abord ces contributions.",
        ),
        ar=Words(
            "عملية لها مساهمات",
            "العملية «{action}» تتلقى: {contributions}.",
            "اسحبوا هذه المساهمات أو أعيدوا تخصيصها أولا.",
        ),
        en=Words(
            "Action has contributions",
            "The action “{action}” receives: {contributions}.",
            "Withdraw or move these contributions first.",
        ),
    ),
    "contribution-unknown": Text(
        fr=Words(
            "Contribution inconnue",
            "La convention n'a pas de contribution « {contribution} ».",
            "Vérifiez le nom parmi les contributions de la convention.",
        ),
        ar=Words(
            "مساهمة غير معروفة",
            "ليست في الاتفاقية مساهمة باسم «{contribution}».",
            "تحققوا من الاسم ضمن مساهمات الاتفاقية.",
        ),
        en=Words(
            "Contribution unknown",
            "The convention has no contribution “{contribution}”.",
            "Check the name among the convention's contributions.",
        ),
    ),
}
