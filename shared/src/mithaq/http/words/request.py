"""What was sent: address, method, body, fields."""

from typing import Final

from mithaq.http.texts import Text, Texts, Words

_BODY: Final[Texts] = {
    "body-invalid": Text(
        fr=Words(
            "Contenu non valable",
            "Certains champs du contenu envoyé ne conviennent pas ; « errors » dit lesquels.",
            "Corrigez chaque champ indiqué et renvoyez la demande ; rien n'a été modifié.",
        ),
        ar=Words(
            "محتوى غير صالح",
            "بعض حقول المحتوى المرسل غير ملائمة؛ تبيّنها «errors».",
            "صحّحوا كل حقل مذكور وأعيدوا إرسال الطلب؛ لم يتغيّر أي شيء.",
        ),
        en=Words(
            "Invalid content",
            "Some fields of the content do not fit; “errors” says which.",
            "Correct each field named and send the request again; nothing was changed.",
        ),
    ),
    "json-malformed": Text(
        fr=Words(
            "JSON illisible",
            "Le contenu envoyé n'est pas du JSON bien formé.",
            "Corrigez la syntaxe (guillemets, virgules, accolades) et renvoyez la demande.",
        ),
        ar=Words(
            "محتوى JSON غير مقروء",
            "المحتوى المرسل ليس JSON سليم الصياغة.",
            "صحّحوا الصياغة (علامات الاقتباس والفواصل والأقواس) وأعيدوا إرسال الطلب.",
        ),
        en=Words(
            "Unreadable JSON",
            "The content is not well-formed JSON.",
            "Correct the syntax (quotes, commas, braces) and send the request again.",
        ),
    ),
    "body-too-large": Text(
        fr=Words(
            "Contenu trop volumineux",
            "Le contenu dépasse la limite de {limit} octets.",
            "Envoyez moins à la fois, ou répartissez l'envoi en plusieurs demandes.",
        ),
        ar=Words(
            "محتوى كبير الحجم",
            "يتجاوز المحتوى الحد الأقصى وهو {limit} بايت.",
            "أرسلوا محتوى أصغر أو وزّعوه على عدة طلبات.",
        ),
        en=Words(
            "Content too large",
            "The content exceeds the limit of {limit} bytes.",
            "Send less at a time, or spread it over several requests.",
        ),
    ),
    "media-type-unsupported": Text(
        fr=Words(
            "Format non pris en charge",
            "Cette adresse attend du JSON et le contenu n'est pas déclaré comme tel.",
            "Renvoyez la demande avec l'en-tête « Content-Type: application/json ».",
        ),
        ar=Words(
            "صيغة غير مدعومة",
            "ينتظر هذا العنوان محتوى JSON، ولم يُصرَّح بالمحتوى على هذا النحو.",
            "أعيدوا إرسال الطلب مع الترويسة «Content-Type: application/json».",
        ),
        en=Words(
            "Unsupported format",
            "This address expects JSON and the content is not declared as such.",
            "Send the request again with the header “Content-Type: application/json”.",
        ),
    ),
}

_ADDRESS: Final[Texts] = {
    "parameters-invalid": Text(
        fr=Words(
            "Paramètres non valables",
            "Certains paramètres de l'adresse ou des en-têtes ne conviennent pas ; « errors » "
            "dit lesquels.",
            "Corrigez chaque paramètre indiqué et renvoyez la demande.",
        ),
        ar=Words(
            "معاملات غير صالحة",
            "بعض معاملات العنوان أو الترويسات غير ملائمة؛ تبيّنها «errors».",
            "صحّحوا كل معامل مذكور وأعيدوا إرسال الطلب.",
        ),
        en=Words(
            "Invalid parameters",
            "Some parameters of the address or headers do not fit; “errors” says which.",
            "Correct each parameter named and send the request again.",
        ),
    ),
    "route-unknown": Text(
        fr=Words(
            "Adresse inconnue",
            "Rien n'est servi à l'adresse « {path} ».",
            "Vérifiez l'adresse ; la liste complète se trouve dans /openapi.json.",
        ),
        ar=Words(
            "عنوان غير معروف",
            "لا شيء متاح على العنوان «{path}».",
            "تحققوا من العنوان؛ القائمة الكاملة في /openapi.json.",
        ),
        en=Words(
            "Unknown address",
            "Nothing is served at “{path}”.",
            "Check the address; the full list is in /openapi.json.",
        ),
    ),
    "method-not-allowed": Text(
        fr=Words(
            "Méthode non admise",
            "Cette adresse n'admet pas la méthode {method}.",
            "Employez l'une des méthodes de l'en-tête « Allow ».",
        ),
        ar=Words(
            "طريقة غير مقبولة",
            "هذا العنوان لا يقبل الطريقة {method}.",
            "استعملوا إحدى الطرق المذكورة في الترويسة «Allow».",
        ),
        en=Words(
            "Method not allowed",
            "This address does not take the method {method}.",
            "Use one of the methods in the “Allow” header.",
        ),
    ),
}

REQUEST: Final[Texts] = {**_BODY, **_ADDRESS}
