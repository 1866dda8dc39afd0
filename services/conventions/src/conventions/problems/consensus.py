"""Whether the parties agree."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

CONSENSUS: Final[Texts] = {
    "consensus-not-reached": Text(
        fr=Words(
            "Pas de consensus",
            "N'ont pas accepté le texte entier : {awaited}.",
            "Attendez leur accord, modifiez le texte dans un nouveau tour, ou arbitrez avec "
            "un motif.",
        ),
        ar=Words(
            "لا توافق بعد",
            "لم يقبل النص كله: {awaited}.",
            "انتظروا موافقتهم، أو عدّلوا النص في جولة جديدة، أو احسموا بقرار معلّل.",
        ),
        en=Words(
            "No consensus",
            "Have not accepted the whole text: {awaited}.",
            "Wait for them, change the text in a new round, or arbitrate with a reason.",
        ),
    ),
    "answers-awaited": Text(
        fr=Words(
            "Réponses attendues",
            "N'ont pas répondu : {awaited}. Elles ont jusqu'au {deadline:day}.",
            "Attendez leurs réponses ou la fin du délai avant d'arbitrer.",
        ),
        ar=Words(
            "أجوبة منتظرة",
            "لم يجب بعد: {awaited}. ولهم أجل إلى {deadline:day}.",
            "انتظروا أجوبتهم أو انقضاء الأجل قبل الحسم.",
        ),
        en=Words(
            "Answers awaited",
            "Have not answered: {awaited}. They have until {deadline:day}.",
            "Wait for their answers or the deadline before arbitrating.",
        ),
    ),
    "round-not-concluded": Text(
        fr=Words(
            "Texte non concerté",
            "Le texte a changé depuis le dernier tour, ou aucun tour n'a été conclu.",
            "Ouvrez un tour et concluez-le sur le texte tel qu'il est.",
        ),
        ar=Words(
            "نص لم يتم التشاور بشأنه",
            "تغيّر النص بعد آخر جولة، أو لم تُختم أي جولة.",
            "افتحوا جولة واختموها على النص كما هو.",
        ),
        en=Words(
            "Round not concluded",
            "The text changed since the last round, or no round was concluded.",
            "Open a round and conclude it on the text as it is.",
        ),
    ),
}
