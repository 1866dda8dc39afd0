"""What each refusal of this service says, in French, Arabic and English."""

from typing import Final

from mithaq.http import Text, Texts, Words

TEXTS: Final[Texts] = {
    "delivery-unknown": Text(
        fr=Words(
            "Envoi introuvable",
            "Aucun envoi ne porte cet identifiant.",
            "Cherchez-le dans la liste des envois de la convention.",
        ),
        ar=Words(
            "الإرسال غير موجود",
            "لا يوجد إرسال بهذا المعرّف.",
            "ابحثوا عنه في قائمة الإرسالات الخاصة بالاتفاقية.",
        ),
        en=Words(
            "Delivery not found",
            "No delivery has this identifier.",
            "Look for it in the list of the convention's deliveries.",
        ),
    ),
    "delivery-log-readers-only": Text(
        fr=Words(
            "Journal des envois réservé",
            "Le journal des envois est ouvert au ministère et aux auditeurs.",
            "Demandez au ministère ce qui a été envoyé à votre organisme.",
        ),
        ar=Words(
            "سجل الإرسالات مقصور",
            "سجل الإرسالات متاح للوزارة والمدققين.",
            "اسألوا الوزارة عما أُرسل إلى مؤسستكم.",
        ),
        en=Words(
            "Delivery log reserved",
            "The delivery log is open to the ministry and to auditors.",
            "Ask the ministry what was sent to your organisation.",
        ),
    ),
    "redelivery-office-only": Text(
        fr=Words(
            "Renvoi réservé au ministère",
            "Seuls les services du ministère font renvoyer un message.",
            "Demandez-leur de le renvoyer.",
        ),
        ar=Words(
            "إعادة الإرسال مقصورة على الوزارة",
            "مصالح الوزارة وحدها تطلب إعادة إرسال رسالة.",
            "اطلبوا منها إعادة الإرسال.",
        ),
        en=Words(
            "Redelivery is for the ministry",
            "Only the ministry's office has a message sent again.",
            "Ask them to send it again.",
        ),
    ),
    "delivery-not-redeliverable": Text(
        fr=Words(
            "Envoi non renouvelable",
            "Un envoi dans l'état « {state} » ne peut pas être renvoyé : seul un message envoyé, "
            "échoué ou de sort inconnu le peut.",
            "S'il est en cours, attendez son issue ; s'il n'a pas de destinataire, vérifiez les "
            "mandats de l'organisme.",
        ),
        ar=Words(
            "لا يمكن إعادة هذا الإرسال",
            "لا يمكن إعادة إرسال رسالة حالتها «{state}»: يمكن ذلك فقط لرسالة أُرسلت أو فشلت أو "
            "مصيرها مجهول.",
            "إن كانت قيد الإرسال فانتظروا نتيجتها؛ وإن لم يكن لها مرسل إليه فتحققوا من تفويضات "
            "المؤسسة.",
        ),
        en=Words(
            "Delivery cannot be repeated",
            "A delivery in state “{state}” cannot be sent again: only a message that was sent, "
            "failed or has an unknown fate can.",
            "If it is under way, wait for its outcome; if it has no recipient, check the "
            "organisation's mandates.",
        ),
    ),
}
