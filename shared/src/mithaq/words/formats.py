"""Formats amounts, days, numbers and lists for each language as used in Morocco (Babel, CLDR)."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

Language = str
Joiner = Literal["and", "or"]

_STYLES: Final[dict[Joiner, Literal["standard", "or"]]] = {"and": "standard", "or": "or"}
_AMOUNT: Final = "#,##0.00"
_MOROCCO: Final = ZoneInfo("Africa/Casablanca")


class Formats:
    """The formats of one language. `of` returns one object per language."""

    def __init__(self, locale: Locale) -> None:
        self._locale = locale

    @staticmethod
    @cache
    def of(language: Language) -> "Formats":
        """The Moroccan locale if CLDR has one for the language, else the language's own."""
        try:
            return Formats(Locale.parse(f"{language}_MA"))
        except UnknownLocaleError:
            return Formats(Locale.parse(language))

    @property
    def right_to_left(self) -> bool:
        return self._locale.text_direction == "rtl"

    @property
    def name(self) -> str:
        """The language's name in that language."""
        return self._locale.get_language_name() or self._locale.language

    def country(self, code: str) -> str:
        """The name of a country, by its ISO 3166 code."""
        return str(self._locale.territories[code])

    def number(self, value: Decimal | int) -> str:
        return format_decimal(value, locale=self._locale, decimal_quantization=False)

    def amount(self, dirhams: Decimal) -> str:
        """An amount with grouping and two decimals, without the currency."""
        return format_decimal(dirhams, format=_AMOUNT, locale=self._locale)

    def percent(self, value: Decimal | int) -> str:
        return format_percent(Decimal(value) / 100, locale=self._locale, decimal_quantization=False)

    def day(self, day: date) -> str:
        """A day with the month's name, so that it is unambiguous."""
        written = format_date(day, "long", locale=self._locale)
        # CLDR has no ordinals in dates; French has one: the first of the month.
        if self._locale.language == "fr" and day.day == 1:
            return written.replace("1 ", "1er ", 1)
        return written

    def short_day(self, day: date) -> str:
        """A day in digits, for table columns."""
        return format_date(day, "short", locale=self._locale)

    def moment(self, at: datetime) -> str:
        """A day and time in Morocco, in digits."""
        there = at.astimezone(_MOROCCO)
        return f"{self.short_day(there)} {format_time(there, 'HH:mm', locale=self._locale)}"

    def list(self, items: Sequence[str], joiner: Joiner = "and") -> str:
        return format_list(items, style=_STYLES[joiner], locale=self._locale)
