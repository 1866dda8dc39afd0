"""Why a project is not linked to an action of a convention."""

from typing import Final

from mithaq.http import Text, Texts, Words

LINKS: Final[Texts] = {
    "not-placed": Text(
        fr=Words(
            "Projet hors programme",
            "Aucun programme n'a encore retenu ce projet.",
            "Faites-le placer dans un programme, puis reliez-le.",
        ),
        ar=Words(
            "مشروع خارج البرامج",
            "لم يُدرج هذا المشروع بعد في أي برنامج.",
            "اطلبوا إدراجه في برنامج ثم اربطوه.",
        ),
        en=Words(
            "Project in no programme",
            "No programme has taken this project in yet.",
            "Have it placed in a programme, then link it.",
        ),
    ),
    "already-linked": Text(
        fr=Words(
            "Projet déjà relié",
            "L'action {action} de la convention {convention} réalise déjà ce projet.",
            "Suivez-le dans cette convention.",
        ),
        ar=Words(
            "مشروع مرتبط من قبل",
            "الإجراء {action} من الاتفاقية {convention} ينجز هذا المشروع.",
            "تتبعوه في هذه الاتفاقية.",
        ),
        en=Words(
            "Project already linked",
            "Action {action} of convention {convention} already carries this project out.",
            "Follow it in that convention.",
        ),
    ),
    "convention-unknown": Text(
        fr=Words(
            "Convention inconnue",
            "Aucune convention {convention} n'est connue ici.",
            "Vérifiez l'identifiant ; si elle vient d'être créée, réessayez dans un instant.",
        ),
        ar=Words(
            "اتفاقية غير معروفة",
            "الاتفاقية {convention} غير معروفة هنا.",
            "تأكدوا من المعرّف، وإن أُنشئت للتو فأعيدوا المحاولة بعد لحظة.",
        ),
        en=Words(
            "Unknown convention",
            "No convention {convention} is known here.",
            "Check the id; if it was made just now, try again in a moment.",
        ),
    ),
    "action-unknown": Text(
        fr=Words(
            "Action inconnue",
            "La convention {convention} ne prévoit pas d'action « {action} ».",
            "Choisissez une de ses actions ; si elle vient d'être ajoutée, réessayez.",
        ),
        ar=Words(
            "إجراء غير معروف",
            "لا تتضمن الاتفاقية {convention} أي إجراء «{action}».",
            "اختاروا أحد إجراءاتها، وإن أُضيف للتو فأعيدوا المحاولة.",
        ),
        en=Words(
            "Unknown action",
            "Convention {convention} plans no action “{action}”.",
            "Choose one of its actions; if it was added just now, try again.",
        ),
    ),
}
