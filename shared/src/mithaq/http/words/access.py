"""Who asks, and what they may see or do."""

from typing import Final

from mithaq.http.texts import Text, Texts, Words

ACCESS: Final[Texts] = {
    "token-missing": Text(
        fr=Words(
            "Identification requise",
            "Cette demande doit porter un jeton d'accès et n'en porte aucun.",
            "Connectez-vous, puis renvoyez la demande avec l'en-tête « Authorization: Bearer … ».",
        ),
        ar=Words(
            "يلزم التعريف بالهوية",
            "يجب أن يرافق هذا الطلبَ رمزُ ولوج، ولم يرافقه أي رمز.",
            "سجّلوا الدخول ثم أعيدوا إرسال الطلب مع الترويسة «Authorization: Bearer …».",
        ),
        en=Words(
            "Sign-in required",
            "This request must carry an access token and carries none.",
            "Sign in, then send the request again with the header “Authorization: Bearer …”.",
        ),
    ),
    "token-refused": Text(
        fr=Words(
            "Jeton d'accès refusé",
            "Le jeton d'accès présenté est périmé, ou n'est pas valable ici.",
            "Reconnectez-vous pour obtenir un nouveau jeton. Si le refus persiste, signalez-le "
            "avec l'identifiant de corrélation.",
        ),
        ar=Words(
            "رُفض رمز الولوج",
            "رمز الولوج المقدَّم منتهي الصلاحية أو غير صالح هنا.",
            "سجّلوا الدخول من جديد للحصول على رمز جديد، وإن تكرر الرفض فبلّغوا عنه مع معرّف الترابط.",
        ),
        en=Words(
            "Access token refused",
            "The access token presented has expired, or is not valid here.",
            "Sign in again to obtain a new token. If it is still refused, report it with the "
            "correlation id.",
        ),
    ),
    "unauthenticated": Text(
        fr=Words(
            "Identité inconnue",
            "Nous n'avons pas pu établir qui présente cette demande.",
            "Connectez-vous, puis recommencez.",
        ),
        ar=Words(
            "هوية غير معروفة",
            "تعذّر علينا معرفة مقدّم هذا الطلب.",
            "سجّلوا الدخول ثم أعيدوا المحاولة.",
        ),
        en=Words(
            "Unknown identity",
            "We could not establish who makes this request.",
            "Sign in, then try again.",
        ),
    ),
    "keys-unavailable": Text(
        fr=Words(
            "Vérification d'identité indisponible",
            "Le service d'identité ne répond pas ; votre jeton n'a pu être ni accepté ni refusé.",
            "Réessayez dans quelques instants ; rien n'a été modifié.",
        ),
        ar=Words(
            "التحقق من الهوية غير متاح",
            "خدمة الهوية لا تستجيب، فلم يتسنّ قبول رمزكم ولا رفضه.",
            "أعيدوا المحاولة بعد لحظات؛ لم يتغيّر أي شيء.",
        ),
        en=Words(
            "Identity check unavailable",
            "The identity service does not answer; your token could be neither accepted nor "
            "refused.",
            "Try again in a moment; nothing was changed.",
        ),
    ),
    "forbidden": Text(
        fr=Words(
            "Action non autorisée",
            "Votre rôle ne permet pas cette action.",
            "Adressez-vous à la personne habilitée de votre organisme, ou demandez ce rôle.",
        ),
        ar=Words(
            "إجراء غير مأذون به",
            "دوركم لا يسمح بهذا الإجراء.",
            "اتصلوا بالشخص المؤهل في مؤسستكم أو اطلبوا هذا الدور.",
        ),
        en=Words(
            "Not allowed",
            "Your role does not allow this action.",
            "Turn to whoever is entitled in your organisation, or ask for that role.",
        ),
    ),
    "not-found": Text(
        fr=Words(
            "Introuvable",
            "Cet élément n'existe pas, ou n'est pas visible pour vous.",
            "Vérifiez la référence, ou repartez de la liste de vos éléments.",
        ),
        ar=Words(
            "غير موجود",
            "هذا العنصر غير موجود أو لا يحق لكم الاطلاع عليه.",
            "تحققوا من المرجع أو ارجعوا إلى قائمة عناصركم.",
        ),
        en=Words(
            "Not found",
            "There is no such thing, or none that you may see.",
            "Check the reference, or start again from your list.",
        ),
    ),
}
