"""Why a project is not taken into a programme."""

from typing import Final

from mithaq.http import Text, Texts, Words

PLACING: Final[Texts] = {
    "already-exists": Text(
        fr=Words(
            "Déjà enregistré",
            "L'identifiant {id} est déjà pris.",
            "Relisez l'élément existant, ou recommencez sans choisir l'identifiant.",
        ),
        ar=Words(
            "مسجّل من قبل",
            "المعرّف {id} مستعمل من قبل.",
            "أعيدوا قراءة العنصر الموجود، أو أعيدوا المحاولة دون اختيار المعرّف.",
        ),
        en=Words(
            "Already on record",
            "The id {id} is taken.",
            "Read the existing item again, or try again without choosing the id.",
        ),
    ),
    "criteria-missing": Text(
        fr=Words(
            "Critères non notés",
            "{count} critère(s) transversal(aux) sans note : {missing}.",
            "Notez-les avec leur justification, puis placez le projet.",
        ),
        ar=Words(
            "معايير غير منقّطة",
            "عدد المعايير الأفقية غير المنقّطة {count}: {missing}.",
            "نقّطوها مع إثباتها ثم أدرجوا المشروع.",
        ),
        en=Words(
            "Criteria not scored",
            "{count} transversal criteria without a score: {missing}.",
            "Score them with their evidence, then place the project.",
        ),
    ),
    "envelope-exceeded": Text(
        fr=Words(
            "Enveloppe dépassée",
            "Le projet coûte {cost} DH ; il reste {free} DH sur une enveloppe de {envelope} DH.",
            "Choisissez un programme qui a de quoi, ou proposez un projet moins coûteux.",
        ),
        ar=Words(
            "تجاوز الغلاف المالي",
            "كلفة المشروع {cost} درهم، والمتبقي {free} درهم من غلاف قدره {envelope} درهم.",
            "اختاروا برنامجا يتسع له، أو اقترحوا مشروعا أقل كلفة.",
        ),
        en=Words(
            "Envelope exceeded",
            "The project costs {cost} MAD; {free} MAD is free of an envelope of {envelope} MAD.",
            "Choose a programme with enough left, or propose a less costly project.",
        ),
    ),
    "other-region": Text(
        fr=Words(
            "Autre région",
            "Le projet est de la région {project}, le programme de la région {programme}.",
            "Choisissez un programme de la région du projet.",
        ),
        ar=Words(
            "جهة أخرى",
            "ينتمي المشروع إلى الجهة {project} والبرنامج إلى الجهة {programme}.",
            "اختاروا برنامجا من جهة المشروع.",
        ),
        en=Words(
            "Another region",
            "The project is of region {project}, the programme of region {programme}.",
            "Choose a programme of the project's region.",
        ),
    ),
    "already-placed": Text(
        fr=Words(
            "Projet déjà placé",
            "Le programme {programme} a retenu ce projet ; sa place et ses notes ne changent plus.",
            "Consultez ce programme.",
        ),
        ar=Words(
            "مشروع مدرج من قبل",
            "أُدرج هذا المشروع في البرنامج {programme}، فلا يتغير موضعه ولا نقطه.",
            "اطّلعوا على هذا البرنامج.",
        ),
        en=Words(
            "Project already placed",
            "Programme {programme} has taken this project in; its place and scores stay.",
            "Look at that programme.",
        ),
    ),
}
