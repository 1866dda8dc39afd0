"""Visas asked, given, refused."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

APPROVING: Final[Texts] = {
    "approval-duplicated": Text(
        fr=Words(
            "Visa demandé deux fois",
            "Le visa « {kind:approval} » est demandé deux fois au même organisme.",
            "Gardez-le une seule fois.",
        ),
        ar=Words(
            "تأشيرة مكررة",
            "التأشيرة «{kind:approval}» مطلوبة مرتين من الجهة نفسها.",
            "اتركوها مرة واحدة.",
        ),
        en=Words(
            "Visa asked twice",
            "The visa “{kind:approval}” is asked twice from the same body.",
            "Keep it once.",
        ),
    ),
    "approval-not-requested": Text(
        fr=Words(
            "Visa non demandé",
            "Le visa « {kind:approval} » n'a pas été demandé à cet organisme.",
            "Répondez à l'un des visas demandés pour ce texte.",
        ),
        ar=Words(
            "تأشيرة غير مطلوبة",
            "التأشيرة «{kind:approval}» لم تُطلب من هذه الجهة.",
            "أجيبوا عن إحدى التأشيرات المطلوبة لهذا النص.",
        ),
        en=Words(
            "Visa not requested",
            "The visa “{kind:approval}” was not asked from this body.",
            "Answer one of the visas asked for this text.",
        ),
    ),
    "approval-already-given": Text(
        fr=Words(
            "Visa déjà donné",
            "Le visa « {kind:approval} » a déjà été donné.",
            "Il n'y a rien à faire.",
        ),
        ar=Words(
            "تأشيرة ممنوحة من قبل",
            "سبق منح التأشيرة «{kind:approval}».",
            "لا حاجة إلى أي إجراء.",
        ),
        en=Words(
            "Visa already given",
            "The visa “{kind:approval}” was given before.",
            "Nothing is left to do.",
        ),
    ),
    "approval-was-refused": Text(
        fr=Words(
            "Visa refusé",
            "Le visa « {kind:approval} » a été refusé pour ce texte.",
            "Rouvrez le texte pour lever le motif du refus, puis redemandez les visas.",
        ),
        ar=Words(
            "تأشيرة مرفوضة",
            "رُفضت التأشيرة «{kind:approval}» لهذا النص.",
            "أعيدوا فتح النص لرفع سبب الرفض ثم اطلبوا التأشيرات من جديد.",
        ),
        en=Words(
            "Visa refused",
            "The visa “{kind:approval}” was refused for this text.",
            "Reopen the text to remove the cause, then ask for the visas again.",
        ),
    ),
}
