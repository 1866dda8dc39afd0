"""Release, dates and duties of the steps, overpayment (rules 4 and 5)."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

RELEASE: Final[Texts] = {
    "step-before-previous": Text(
        fr=Words(
            "Étape antidatée",
            "Tranche « {tranche} » : l'étape « {previous:step} » date du {previous_on:day}, "
            "celle-ci du {on:day}.",
            "Corrigez la date de cette étape.",
        ),
        ar=Words(
            "تاريخ سابق للمرحلة",
            "الشطر «{tranche}»: المرحلة «{previous:step}» في {previous_on:day} وهذه في {on:day}.",
            "صحّحوا تاريخ هذه المرحلة.",
        ),
        en=Words(
            "Step before its previous",
            "Tranche “{tranche}”: the step “{previous:step}” is dated {previous_on:day}, "
            "this one {on:day}.",
            "Correct this step's date.",
        ),
    ),
    "duties-not-separated": Text(
        fr=Words(
            "Fonctions à séparer",
            "Sur cette tranche, vous êtes déjà intervenu pour {done:duty} ; la même personne ne "
            "peut pas aussi {asked:duty}.",
            "Faites intervenir une autre personne habilitée.",
        ),
        ar=Words(
            "وجوب الفصل بين المهام",
            "سبق لكم في هذا الشطر: {done:duty}. ولا يجوز للشخص نفسه كذلك: {asked:duty}.",
            "اعهدوا بذلك إلى شخص آخر مخوّل.",
        ),
        en=Words(
            "Duties must be separated",
            "On this tranche you were the one to {done:duty}; the same person cannot {asked:duty}.",
            "Have another authorised person do it.",
        ),
    ),
    "release-refused": Text(
        fr=Words(
            "Tranche non exigible",
            "Tranche « {tranche} », conditions à remplir : {conditions:condition}.",
            "Remplissez chacune de ces conditions, puis appelez les fonds à nouveau.",
        ),
        ar=Words(
            "شطر غير مستحق",
            "الشطر «{tranche}»، الشروط الواجب استيفاؤها: {conditions:condition}.",
            "استوفوا كل شرط من هذه الشروط، ثم أعيدوا طلب الأموال.",
        ),
        en=Words(
            "Tranche not released",
            "Tranche “{tranche}”, conditions to meet: {conditions:condition}.",
            "Meet each of these conditions, then call the funds again.",
        ),
    ),
    "overpayment-unsettled": Text(
        fr=Words(
            "Trop-versé à régler",
            "La tranche « {tranche} » est gelée : « {overpaid} » a reçu {excess:dh} DH de trop.",
            "Décidez d'abord du sort de ce trop-versé.",
        ),
        ar=Words(
            "أداء زائد لم يُسوَّ",
            "الشطر «{tranche}» مجمّد، فقد تلقى «{overpaid}» {excess:dh} درهم زائدة.",
            "قرّروا أولا مآل هذا الأداء الزائد.",
        ),
        en=Words(
            "Overpayment unsettled",
            "The tranche “{tranche}” is frozen: “{overpaid}” received MAD {excess:dh} too much.",
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
