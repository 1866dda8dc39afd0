"""Registration and standing of organisations."""

from typing import Final

from mithaq.http import Text, Texts, Words

ORGANISATIONS: Final[Texts] = {
    "territory-unknown": Text(
        fr=Words(
            "Territoire inconnu",
            "« {territory} » n'est pas un code du Haut-Commissariat au Plan.",
            "Cherchez le code par le nom avec GET /v1/territories?q=… ; « MA » est le Royaume.",
        ),
        ar=Words(
            "مجال ترابي غير معروف",
            "«{territory}» ليس رمزا من رموز المندوبية السامية للتخطيط.",
            "ابحثوا عن الرمز بالاسم عبر GET /v1/territories?q=… ؛ والرمز «MA» هو المملكة.",
        ),
        en=Words(
            "Unknown territory",
            "“{territory}” is not a code of the Haut-Commissariat au Plan.",
            "Look the code up by name with GET /v1/territories?q=…; “MA” is the Kingdom.",
        ),
    ),
    "territory-level-unfit": Text(
        fr=Words(
            "Échelon territorial inadapté",
            "Le territoire {territory} est de niveau « {level} » ; un organisme de type "
            "« {kind} » relève de : {allowed}.",
            "Choisissez un territoire d'un de ces niveaux, ou corrigez le type de l'organisme.",
        ),
        ar=Words(
            "مستوى ترابي غير ملائم",
            "المجال {territory} من مستوى «{level}»، بينما تنتمي مؤسسة من نوع «{kind}» "
            "إلى: {allowed}.",
            "اختاروا مجالا من أحد هذه المستويات أو صححوا نوع المؤسسة.",
        ),
        en=Words(
            "Unfit level of territory",
            "Territory {territory} is of level “{level}”; an organisation of kind “{kind}” sits "
            "on: {allowed}.",
            "Choose a territory of one of these levels, or correct the kind of organisation.",
        ),
    ),
    "ice-malformed": Text(
        fr=Words(
            "ICE mal formé",
            "« {ice} » n'est pas un identifiant commun de l'entreprise : il en faut les quinze "
            "chiffres, sans espace.",
            "Recopiez l'ICE de l'attestation, ou omettez-le si l'organisme n'en a pas.",
        ),
        ar=Words(
            "رقم التعريف الموحد غير سليم",
            "«{ice}» ليس تعريفا موحدا للمقاولة: يجب أن يتكون من خمسة عشر رقما دون فراغ.",
            "انسخوا الرقم من الشهادة، أو اتركوه فارغا إذا لم يكن للمؤسسة رقم.",
        ),
        en=Words(
            "Malformed ICE",
            "“{ice}” is not a common company identifier: it takes its fifteen digits, no spaces.",
            "Copy the ICE from the certificate, or leave it out if the organisation has none.",
        ),
    ),
    "ice-taken": Text(
        fr=Words(
            "ICE déjà enregistré",
            "L'ICE {ice} appartient déjà à un organisme enregistré.",
            "Cherchez cet ICE dans l'annuaire : l'organisme que vous enregistrez y est sans doute.",
        ),
        ar=Words(
            "رقم التعريف الموحد مسجل من قبل",
            "رقم التعريف الموحد {ice} يخص مؤسسة مسجلة من قبل.",
            "ابحثوا عن هذا الرقم في الدليل؛ فالأرجح أن المؤسسة موجودة فيه.",
        ),
        en=Words(
            "ICE already registered",
            "ICE {ice} already belongs to a registered organisation.",
            "Search the directory for this ICE: the organisation is most likely there.",
        ),
    ),
    "organisation-unknown": Text(
        fr=Words(
            "Organisme introuvable",
            "Cet organisme n'existe pas, ou ce que vous demandez de lui ne vous est pas ouvert.",
            "Cherchez-le dans l'annuaire avec GET /v1/organisations?q=….",
        ),
        ar=Words(
            "المؤسسة غير موجودة",
            "هذه المؤسسة غير موجودة، أو أن ما تطلبونه عنها غير متاح لكم.",
            "ابحثوا عنها في الدليل عبر GET /v1/organisations?q=… .",
        ),
        en=Words(
            "Organisation not found",
            "There is no such organisation, or what you ask of it is not open to you.",
            "Search the directory with GET /v1/organisations?q=….",
        ),
    ),
    "organisation-already-registered": Text(
        fr=Words(
            "Organisme déjà enregistré",
            "Cet organisme a déjà été enregistré.",
            "Relisez-le ; pour en enregistrer un autre, envoyez une nouvelle Idempotency-Key.",
        ),
        ar=Words(
            "المؤسسة مسجلة من قبل",
            "سبق تسجيل هذه المؤسسة.",
            "راجعوا بياناتها؛ ولتسجيل مؤسسة أخرى أرسلوا Idempotency-Key جديدا.",
        ),
        en=Words(
            "Organisation already registered",
            "This organisation has been registered before.",
            "Read it again; to register another one, send a new Idempotency-Key.",
        ),
    ),
    "territory-not-found": Text(
        fr=Words(
            "Territoire introuvable",
            "Aucun territoire ne porte le code « {territory} ».",
            "Cherchez le code par le nom avec GET /v1/territories?q=….",
        ),
        ar=Words(
            "المجال الترابي غير موجود",
            "لا يوجد مجال ترابي رمزه «{territory}».",
            "ابحثوا عن الرمز بالاسم عبر GET /v1/territories?q=… .",
        ),
        en=Words(
            "Territory not found",
            "No territory has the code “{territory}”.",
            "Look the code up by name with GET /v1/territories?q=….",
        ),
    ),
}
