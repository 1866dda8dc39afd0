"""What audit has to say, in French, Arabic and English."""

from typing import Final

from mithaq.http import Text, Texts, Words

TEXTS: Final[Texts] = {
    "auditors-only": Text(
        fr=Words(
            "Réservé au contrôle",
            "Les journaux complets sont lus par les auditeurs et par l'administration.",
            "Consultez vos engagements et vos conventions, qui vous restent ouverts.",
        ),
        ar=Words(
            "خاص بالمراقبة",
            "لا يطّلع على السجلات الكاملة إلا المدققون والإدارة.",
            "اطّلعوا على التزاماتكم واتفاقياتكم، فهي متاحة لكم.",
        ),
        en=Words(
            "For auditors",
            "Whole logs are read by auditors and by the office.",
            "Look at your commitments and conventions, which stay open to you.",
        ),
    ),
    "log-unknown": Text(
        fr=Words(
            "Journal inconnu",
            "Aucun journal « {source} » n'est copié ici.",
            "Choisissez partners, conventions ou programming.",
        ),
        ar=Words(
            "سجل غير معروف",
            "لا يُنسخ هنا أي سجل «{source}».",
            "اختاروا partners أو conventions أو programming.",
        ),
        en=Words(
            "Unknown log",
            "No log “{source}” is copied here.",
            "Choose partners, conventions or programming.",
        ),
    ),
    "stream-unknown": Text(
        fr=Words(
            "Historique introuvable",
            "Aucun événement de « {stream} » ne peut vous être montré.",
            "Vérifiez l'identifiant ; un événement tout récent arrive en quelques instants.",
        ),
        ar=Words(
            "تاريخ غير موجود",
            "لا يوجد أي حدث من «{stream}» يمكن عرضه عليكم.",
            "تأكدوا من المعرّف؛ الأحداث الحديثة تصل خلال لحظات.",
        ),
        en=Words(
            "No such history",
            "There is no event of “{stream}” to show you.",
            "Check the id; an event of just now arrives within moments.",
        ),
    ),
    "organisation-unknown": Text(
        fr=Words(
            "Organisme introuvable",
            "Aucun organisme {organisation} ne peut vous être montré.",
            "Vérifiez l'identifiant ; un partenaire ne voit que ses propres engagements.",
        ),
        ar=Words(
            "هيئة غير موجودة",
            "لا توجد هيئة {organisation} يمكن عرضها عليكم.",
            "تأكدوا من المعرّف؛ لا يرى الشريك إلا التزاماته.",
        ),
        en=Words(
            "No such organisation",
            "There is no organisation {organisation} to show you.",
            "Check the id; a partner sees its own commitments only.",
        ),
    ),
    "convention-unknown": Text(
        fr=Words(
            "Convention introuvable",
            "Aucune convention {convention} ne peut vous être montrée.",
            "Vérifiez l'identifiant ; un partenaire voit les conventions dont il est partie.",
        ),
        ar=Words(
            "اتفاقية غير موجودة",
            "لا توجد اتفاقية {convention} يمكن عرضها عليكم.",
            "تأكدوا من المعرّف؛ لا يرى الشريك إلا الاتفاقيات التي هو طرف فيها.",
        ),
        en=Words(
            "No such convention",
            "There is no convention {convention} to show you.",
            "Check the id; a partner sees the conventions it is party to.",
        ),
    ),
}
