"""The sums of the text (rules 1 and 3)."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

BALANCE: Final[Texts] = {
    "yearly-costs-differ": Text(
        fr=Words(
            "Coûts annuels discordants",
            "L'action « {action} » coûte {cost:dh} DH mais ses années totalisent {years:dh} DH "
            "(écart {difference:dh} DH), ou une année y figure deux fois.",
            "Corrigez le coût ou sa répartition par année, chaque année une seule fois.",
        ),
        ar=Words(
            "الكلفة السنوية غير مطابقة",
            "كلفة العملية «{action}» هي {cost:dh} درهم ومجموع سنواتها {years:dh} درهم (الفرق "
            "{difference:dh} درهم)، أو تكررت إحدى السنوات.",
            "صحّحوا الكلفة أو توزيعها على السنوات، مع ذكر كل سنة مرة واحدة.",
        ),
        en=Words(
            "Yearly costs differ",
            "The action “{action}” costs MAD {cost:dh} but its years add up to MAD {years:dh} "
            "(difference MAD {difference:dh}), or a year is named twice.",
            "Correct the cost or its split, each year once.",
        ),
    ),
    "totals-differ": Text(
        fr=Words(
            "Les sommes ne concordent pas",
            "Total annoncé : {total:dh} DH ; contributions : {contributions:dh} DH (écart "
            "{contributions_difference:dh} DH) ; coût des actions : {costs:dh} DH (écart "
            "{costs_difference:dh} DH).",
            "Corrigez les contributions, les coûts ou le total pour que les trois soient "
            "égaux (règle 1).",
        ),
        ar=Words(
            "المجاميع غير متطابقة",
            "المجموع المعلن: {total:dh} درهم؛ المساهمات: {contributions:dh} درهم (الفرق "
            "{contributions_difference:dh} درهم)؛ كلفة العمليات: {costs:dh} درهم (الفرق "
            "{costs_difference:dh} درهم).",
            "صحّحوا المساهمات أو الكلفة أو المجموع حتى تتساوى الثلاثة (القاعدة 1).",
        ),
        en=Words(
            "The sums differ",
            "Announced total: MAD {total:dh}; contributions: MAD {contributions:dh} (difference "
            "MAD {contributions_difference:dh}); cost of actions: MAD {costs:dh} (difference MAD "
            "{costs_difference:dh}).",
            "Correct contributions, costs or total until the three are equal (rule 1).",
        ),
    ),
    "year-plan-differs": Text(
        fr=Words(
            "Plan annuel non financé",
            "Action « {action} », année {year} : coût prévu {planned:dh} DH, contributions "
            "{promised:dh} DH (écart {difference:dh} DH).",
            "Ajustez les contributions ou le coût de cette action pour cette année (règle 3).",
        ),
        ar=Words(
            "البرنامج السنوي غير مموّل",
            "العملية «{action}» سنة {year}: الكلفة المقررة {planned:dh} درهم والمساهمات "
            "{promised:dh} درهم (الفرق {difference:dh} درهم).",
            "عدّلوا مساهمات هذه العملية أو كلفتها في هذه السنة (القاعدة 3).",
        ),
        en=Words(
            "Year plan not funded",
            "Action “{action}”, year {year}: planned cost MAD {planned:dh}, contributions MAD "
            "{promised:dh} (difference MAD {difference:dh}).",
            "Adjust the contributions or the cost of this action for this year (rule 3).",
        ),
    ),
}
