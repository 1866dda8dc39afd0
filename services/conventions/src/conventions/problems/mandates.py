"""Powers to sign."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

MANDATES: Final[Texts] = {
    "mandate-unknown": Text(
        fr=Words(
            "Mandat inconnu",
            "Le mandat {mandate} n'est pas connu ici.",
            "S'il vient d'être donné, réessayez dans un instant ; sinon faites-le "
            "enregistrer parmi les partenaires.",
        ),
        ar=Words(
            "تفويض غير معروف",
            "التفويض {mandate} غير معروف هنا.",
            "إن كان قد مُنح للتو فأعيدوا المحاولة بعد لحظة، وإلا فسجّلوه لدى الشركاء.",
        ),
        en=Words(
            "Mandate unknown",
            "The mandate {mandate} is not known here.",
            "If it was just granted, try again in a moment; otherwise register it with partners.",
        ),
    ),
    "mandate-of-another-party": Text(
        fr=Words(
            "Mandat d'un autre organisme",
            "Ce mandat n'est pas donné par votre organisme.",
            "Signez sous un mandat de votre organisme.",
        ),
        ar=Words(
            "تفويض مؤسسة أخرى",
            "هذا التفويض ليس صادرا عن مؤسستكم.",
            "وقّعوا بتفويض من مؤسستكم.",
        ),
        en=Words(
            "Another organisation's mandate",
            "This mandate is not your organisation's.",
            "Sign under a mandate of your own organisation.",
        ),
    ),
    "mandate-of-another-person": Text(
        fr=Words(
            "Mandat d'une autre personne",
            "Ce mandat n'est pas le vôtre : seule la personne mandatée signe.",
            "Laissez-la signer elle-même, ou faites-vous donner un mandat.",
        ),
        ar=Words(
            "تفويض شخص آخر",
            "هذا التفويض ليس لكم، ولا يوقّع إلا صاحب التفويض.",
            "دعوه يوقّع بنفسه، أو احصلوا على تفويض.",
        ),
        en=Words(
            "Another person's mandate",
            "This mandate is not yours: only the mandated person signs.",
            "Let that person sign, or obtain a mandate.",
        ),
    ),
    "mandate-not-yet-valid": Text(
        fr=Words(
            "Mandat pas encore valable",
            "Ce mandat vaut à partir du {valid_from:day} ; la signature porte la date du {on:day}.",
            "Attendez ce jour, ou faites-vous donner un mandat qui le couvre.",
        ),
        ar=Words(
            "تفويض لم يبدأ بعد",
            "يسري هذا التفويض ابتداء من {valid_from:day} والتوقيع مؤرخ في {on:day}.",
            "انتظروا ذلك اليوم، أو احصلوا على تفويض يشمله.",
        ),
        en=Words(
            "Mandate not yet valid",
            "This mandate holds from {valid_from:day}; the signature is dated {on:day}.",
            "Wait for that day, or obtain a mandate that covers it.",
        ),
    ),
    "mandate-expired": Text(
        fr=Words(
            "Mandat expiré",
            "Ce mandat a pris fin le {valid_to:day} ; la signature porte la date du {on:day}.",
            "Faites renouveler le mandat par délibération, puis enregistrez-le parmi les "
            "partenaires.",
        ),
        ar=Words(
            "تفويض منتهٍ",
            "انتهى هذا التفويض في {valid_to:day} والتوقيع مؤرخ في {on:day}.",
            "جدّدوا التفويض بمداولة ثم سجّلوه لدى الشركاء.",
        ),
        en=Words(
            "Mandate expired",
            "This mandate ended on {valid_to:day}; the signature is dated {on:day}.",
            "Have the mandate renewed by deliberation, then register it with partners.",
        ),
    ),
    "mandate-revoked": Text(
        fr=Words(
            "Mandat révoqué",
            "Ce mandat est révoqué depuis le {revoked_on:day}.",
            "Faites signer une personne qui a un mandat valable.",
        ),
        ar=Words(
            "تفويض ملغى",
            "أُلغي هذا التفويض منذ {revoked_on:day}.",
            "اعهدوا بالتوقيع إلى شخص له تفويض صالح.",
        ),
        en=Words(
            "Mandate revoked",
            "This mandate is revoked since {revoked_on:day}.",
            "Have a person with a valid mandate sign.",
        ),
    ),
    "mandate-ceiling-exceeded": Text(
        fr=Words(
            "Plafond du mandat dépassé",
            "Votre organisme promet {promised:dh} DH ; le mandat couvre {ceiling:dh} DH.",
            "Faites relever le plafond par délibération, ou faites signer une personne dont "
            "le mandat suffit.",
        ),
        ar=Words(
            "تجاوز سقف التفويض",
            "تتعهد مؤسستكم بـ{promised:dh} درهم، والتفويض يغطي {ceiling:dh} درهم.",
            "ارفعوا السقف بمداولة، أو اعهدوا بالتوقيع إلى من يكفي تفويضه.",
        ),
        en=Words(
            "Mandate ceiling exceeded",
            "Your organisation promises MAD {promised:dh}; the mandate covers MAD {ceiling:dh}.",
            "Have the ceiling raised by deliberation, or have someone with a sufficient "
            "mandate sign.",
        ),
    ),
}
