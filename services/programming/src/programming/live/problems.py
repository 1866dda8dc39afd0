"""What the live view has to say, in French, Arabic and English."""

from typing import Final

from mithaq.http import Text, Texts, Words

from programming.problems.proposing import PROPOSING

TEXTS: Final[Texts] = {
    "region-unknown": PROPOSING["region-unknown"],
    "live-not-ready": Text(
        fr=Words(
            "Vue en cours de reconstitution",
            "L'activité est en train d'être relue ; ce qui s'afficherait serait incomplet.",
            "Réessayez dans un instant.",
        ),
        ar=Words(
            "العرض قيد إعادة البناء",
            "تجري إعادة قراءة النشاط، وما قد يُعرض الآن غير كامل.",
            "أعيدوا المحاولة بعد لحظة.",
        ),
        en=Words(
            "View being rebuilt",
            "Activity is being read again; what would show now is not all of it.",
            "Try again in a moment.",
        ),
    ),
}
