"""Release and overpayment (rules 4 and 5)."""

from typing import Final

from mithaq.http.texts import Text, Texts, Words

RELEASE: Final[Texts] = {
    "step-before-previous": Text(
        fr=Words(
            "Étape antidatée",
            "Tranche « {tranche} » : l'étape « {previous} » date du {previous_on}, celle-ci "
            "du {on}.",
            "Corrigez la date de cette étape.",
        ),
        ar=Words(
            "تاريخ سابق للمرحلة",
            "الشطر «{tranche}»: المرحلة «{previous}» في {previous_on} وهذه في {on}.",
            "صحّحوا تاريخ هذه المرحلة.",
        ),
        en=Words(
            "Step before its previous",
            "Tranche “{tranche}”: the step “{previous}” is dated {previous_on}, this one {on}.",
            "Correct this step's date.",
        ),
    ),
    "release-refused": Text(
        fr=Words(
            "Tranche non exigible",
            "Tranche « {tranche} », conditions non remplies : {conditions}.",
            "Levez chaque condition nommée ; le détail chiffré est dans les valeurs et sous "
            "« release ».",
        ),
        ar=Words(
            "شطر غير مستحق",
            "الشطر «{tranche}»، الشروط غير المستوفاة: {conditions}.",
            "استوفوا كل شرط مذكور، والتفاصيل في القيم وتحت «release».",
        ),
        en=Words(
            "Tranche not released",
            "Tranche “{tranche}”, unmet conditions: {conditions}.",
            "Meet each named condition; the figures are in the values and under “release”.",
        ),
    ),
    "overpayment-unsettled": Text(
        fr=Words(
            "Trop-versé à régler",
            "La tranche « {tranche} » est gelée : « {overpaid} » a reçu {excess} DH de trop.",
            "Décidez d'abord du sort de ce trop-versé.",
        ),
        ar=Words(
            "أداء زائد لم يُسوَّ",
            "الشطر «{tranche}» مجمّد، فقد تلقى «{overpaid}» {excess} درهم زائدة.",
            "قرّروا أولا مآل هذا الأداء الزائد.",
        ),
        en=Words(
            "Overpayment unsettled",
            "The tranche “{tranche}” is frozen: “{overpaid}” received MAD {excess} too much.",
            "Decide on that overpayment first.",
        ),
    ),
    "no-overpayment": Text(
        fr=Words(
            "Aucun trop-versé",
            "La tranche « {tranche} » n'a pas de trop-versé à régler.",
            "Vérifiez la tranche.",
        ),
        ar=Words(
            "لا أداء زائد",
            "ليس للشطر «{tranche}» أداء زائد تلزم تسويته.",
            "تحققوا من الشطر.",
        ),
        en=Words(
            "No overpayment",
            "The tranche “{tranche}” has no overpayment to settle.",
            "Check the tranche.",
        ),
    ),
}
