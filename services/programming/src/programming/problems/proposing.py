"""What a programme, a project or a score cannot be made of."""

from typing import Final

from mithaq.http import Text, Texts, Words

PROPOSING: Final[Texts] = {
    "territory-unknown": Text(
        fr=Words(
            "Territoire inconnu",
            "« {territory} » n'est le code d'aucune région, province, préfecture ou commune (HCP).",
            "Utilisez un code du recensement, tel que 01, 01.511 ou 01.511.01.0.",
        ),
        ar=Words(
            "مجال ترابي غير معروف",
            "«{territory}» ليس رمزا لأي جهة أو إقليم أو عمالة أو جماعة في الإحصاء.",
            "استعملوا رمزا من رموز الإحصاء مثل \u206801.511.01.0\u2069.",
        ),
        en=Words(
            "Unknown territory",
            "“{territory}” is the code of no region, province, prefecture or commune (HCP).",
            "Use a code of the census, such as 01, 01.511 or 01.511.01.0.",
        ),
    ),
    "region-unknown": Text(
        fr=Words(
            "Région inconnue",
            "« {region} » n'est le code d'aucune des douze régions.",
            "Utilisez un code de 01 à 12.",
        ),
        ar=Words(
            "جهة غير معروفة",
            "«{region}» ليس رمزا لأي من الجهات الاثنتي عشرة.",
            "استعملوا رمزا من \u206801\u2069 إلى \u206812\u2069.",
        ),
        en=Words(
            "Unknown region",
            "“{region}” is the code of none of the twelve regions.",
            "Use a code from 01 to 12.",
        ),
    ),
    "title-missing": Text(
        fr=Words(
            "Intitulé manquant",
            "L'intitulé en français est vide.",
            "Donnez un intitulé dans « title_fr ».",
        ),
        ar=Words(
            "العنوان غير مذكور",
            "العنوان بالفرنسية فارغ.",
            "أدخلوا العنوان في «title_fr».",
        ),
        en=Words(
            "Title missing",
            "The French title is empty.",
            "Give a title in “title_fr”.",
        ),
    ),
    "amount-not-positive": Text(
        fr=Words(
            "Montant nul ou négatif",
            "Le montant doit dépasser zéro ; il est de {amount} DH.",
            "Indiquez le coût ou l'enveloppe prévus.",
        ),
        ar=Words(
            "مبلغ منعدم أو سالب",
            "يجب أن يفوق المبلغ الصفر، وهو {amount} درهم.",
            "أدخلوا الكلفة أو الغلاف المالي المتوقع.",
        ),
        en=Words(
            "Amount not above zero",
            "The amount must be above zero; it is {amount} MAD.",
            "Give the planned cost or envelope.",
        ),
    ),
    "period-reversed": Text(
        fr=Words(
            "Période inversée",
            "Le programme finirait en {last}, avant de commencer en {first}.",
            "Corrigez « first_year » ou « last_year ».",
        ),
        ar=Words(
            "مدة معكوسة",
            "ينتهي البرنامج سنة {last} قبل أن يبدأ سنة {first}.",
            "صحّحوا «first_year» أو «last_year».",
        ),
        en=Words(
            "Period reversed",
            "The programme would end in {last}, before it begins in {first}.",
            "Correct “first_year” or “last_year”.",
        ),
    ),
    "score-out-of-range": Text(
        fr=Words(
            "Note hors barème",
            "La note {score} n'est pas comprise entre 0 et 5.",
            "Donnez une note entière de 0 à 5.",
        ),
        ar=Words(
            "نقطة خارج السلم",
            "النقطة {score} ليست بين 0 و5.",
            "أعطوا نقطة صحيحة من 0 إلى 5.",
        ),
        en=Words(
            "Score out of range",
            "The score {score} is not between 0 and 5.",
            "Give a whole score from 0 to 5.",
        ),
    ),
    "evidence-missing": Text(
        fr=Words(
            "Justification manquante",
            "La note du critère « {criterion} » n'est appuyée par rien.",
            "Citez l'étude, la mesure ou le document dans « evidence ».",
        ),
        ar=Words(
            "الإثبات غير مذكور",
            "نقطة المعيار «{criterion}» لا تستند إلى أي إثبات.",
            "اذكروا الدراسة أو القياس أو الوثيقة في «evidence».",
        ),
        en=Words(
            "Evidence missing",
            "Nothing backs the score of the criterion “{criterion}”.",
            "Cite the study, the measure or the document in “evidence”.",
        ),
    ),
}
