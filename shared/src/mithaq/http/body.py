"""Base class of request bodies, and the body of an amount."""

import re
from datetime import date
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from mithaq.money import Money, MoneyMalformed

_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


class Body(BaseModel):
    """The base of every request body: immutable, unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*", mode="after")
    @classmethod
    def _storable(cls, value: Any) -> Any:  # noqa: ANN401
        """PostgreSQL stores neither NUL nor lone surrogates, in text or in JSON."""
        if _unstorable(value):
            raise PydanticCustomError("text_unstorable", "a character cannot be stored")
        return value


class Dated(Body):
    """The body of a command: the day from which it holds; today in Morocco when absent."""

    on: Annotated[
        date | None,
        Field(description="The day it holds; today (Africa/Casablanca) when absent."),
    ] = None


def _unstorable(value: object) -> bool:
    match value:
        case str():
            return _UNSTORABLE.search(value) is not None
        case list() | tuple() | set() | frozenset():
            return any(_unstorable(inner) for inner in value)
        case dict():
            return any(_unstorable(inner) for pair in value.items() for inner in pair)
        case _:
            return False


def _exact(value: object) -> object:
    """Accept text only: some JSON parser may have turned a number into a binary float."""
    if not isinstance(value, str):
        raise PydanticCustomError("money_type", "an amount is text such as 1234.50")
    try:
        Money.of(value)
    except MoneyMalformed as error:
        raise PydanticCustomError("money_malformed", "not an amount of dirhams") from error
    return value


class MoneyBody(Body):
    """An amount of dirhams. Whether it may be negative or zero is a rule of the domain."""

    model_config = ConfigDict(
        json_schema_extra={"example": {"amount": "1234.50", "currency": "MAD"}}
    )

    @model_validator(mode="before")
    @classmethod
    def _from_money(cls, value: object) -> object:
        """Accept a Money, so that views can be built directly from rows and states."""
        return {"amount": str(value), "currency": "MAD"} if isinstance(value, Money) else value

    amount: Annotated[
        str,
        BeforeValidator(_exact),
        Field(
            pattern=r"^-?[0-9]{1,14}(\.[0-9]{1,2})?$",
            description="Dirhams as text, at most two decimals, a point as decimal mark.",
        ),
    ]
    currency: Annotated[Literal["MAD"], Field(description="Always the Moroccan dirham.")] = "MAD"

    def money(self) -> Money:
        return Money.of(self.amount)

    @classmethod
    def of(cls, money: Money) -> Self:
        return cls(amount=str(money), currency="MAD")
