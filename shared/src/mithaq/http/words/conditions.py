"""Versions, repeats and places in a list."""

from typing import Final

from mithaq.http.texts import Text, Texts, Words

_VERSIONS: Final[Texts] = {
    "precondition-required": Text(
        fr=Words(
            "Version manquante",
            "Cette commande doit dire sur quelle version elle a été décidée, et ne le dit pas.",
            "Relisez l'élément, puis renvoyez la commande avec « If-Match » et l'ETag reçu.",
        ),
        ar=Words(
            "رقم النسخة غير مذكور",
            "يجب أن يبيّن هذا الأمر النسخة التي بُني عليها، ولم يبيّنها.",
            "أعيدوا قراءة العنصر ثم أرسلوا الأمر مع «If-Match» وقيمة ETag المستلمة.",
        ),
        en=Words(
            "Version missing",
            "This command must say which version it was decided on, and does not.",
            "Read the item again, then send the command with “If-Match” and the ETag received.",
        ),
    ),
    "precondition-malformed": Text(
        fr=Words(
            "Version illisible",
            '« If-Match » doit contenir un seul ETag fort, tel que « "7" » ; « * » et « W/ » '
            "ne sont pas admis.",
            "Recopiez l'ETag exactement comme il a été reçu, guillemets compris.",
        ),
        ar=Words(
            "رقم نسخة غير مقروء",
            'يجب أن تتضمن «If-Match» قيمة ETag قوية واحدة مثل \u2068"7"\u2069؛ '
            "ولا تُقبل «*» ولا «W/».",
            "انسخوا قيمة ETag كما وردت تماما مع علامتي الاقتباس.",
        ),
        en=Words(
            "Unreadable version",
            '“If-Match” must hold a single strong ETag such as "7"; “*” and “W/” are not taken.',
            "Copy the ETag exactly as it was received, quotes included.",
        ),
    ),
    "version-conflict": Text(
        fr=Words(
            "Modifié entre-temps",
            "Vous avez décidé sur la version {expected} ; l'élément en est à la version {current}.",
            "Relisez-le, vérifiez que votre décision tient toujours, puis renvoyez-la avec le "
            "nouvel ETag.",
        ),
        ar=Words(
            "تغيّر في هذه الأثناء",
            "بنيتم قراركم على النسخة {expected}، والعنصر الآن في النسخة {current}.",
            "أعيدوا قراءته وتأكدوا من أن قراركم ما زال قائما، ثم أرسلوه مع قيمة ETag الجديدة.",
        ),
        en=Words(
            "Changed in the meantime",
            "You decided on version {expected}; the item is at version {current}.",
            "Read it again, check that your decision still holds, then send it with the new ETag.",
        ),
    ),
}

_REPEATS: Final[Texts] = {
    "idempotency-key-malformed": Text(
        fr=Words(
            "Clé d'idempotence illisible",
            "« Idempotency-Key » doit compter de 1 à 200 caractères visibles et n'être envoyée "
            "qu'une fois.",
            "Employez par exemple un UUID neuf pour chaque demande nouvelle.",
        ),
        ar=Words(
            "مفتاح عدم التكرار غير مقروء",
            "يجب أن يتكوّن «Idempotency-Key» من 1 إلى 200 حرف مرئي وأن يُرسل مرة واحدة.",
            "استعملوا مثلا UUID جديدا لكل طلب جديد.",
        ),
        en=Words(
            "Unreadable idempotency key",
            "“Idempotency-Key” must have 1 to 200 visible characters and be sent once.",
            "Use, for example, a fresh UUID for every new request.",
        ),
    ),
    "idempotency-key-reused": Text(
        fr=Words(
            "Clé d'idempotence déjà employée",
            "Cette clé a déjà servi pour une demande différente.",
            "Pour répéter la première demande, renvoyez-la à l'identique ; pour une autre, "
            "prenez une clé neuve.",
        ),
        ar=Words(
            "مفتاح عدم التكرار مستعمل من قبل",
            "سبق استعمال هذا المفتاح لطلب مختلف.",
            "لتكرار الطلب الأول أرسلوه كما هو تماما، ولطلب آخر استعملوا مفتاحا جديدا.",
        ),
        en=Words(
            "Idempotency key already used",
            "This key was already used for a different request.",
            "To repeat the first request send it unchanged; for another, take a fresh key.",
        ),
    ),
}

_PLACES: Final[Texts] = {
    "position-malformed": Text(
        fr=Words(
            "Position illisible",
            "« Mithaq-Min-Position » doit être le nombre entier reçu dans « Mithaq-Position ».",
            "Recopiez ce nombre tel quel, ou retirez l'en-tête.",
        ),
        ar=Words(
            "موضع غير مقروء",
            "يجب أن تكون «Mithaq-Min-Position» العددَ الصحيح الوارد في «Mithaq-Position».",
            "انسخوا هذا العدد كما هو أو احذفوا الترويسة.",
        ),
        en=Words(
            "Unreadable position",
            "“Mithaq-Min-Position” must be the whole number received in “Mithaq-Position”.",
            "Copy that number as it is, or leave the header out.",
        ),
    ),
    "cursor-malformed": Text(
        fr=Words(
            "Curseur illisible",
            "« after » n'est pas un curseur donné par une page de cette liste.",
            "Reprenez la valeur « next » de la page précédente, ou recommencez sans curseur.",
        ),
        ar=Words(
            "مؤشر غير مقروء",
            "قيمة «after» ليست مؤشرا صادرا عن صفحة من هذه القائمة.",
            "خذوا قيمة «next» من الصفحة السابقة أو ابدؤوا من جديد بدون مؤشر.",
        ),
        en=Words(
            "Unreadable cursor",
            "“after” is not a cursor given by a page of this list.",
            "Take the “next” value of the page before, or start again without a cursor.",
        ),
    ),
}

CONDITIONS: Final[Texts] = {**_VERSIONS, **_REPEATS, **_PLACES}
