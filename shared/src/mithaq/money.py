"""Amounts of Moroccan dirhams, exact to the centime."""

import re
from collections.abc import Iterable
from dataclasses import FrozenInstanceError, dataclass
from typing import Any, Final, Self

from mithaq.errors import Invalid

__all__ = ["MAX_CENTIMES", "ZERO", "Money", "MoneyMalformed", "Total"]

# Canonical JSON numbers are IEEE doubles (RFC 8785, section 3.2.2.3): larger ones lose precision.
MAX_CENTIMES: Final = 2**53 - 1
_TEXT: Final = re.compile(r"(-?)([0-9]{1,14})(?:\.([0-9]{1,2}))?")


class MoneyMalformed(Invalid):
    """An amount is a decimal number of dirhams with at most two decimals."""

    code = "money-malformed"


class Money:
    """An integer number of centimes of MAD. Arithmetic is exact; there is no other currency.

    In events it is a JSON integer (centimes); over HTTP `{"amount": "1234.50", "currency": "MAD"}`.
    Immutable, and no dataclass: decoders take those for JSON objects.
    """

    __slots__ = ("centimes",)
    __match_args__ = ("centimes",)
    centimes: int

    def __init__(self, centimes: int) -> None:
        if not -MAX_CENTIMES <= centimes <= MAX_CENTIMES:
            raise MoneyMalformed(amount=str(centimes))
        object.__setattr__(self, "centimes", centimes)

    def __setattr__(self, name: str, _: object) -> None:
        raise FrozenInstanceError(name)

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(name)

    def __reduce__(self) -> tuple[type[Self], tuple[int]]:
        return type(self), (self.centimes,)

    def __repr__(self) -> str:
        return f"Money(centimes={self.centimes})"

    def __hash__(self) -> int:
        return hash(self.centimes)

    def __eq__(self, other: object) -> bool:
        return self.centimes == other.centimes if isinstance(other, Money) else NotImplemented

    def __lt__(self, other: "Money") -> bool:
        return self.centimes < other.centimes if isinstance(other, Money) else NotImplemented

    def __le__(self, other: "Money") -> bool:
        return self.centimes <= other.centimes if isinstance(other, Money) else NotImplemented

    def __gt__(self, other: "Money") -> bool:
        return self.centimes > other.centimes if isinstance(other, Money) else NotImplemented

    def __ge__(self, other: "Money") -> bool:
        return self.centimes >= other.centimes if isinstance(other, Money) else NotImplemented

    @classmethod
    def of(cls, text: str) -> Self:
        """Read dirhams such as `1234.50`. Raises MoneyMalformed on anything else."""
        match = _TEXT.fullmatch(text)
        if match is None:
            raise MoneyMalformed(amount=text[:40])
        sign, whole, fraction = match.groups()
        centimes = int(whole) * 100 + int((fraction or "").ljust(2, "0"))
        return cls(-centimes if sign else centimes)

    @classmethod
    def dirhams(cls, whole: int) -> Self:
        return cls(whole * 100)

    @classmethod
    def sum(cls, amounts: Iterable["Money"]) -> Self:
        """For decisions: MoneyMalformed beyond the bounds. A read adds up in `Total`."""
        return cls(sum(amount.centimes for amount in amounts))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.centimes + other.centimes)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.centimes - other.centimes)

    def __neg__(self) -> "Money":
        return Money(-self.centimes)

    def __bool__(self) -> bool:
        return self.centimes != 0

    def __str__(self) -> str:
        """Dirhams with two decimals and no grouping: `1234.50`."""
        return _dirhams(self.centimes)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:  # noqa: ANN401
        """Events contain the integer. Imported here so that the domain does not load pydantic."""
        from pydantic_core import core_schema

        from_integer = core_schema.no_info_after_validator_function(
            cls, core_schema.int_schema(strict=True, ge=-MAX_CENTIMES, le=MAX_CENTIMES)
        )
        return core_schema.json_or_python_schema(
            json_schema=from_integer,
            python_schema=core_schema.union_schema(
                [core_schema.is_instance_schema(cls), from_integer]
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda money: money.centimes, return_schema=core_schema.int_schema()
            ),
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: Any) -> dict[str, Any]:  # noqa: ANN401
        return {**handler(schema), "description": "integer, centimes of MAD"}


@dataclass(frozen=True, slots=True, order=True)
class Total:
    """A sum of amounts, exact and without bounds: adding up never fails, whatever was recorded.

    For what is read: an amount is bounded when it enters, many of them together are not. Its JSON
    is the text of its centimes, as JSON numbers would lose digits.
    """

    centimes: int = 0

    @classmethod
    def of(cls, amounts: "Iterable[Money | Total]") -> Self:
        return cls(sum(amount.centimes for amount in amounts))

    def __add__(self, other: "Money | Total") -> "Total":
        return Total(self.centimes + other.centimes)

    def __sub__(self, other: "Money | Total") -> "Total":
        return Total(self.centimes - other.centimes)

    def __neg__(self) -> "Total":
        return Total(-self.centimes)

    def __bool__(self) -> bool:
        return self.centimes != 0

    def __str__(self) -> str:
        """As of Money: `1234.50`."""
        return _dirhams(self.centimes)

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> Any:  # noqa: ANN401
        from pydantic_core import core_schema

        from_text = core_schema.no_info_after_validator_function(
            lambda text: cls(int(text)), core_schema.str_schema(pattern=r"^-?[0-9]{1,60}$")
        )
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            python_schema=core_schema.union_schema(
                [core_schema.is_instance_schema(cls), from_text]
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(
                lambda total: str(total.centimes), return_schema=core_schema.str_schema()
            ),
        )


def _dirhams(centimes: int) -> str:
    sign, value = "-" if centimes < 0 else "", abs(centimes)
    return f"{sign}{value // 100}.{value % 100:02d}"


ZERO: Final = Money(0)
