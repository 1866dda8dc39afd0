"""What a proposal still lacks."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

COMPLETENESS: Final[Texts] = {
    "lead-missing": Text(
        fr=Words(
            "Chef de file absent",
            "Aucune partie n'est chef de file.",
            "Invitez une partie au rôle de chef de file (lead).",
        ),
        ar=Words(
            "لا منسّق",
            "ليس بين الأطراف منسّق.",
            "ادعوا طرفا بدور المنسّق (lead).",
        ),
        en=Words(
            "No lead",
            "No party is the lead.",
            "Invite a party with the role “lead”.",
        ),
    ),
    "signatories-missing": Text(
        fr=Words(
            "Signataires insuffisants",
            "Nombre de signataires : {signatories}. Il en faut au moins deux.",
            "Donnez un ordre de signature à au moins deux parties.",
        ),
        ar=Words(
            "الموقّعون غير كافين",
            "عدد الموقّعين: {signatories}. ويلزم موقّعان على الأقل.",
            "حددوا ترتيب التوقيع لطرفين على الأقل.",
        ),
        en=Words(
            "Signatories missing",
            "Signatories: {signatories}. At least two are needed.",
            "Give a signing order to at least two parties.",
        ),
    ),
    "action-missing": Text(
        fr=Words(
            "Aucune action",
            "La proposition ne dit pas ce qui sera fait.",
            "Ajoutez au moins une action avec son coût.",
        ),
        ar=Words(
            "لا عملية",
            "المقترح لا يبيّن ما سيُنجز.",
            "أضيفوا عملية واحدة على الأقل مع كلفتها.",
        ),
        en=Words(
            "No action",
            "The proposal does not say what will be done.",
            "Add at least one action with its cost.",
        ),
    ),
    "article-missing": Text(
        fr=Words(
            "Articles obligatoires absents",
            "Il manque : {articles:article}.",
            "Rédigez ces articles ; le modèle de l'instrument en donne les titres.",
        ),
        ar=Words(
            "مواد إلزامية ناقصة",
            "تنقص المواد التالية: {articles:article}.",
            "حرّروا هذه المواد، ونموذج الاتفاقية يعطي عناوينها.",
        ),
        en=Words(
            "Mandatory articles missing",
            "Missing: {articles:article}.",
            "Write these articles; the instrument's template gives their headings.",
        ),
    ),
}
