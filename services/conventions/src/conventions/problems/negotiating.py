"""Rounds, positions, consensus."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

NEGOTIATING: Final[Texts] = {
    "deadline-passed": Text(
        fr=Words(
            "Échéance passée",
            "L'échéance {deadline:day} précède le {on:day}.",
            "Donnez une échéance à venir.",
        ),
        ar=Words(
            "أجل منقضٍ",
            "الأجل {deadline:day} سابق على {on:day}.",
            "حددوا أجلا لاحقا.",
        ),
        en=Words(
            "Deadline passed",
            "The deadline {deadline:day} is before {on:day}.",
            "Give a deadline still to come.",
        ),
    ),
    "round-still-open": Text(
        fr=Words(
            "Tour de négociation ouvert",
            "Le tour {round} est ouvert : les parties se prononcent sur le texte tel qu'il est.",
            "Clôturez d'abord ce tour.",
        ),
        ar=Words(
            "جولة تفاوض مفتوحة",
            "الجولة {round} مفتوحة والأطراف تبدي رأيها في النص كما هو.",
            "اختموا هذه الجولة أولا.",
        ),
        en=Words(
            "Round still open",
            "Round {round} is open: the parties answer on the text as it is.",
            "Close this round first.",
        ),
    ),
    "round-not-open": Text(
        fr=Words(
            "Aucun tour ouvert",
            "Aucun tour de négociation n'est ouvert.",
            "Demandez au chef de file d'ouvrir un tour.",
        ),
        ar=Words(
            "لا جولة مفتوحة",
            "ليست هناك جولة تفاوض مفتوحة.",
            "اطلبوا من المنسّق فتح جولة.",
        ),
        en=Words(
            "No open round",
            "No negotiation round is open.",
            "Ask the lead to open a round.",
        ),
    ),
    "round-deadline-passed": Text(
        fr=Words(
            "Tour échu",
            "Le tour s'est achevé le {deadline:day} ; la réponse porte la date du {on:day}.",
            "Demandez au chef de file un nouveau tour.",
        ),
        ar=Words(
            "انقضى أجل الجولة",
            "انتهت الجولة في {deadline:day} والجواب مؤرخ في {on:day}.",
            "اطلبوا من المنسّق جولة جديدة.",
        ),
        en=Words(
            "Round deadline passed",
            "The round ended on {deadline:day}; the answer is dated {on:day}.",
            "Ask the lead for a new round.",
        ),
    ),
    "article-unknown": Text(
        fr=Words(
            "Article inconnu",
            "Le texte n'a pas d'article « {article} ».",
            "Choisissez un article du texte, ou répondez sur le texte entier.",
        ),
        ar=Words(
            "مادة غير معروفة",
            "ليست في النص مادة باسم «{article}».",
            "اختاروا مادة من النص، أو أجيبوا عن النص كله.",
        ),
        en=Words(
            "Article unknown",
            "The text has no article “{article}”.",
            "Choose an article of the text, or answer on the whole text.",
        ),
    ),
    "remark-missing": Text(
        fr=Words(
            "Remarque absente",
            "Une position « {stance:stance} » doit dire ce qui devrait changer.",
            "Ajoutez une remarque ou un texte proposé.",
        ),
        ar=Words(
            "الملاحظة غائبة",
            "الموقف «{stance:stance}» يجب أن يبيّن ما ينبغي تغييره.",
            "أضيفوا ملاحظة أو نصا مقترحا.",
        ),
        en=Words(
            "Remark missing",
            "A position “{stance:stance}” has to say what should change.",
            "Add a remark or a proposed text.",
        ),
    ),
}
