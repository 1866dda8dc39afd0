"""Signatures and entry into force."""

from typing import Final

from mithaq.http import Text, Texts

from conventions.problems.wording import Words

SIGNING: Final[Texts] = {
    "text-stale": Text(
        fr=Words(
            "Texte périmé",
            "Le texte présenté ({shown}) n'est pas celui qui est arrêté ({frozen}).",
            "Relisez le texte arrêté et signez celui-là.",
        ),
        ar=Words(
            "نص متجاوَز",
            "النص المعروض ({shown}) ليس هو النص المعتمد ({frozen}).",
            "اقرؤوا النص المعتمد ووقّعوا عليه.",
        ),
        en=Words(
            "Stale text",
            "The text shown ({shown}) is not the one that is frozen ({frozen}).",
            "Read the frozen text and sign that one.",
        ),
    ),
    "signature-before-text": Text(
        fr=Words(
            "Signature antérieure au texte",
            "Le texte a été arrêté le {agreed_on:day} ; il ne peut pas avoir été signé le "
            "{on:day}.",
            "Donnez comme date de signature ce jour-là ou un jour postérieur.",
        ),
        ar=Words(
            "توقيع سابق على النص",
            "اعتُمد النص في {agreed_on:day}، فلا يمكن أن يكون قد وُقّع في {on:day}.",
            "أدخلوا تاريخ توقيع لا يسبق يوم اعتماد النص.",
        ),
        en=Words(
            "Signature before the text",
            "The text was agreed on {agreed_on:day}; it cannot have been signed on {on:day}.",
            "Give that day or a later one as the day of signature.",
        ),
    ),
    "already-signed": Text(
        fr=Words(
            "Déjà signé",
            "Votre organisme a signé le {signed_on:day}.",
            "Il n'y a rien à faire : une partie signe une fois.",
        ),
        ar=Words(
            "سبق التوقيع",
            "وقّعت مؤسستكم في {signed_on:day}.",
            "لا حاجة إلى أي إجراء، فالطرف يوقّع مرة واحدة.",
        ),
        en=Words(
            "Already signed",
            "Your organisation signed on {signed_on:day}.",
            "Nothing is left to do: a party signs once.",
        ),
    ),
    "out-of-turn": Text(
        fr=Words(
            "Ce n'est pas votre tour",
            "La signature de : {awaited} est attendue d'abord.",
            "Attendez votre tour ; vous serez prévenu.",
        ),
        ar=Words(
            "لم يحن دوركم",
            "ينتظر أولا توقيع: {awaited}.",
            "انتظروا دوركم، وسيصلكم إشعار.",
        ),
        en=Words(
            "Not your turn",
            "The signature of {awaited} is awaited first.",
            "Wait for your turn; you will be told.",
        ),
    ),
    "representative-unknown": Text(
        fr=Words(
            "Représentant inconnu",
            "Vous n'êtes pas enregistré comme représentant de votre organisme.",
            "Faites-vous enregistrer parmi les partenaires ; si c'est tout récent, "
            "réessayez dans un instant.",
        ),
        ar=Words(
            "ممثل غير معروف",
            "لستم مسجّلين ممثلا لمؤسستكم.",
            "اطلبوا تسجيلكم لدى الشركاء، وإن كان ذلك حديثا فأعيدوا المحاولة بعد لحظة.",
        ),
        en=Words(
            "Representative unknown",
            "You are not registered as a representative of your organisation.",
            "Get registered with partners; if that was just done, try again in a moment.",
        ),
    ),
    "force-before-signature": Text(
        fr=Words(
            "Vigueur avant signature",
            "L'entrée en vigueur du {in_force_on:day} précède la dernière signature, du "
            "{signed_on:day}.",
            "Donnez ce jour-là ou un jour postérieur.",
        ),
        ar=Words(
            "نفاذ قبل التوقيع",
            "تاريخ الدخول حيز التنفيذ {in_force_on:day} سابق على آخر توقيع في {signed_on:day}.",
            "أدخلوا ذلك اليوم أو يوما بعده.",
        ),
        en=Words(
            "In force before signature",
            "Entry into force on {in_force_on:day} is before the last signature, on "
            "{signed_on:day}.",
            "Give that day or a later one.",
        ),
    ),
}
