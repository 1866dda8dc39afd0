"""Planning and cancelling tranches."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

SCHEDULE: Final[Texts] = {
    "in-kind-not-payable": Text(
        fr=Words(
            "Contribution non payable",
            "La contribution « {contribution} » est de type « {kind:nature} » : elle est "
            "valorisée, jamais payée.",
            "Planifiez des tranches sur des contributions en espèces.",
        ),
        ar=Words(
            "مساهمة لا تؤدى نقدا",
            "المساهمة «{contribution}» من نوع «{kind:nature}»، فهي تُقوَّم ولا تؤدى.",
            "برمجوا الأشطر على المساهمات النقدية.",
        ),
        en=Words(
            "Not payable",
            "The contribution “{contribution}” is of kind “{kind:nature}”: it is valued, "
            "never paid.",
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
            "Contribution « {contribution} » : {promised:dh} DH, déjà planifié {planned:dh} DH ; "
            "{asked:dh} DH demandés, {left:dh} DH restants.",
            "Réduisez la tranche, ou annulez-en une autre (règle 2).",
        ),
        ar=Words(
            "الأشطر تتجاوز المساهمة",
            "المساهمة «{contribution}»: {promised:dh} درهم، والمبرمج {planned:dh} درهم؛ المطلوب "
            "{asked:dh} درهم والباقي {left:dh} درهم.",
            "خفّضوا الشطر أو ألغوا شطرا آخر (القاعدة 2).",
        ),
        en=Words(
            "Tranches exceed the contribution",
            "Contribution “{contribution}”: MAD {promised:dh}, MAD {planned:dh} planned; MAD "
            "{asked:dh} asked, MAD {left:dh} left.",
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
}
