"""The sums of the text (rules 1 and 3)."""

from typing import Final

from mithaq.http.texts import Text, Texts, Words

BALANCE: Final[Texts] = {
    "yearly-costs-differ": Text(
        fr=Words(
            "Coûts annuels discordants",
            "L'action « {action} » coûte {cost} DH mais ses années totalisent {years} DH "
            "(écart {difference} DH), ou une année y figure deux fois.",
            "Corrigez le coût ou sa répartition par année, chaque année une seule fois.",
        ),
        ar=Words(
            "الكلفة السنوية غير مطابقة",
            "كلفة العملية «{action}» هي {cost} درهم ومجموع سنواتها {years} درهم (الفرق "
            "{difference} درهم)، أو تكررت إحدى السنوات.",
            "صحّحوا الكلفة أو توزيعها على السنوات، مع ذكر كل سنة مرة واحدة.",
        ),
        en=Words(
            "Yearly costs differ",
            "The action “{action}” costs MAD {cost} but its years add up to MAD {years} "
            "(difference MAD {difference}), or a year is named twice.",
            "Correct the cost or its split, each year once.",
        ),
    ),
    "totals-differ": Text(
        fr=Words(
            "Les sommes ne concordent pas",
            "Total annoncé : {total} DH ; contributions : {contributions} DH (écart "
            "{contributions_difference} DH) ; coût des actions : {costs} DH (écart "
            "{costs_difference} DH).",
            "Corrigez les contributions, les coûts ou le total pour que les trois soient "
            "égaux (règle 1).",
        ),
        ar=Words(
            "المجاميع غير متطابقة",
            "المجموع المعلن: {total} درهم؛ المساهمات: {contributions} درهم (الفرق "
            "{contributions_difference} درهم)؛ كلفة العمليات: {costs} درهم (الفرق "
            "{costs_difference} درهم).",
            "صحّحوا المساهمات أو الكلفة أو المجموع حتى تتساوى الثلاثة (القاعدة 1).",
        ),
        en=Words(
            "The sums differ",
            "Announced total: MAD {total}; contributions: MAD {contributions} (difference "
            "MAD {contributions_difference}); cost of actions: MAD {costs} (difference MAD "
            "{costs_difference}).",
            "Correct contributions, costs or total until the three are equal (rule 1).",
        ),
    ),
    "year-plan-differs": Text(
        fr=Words(
            "Plan annuel non financé",
            "Action « {action} », année {year} : coût prévu {planned} DH, contributions "
            "{promised} DH (écart {difference} DH).",
            "Ajustez les contributions ou le coût de cette action pour cette année (règle 3).",
        ),
        ar=Words(
            "البرنامج السنوي غير مموّل",
            "العملية «{action}» سنة {year}: الكلفة المقررة {planned} درهم والمساهمات "
            "{promised} درهم (الفرق {difference} درهم).",
            "عدّلوا مساهمات هذه العملية أو كلفتها في هذه السنة (القاعدة 3).",
        ),
        en=Words(
            "Year plan not funded",
            "Action “{action}”, year {year}: planned cost MAD {planned}, contributions MAD "
            "{promised} (difference MAD {difference}).",
            "Adjust the contributions or the cost of this action for this year (rule 3).",
        ),
    ),
}
