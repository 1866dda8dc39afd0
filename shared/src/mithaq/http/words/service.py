"""What the service itself has to say, and the words of last resort for a rule without its own."""

from typing import Final

from mithaq.http.texts import Text, Texts, Words

_STATE: Final[Texts] = {
    "internal-error": Text(
        fr=Words(
            "Erreur interne",
            "Le service n'a pas pu traiter la demande, par sa propre faute.",
            "Réessayez plus tard avec la même clé d'idempotence ; si cela persiste, transmettez "
            "l'identifiant de corrélation.",
        ),
        ar=Words(
            "خطأ داخلي",
            "تعذّر على الخدمة معالجة الطلب بسبب خلل فيها.",
            "أعيدوا المحاولة لاحقا بمفتاح عدم التكرار نفسه، وإن استمر الخلل فأبلغونا "
            "بمعرّف الترابط.",
        ),
        en=Words(
            "Internal error",
            "The service could not handle the request, through its own fault.",
            "Try again later with the same idempotency key; if it persists, pass on the "
            "correlation id.",
        ),
    ),
    "not-caught-up": Text(
        fr=Words(
            "Lecture en retard",
            "Cette vue n'a pas encore atteint la position demandée.",
            "Réessayez dans un instant, ou lisez sans « Mithaq-Min-Position ».",
        ),
        ar=Words(
            "القراءة متأخرة",
            "لم تبلغ هذه القراءة بعدُ الموضع المطلوب.",
            "أعيدوا المحاولة بعد لحظة أو اقرؤوا بدون «Mithaq-Min-Position».",
        ),
        en=Words(
            "Reading behind",
            "This view has not reached the position asked for yet.",
            "Try again in a moment, or read without “Mithaq-Min-Position”.",
        ),
    ),
}

_RULES: Final[Texts] = {
    "request-refused": Text(
        fr=Words(
            "Demande refusée",
            "La demande ne peut pas être traitée sous cette forme.",
            "Comparez-la à la description de l'interface dans /openapi.json.",
        ),
        ar=Words(
            "طلب مرفوض",
            "لا يمكن معالجة الطلب على هذه الصورة.",
            "قارنوه بوصف الواجهة في /openapi.json.",
        ),
        en=Words(
            "Request refused",
            "The request cannot be handled in this form.",
            "Compare it with the description of the interface in /openapi.json.",
        ),
    ),
    "rule-broken": Text(
        fr=Words(
            "Règle non respectée",
            "Une règle de gestion s'oppose à cette commande ; rien n'a été modifié.",
            "Vérifiez l'état du dossier avant de recommencer.",
        ),
        ar=Words(
            "مخالفة لقاعدة",
            "تمنع إحدى قواعد التدبير هذا الأمر؛ لم يتغيّر أي شيء.",
            "تحققوا من حالة الملف قبل إعادة المحاولة.",
        ),
        en=Words(
            "Rule not respected",
            "A business rule stands against this command; nothing was changed.",
            "Check the state of the file before trying again.",
        ),
    ),
    "invalid": Text(
        fr=Words(
            "Valeur sans objet",
            "Une valeur envoyée n'a pas de sens ici ; rien n'a été modifié.",
            "Corrigez la valeur et renvoyez la demande.",
        ),
        ar=Words(
            "قيمة لا محل لها",
            "إحدى القيم المرسلة لا معنى لها هنا؛ لم يتغيّر أي شيء.",
            "صحّحوا القيمة وأعيدوا إرسال الطلب.",
        ),
        en=Words(
            "Meaningless value",
            "A value sent has no meaning here; nothing was changed.",
            "Correct the value and send the request again.",
        ),
    ),
    "event-too-large": Text(
        fr=Words(
            "Contenu trop volumineux pour être conservé",
            "Ce qui devrait être conservé compte {size} octets ; un événement en admet {limit}. "
            "Rien n'a été modifié.",
            "Raccourcissez le texte, ou répartissez-le sur plusieurs commandes.",
        ),
        ar=Words(
            "محتوى أكبر من أن يُحفظ",
            "يبلغ ما ينبغي حفظه {size} بايت، والحدث الواحد يتسع لـ {limit} بايت. لم يتغيّر أي شيء.",
            "اختصروا النص أو وزّعوه على عدة أوامر.",
        ),
        en=Words(
            "Content too large to be kept",
            "What would have to be kept has {size} bytes; one event may hold {limit}. Nothing was "
            "changed.",
            "Shorten the text, or spread it over several commands.",
        ),
    ),
    "money-malformed": Text(
        fr=Words(
            "Montant illisible",
            "« {amount} » n'est pas un montant en dirhams avec deux décimales au plus.",
            "Écrivez le montant en texte, avec un point décimal : « 1234.50 ».",
        ),
        ar=Words(
            "مبلغ غير مقروء",
            "«{amount}» ليس مبلغا بالدرهم برقمين عشريين على الأكثر.",
            "اكتبوا المبلغ نصا بفاصلة عشرية على شكل نقطة: \u20681234.50\u2069.",
        ),
        en=Words(
            "Unreadable amount",
            "“{amount}” is not an amount of dirhams with at most two decimals.",
            "Write the amount as text with a decimal point: “1234.50”.",
        ),
    ),
}

SERVICE: Final[Texts] = {**_STATE, **_RULES}
