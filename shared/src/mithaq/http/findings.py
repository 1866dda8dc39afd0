"""Maps pydantic's error types to the ids of our texts."""

from collections.abc import Mapping
from typing import Final

UNFIT: Final = "field.unfit"

_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "field.missing": ("missing",),
    "field.unknown": ("extra_forbidden",),
    "field.text": ("string_type",),
    "field.unstorable": ("string_unicode", "text_unstorable"),
    "field.blank": ("text_blank",),
    "field.control": ("text_control",),
    "field.line-break": ("text_line_break",),
    "field.direction": ("text_direction",),
    "field.email": ("email",),
    "field.day-bounds": ("date_out_of_bounds",),
    "field.parameter": ("parameter_unknown",),
    "field.once": ("parameter_repeated",),
    "field.too-few-characters": ("string_too_short",),
    "field.too-many-characters": ("string_too_long",),
    "field.pattern": ("string_pattern_mismatch",),
    "field.whole-number": ("int_type", "int_parsing", "int_from_float", "int_parsing_size"),
    "field.number": ("float_type", "float_parsing", "finite_number"),
    "field.yes-or-no": ("bool_type", "bool_parsing"),
    "field.uuid": ("uuid_type", "uuid_parsing"),
    "field.date": (
        "date_type",
        "date_parsing",
        "date_from_datetime_parsing",
        "date_from_datetime_inexact",
    ),
    "field.time": ("datetime_type", "datetime_parsing", "datetime_from_date_parsing"),
    "field.time-zone": ("timezone_aware",),
    "field.greater-than": ("greater_than",),
    "field.at-least": ("greater_than_equal",),
    "field.less-than": ("less_than",),
    "field.at-most": ("less_than_equal",),
    "field.too-few-items": ("too_short",),
    "field.too-many-items": ("too_long",),
    "field.repeated": ("item_repeated",),
    "field.list": ("list_type", "tuple_type", "set_type", "frozen_set_type"),
    "field.object": ("model_type", "model_attributes_type", "dict_type"),
    "field.choice": ("enum", "literal_error"),
    "field.variant": ("union_tag_invalid", "union_tag_not_found"),
    "field.money-text": ("money_type",),
    "field.money": ("money_malformed",),
}

SAYINGS: Final[Mapping[str, str]] = {
    error_type: sentence for sentence, types in _TYPES.items() for error_type in types
}
