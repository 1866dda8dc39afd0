"""Representatives and what is known of them."""

from typing import Final

from mithaq.http import Text, Texts, Words

PEOPLE: Final[Texts] = {
    "email-malformed": Text(
        fr=Words(
            "Adresse électronique mal formée",
            "L'adresse envoyée ne peut pas recevoir de courrier : il faut un nom, un @ et un "
            "domaine.",
            "Vérifiez l'adresse caractère par caractère, puis renvoyez-la.",
        ),
        ar=Words(
            "عنوان إلكتروني غير سليم",
            "العنوان المرسل لا يمكنه استقبال البريد: يلزم اسم ثم @ ثم نطاق.",
            "راجعوا العنوان حرفا حرفا ثم أعيدوا إرساله.",
        ),
        en=Words(
            "Malformed e-mail address",
            "The address sent cannot receive mail: it takes a name, an @ and a domain.",
            "Check the address character by character, then send it again.",
        ),
    ),
    "representative-subject-taken": Text(
        fr=Words(
            "Représentant déjà désigné",
            "La personne « {subject} » représente déjà cet organisme.",
            "Donnez-lui directement un mandat ; elle figure parmi les représentants.",
        ),
        ar=Words(
            "الممثل معيّن من قبل",
            "الشخص «{subject}» يمثل هذه المؤسسة من قبل.",
            "امنحوه تفويضا مباشرة؛ فهو ضمن قائمة الممثلين.",
        ),
        en=Words(
            "Representative already named",
            "The person “{subject}” represents this organisation already.",
            "Grant them a mandate directly; they are among the representatives.",
        ),
    ),
    "unknown-representative": Text(
        fr=Words(
            "Représentant inconnu de l'organisme",
            "{representative} n'est pas un représentant de cet organisme.",
            "Désignez d'abord la personne, puis donnez-lui le mandat.",
        ),
        ar=Words(
            "ممثل غير معروف لدى المؤسسة",
            "{representative} ليس ممثلا لهذه المؤسسة.",
            "عيّنوا الشخص أولا ثم امنحوه التفويض.",
        ),
        en=Words(
            "Not a representative of the organisation",
            "{representative} does not represent this organisation.",
            "Name the person first, then grant the mandate.",
        ),
    ),
    "representative-unknown": Text(
        fr=Words(
            "Représentant introuvable",
            "Ce représentant n'existe pas, ou n'est pas visible pour vous.",
            "Reprenez l'identifiant dans la liste des représentants de votre organisme.",
        ),
        ar=Words(
            "الممثل غير موجود",
            "هذا الممثل غير موجود أو لا يحق لكم الاطلاع عليه.",
            "خذوا المعرّف من قائمة ممثلي مؤسستكم.",
        ),
        en=Words(
            "Representative not found",
            "There is no such representative, or none that you may see.",
            "Take the identifier from the list of your organisation's representatives.",
        ),
    ),
    "contact-erased": Text(
        fr=Words(
            "Coordonnées effacées",
            "Le nom et l'adresse de cette personne ont été effacés à sa demande : plus personne ne "
            "peut les lire.",
            "Ses actes restent au journal. Pour lui écrire, l'organisme doit la désigner à "
            "nouveau.",
        ),
        ar=Words(
            "مُحيت بيانات الاتصال",
            "مُحي اسم هذا الشخص وعنوانه بطلب منه، ولم يعد بإمكان أحد الاطلاع عليهما.",
            "تبقى أفعاله في السجل. ولمراسلته يجب أن تعيّنه المؤسسة من جديد.",
        ),
        en=Words(
            "Contact erased",
            "This person's name and address were erased on request: nobody can read them any more.",
            "Their acts stay in the log. To write to them, the organisation must name them anew.",
        ),
    ),
}
