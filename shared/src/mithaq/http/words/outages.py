"""What is said when something the service stands on does not answer."""

from typing import Final

from mithaq.http.texts import Text, Texts, Words

OUTAGES: Final[Texts] = {
    "store-unavailable": Text(
        fr=Words(
            "Base de données injoignable",
            "La base du service ne répond pas en ce moment ; on ne sait pas si la demande a "
            "abouti.",
            "Renvoyez-la dans un instant avec la même clé d'idempotence : elle ne comptera qu'une "
            "fois.",
        ),
        ar=Words(
            "قاعدة البيانات غير متاحة",
            "قاعدة بيانات الخدمة لا تستجيب الآن، ولا يُعرف هل نُفّذ الطلب.",
            "أعيدوا إرساله بعد لحظة بمفتاح عدم التكرار نفسه: لن يُحتسب إلا مرة واحدة.",
        ),
        en=Words(
            "Database out of reach",
            "The service's database does not answer now; whether the request took effect is "
            "unknown.",
            "Send it again in a moment with the same idempotency key: it will count only once.",
        ),
    ),
    "not-ready": Text(
        fr=Words(
            "Service pas encore prêt",
            "Une partie dont le service dépend ne répond pas ; « failing » dit laquelle.",
            "Attendez quelques instants avant de lui adresser des demandes.",
        ),
        ar=Words(
            "الخدمة غير جاهزة بعد",
            "أحد الأجزاء التي تعتمد عليها الخدمة لا يستجيب؛ تبيّنه «failing».",
            "انتظروا لحظات قبل توجيه الطلبات إليها.",
        ),
        en=Words(
            "Not ready yet",
            "A part this service depends on does not answer; “failing” says which.",
            "Wait a moment before sending it requests.",
        ),
    ),
}
