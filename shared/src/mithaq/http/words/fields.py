"""Why one field does not fit, in words for people rather than for programmers.

Keys are pydantic's error types; `{name}` stands for what the check was given.
"""

from collections.abc import Mapping
from typing import Final

from mithaq.http.texts import Language

Sayings = Mapping[Language, str]


def _say(fr: str, ar: str, en: str) -> Sayings:
    return {"fr": fr, "ar": ar, "en": en}


_TEXT: Final = _say("doit être un texte", "يجب أن يكون نصا", "must be text")
_WHOLE: Final = _say(
    "doit être un nombre entier", "يجب أن يكون عددا صحيحا", "must be a whole number"
)
_NUMBER: Final = _say("doit être un nombre", "يجب أن يكون عددا", "must be a number")
_YES_NO: Final = _say(
    "doit être true ou false", "يجب أن تكون القيمة true أو false", "must be true or false"
)
_UUID: Final = _say("doit être un UUID", "يجب أن يكون UUID", "must be a UUID")
_DATE: Final = _say(
    "doit être une date AAAA-MM-JJ existante",
    "يجب أن يكون تاريخا موجودا على شكل YYYY-MM-DD",
    "must be an existing date YYYY-MM-DD",
)
_TIME: Final = _say(
    "doit être une date et une heure ISO 8601",
    "يجب أن يكون تاريخا وساعة وفق ISO 8601",
    "must be an ISO 8601 date and time",
)
_OBJECT: Final = _say("doit être un objet JSON", "يجب أن يكون كائن JSON", "must be a JSON object")
_LIST: Final = _say("doit être une liste", "يجب أن يكون قائمة", "must be a list")
_CHOICE: Final = _say(
    "doit être l'une de ces valeurs : {expected}",
    "يجب أن تكون إحدى القيم: {expected}",
    "must be one of: {expected}",
)
_PLAIN: Final = _say(
    "contient un caractère qui ne peut pas être conservé",
    "يحتوي على حرف لا يمكن حفظه",
    "contains a character that cannot be stored",
)
_TAG: Final = _say(
    "ne dit pas lequel des genres prévus est envoyé",
    "لا يبيّن أي نوع من الأنواع المتوقعة أُرسل",
    "does not say which of the expected kinds is sent",
)

UNFIT: Final = _say("valeur non admise", "قيمة غير مقبولة", "value not accepted")

FIELDS: Final[Mapping[str, Sayings]] = {
    "missing": _say("champ obligatoire absent", "حقل إلزامي غائب", "required field is missing"),
    "extra_forbidden": _say("champ inconnu", "حقل غير معروف", "unknown field"),
    "string_type": _TEXT,
    "string_unicode": _PLAIN,
    "text_unstorable": _PLAIN,
    "string_too_short": _say(
        "au moins {min_length} caractère(s)",
        "{min_length} من الأحرف على الأقل",
        "at least {min_length} character(s)",
    ),
    "string_too_long": _say(
        "au plus {max_length} caractère(s)",
        "{max_length} من الأحرف على الأكثر",
        "at most {max_length} character(s)",
    ),
    "string_pattern_mismatch": _say(
        "n'a pas la forme attendue", "ليس على الشكل المتوقع", "does not have the expected form"
    ),
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "int_parsing_size": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "bool_type": _YES_NO,
    "bool_parsing": _YES_NO,
    "uuid_type": _UUID,
    "uuid_parsing": _UUID,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "datetime_type": _TIME,
    "datetime_parsing": _TIME,
    "datetime_from_date_parsing": _TIME,
    "timezone_aware": _say(
        "doit indiquer le fuseau horaire", "يجب ذكر المنطقة الزمنية", "must name its time zone"
    ),
    "greater_than": _say("plus grand que {gt}", "أكبر من {gt}", "greater than {gt}"),
    "greater_than_equal": _say("au moins {ge}", "{ge} على الأقل", "at least {ge}"),
    "less_than": _say("plus petit que {lt}", "أصغر من {lt}", "less than {lt}"),
    "less_than_equal": _say("au plus {le}", "{le} على الأكثر", "at most {le}"),
    "too_short": _say(
        "au moins {min_length} élément(s)",
        "{min_length} من العناصر على الأقل",
        "at least {min_length} item(s)",
    ),
    "too_long": _say(
        "au plus {max_length} élément(s)",
        "{max_length} من العناصر على الأكثر",
        "at most {max_length} item(s)",
    ),
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "model_type": _OBJECT,
    "model_attributes_type": _OBJECT,
    "dict_type": _OBJECT,
    "enum": _CHOICE,
    "literal_error": _CHOICE,
    "union_tag_invalid": _TAG,
    "union_tag_not_found": _TAG,
    "money_type": _say(
        "doit être un texte tel que « 1234.50 », jamais un nombre",
        "يجب أن يكون نصا مثل \u20681234.50\u2069، وليس عددا أبدا",
        "must be text such as “1234.50”, never a number",
    ),
    "money_malformed": _say(
        "doit être un montant en dirhams avec deux décimales au plus, tel que « 1234.50 »",
        "يجب أن يكون مبلغا بالدرهم برقمين عشريين على الأكثر مثل \u20681234.50\u2069",
        "must be an amount of dirhams with at most two decimals, such as “1234.50”",
    ),
}
