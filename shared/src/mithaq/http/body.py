"""Base class of request bodies, and the body of an amount."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from mithaq.http.calendar import Day
from mithaq.http.fields import Reason
from mithaq.money import Money, MoneyMalformed, Total
from mithaq.unicode import Flaw, flaw_of


class Body(BaseModel):
    """The base of every request body: immutable, unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*", mode="after")
    @classmethod
    def _sound(cls, value: Any) -> Any:  # noqa: ANN401
        """The policy of texts, whatever a field's own type says of them."""
        flaw = _flaw_in(value)
        if flaw is not None:
            raise PydanticCustomError(f"text_{flaw.value}", "refused by the policy of texts")
        return value


class Dated(Body):
    """The body of a command: the day from which it holds; today in Morocco when absent.

    `dating_reason` says why that day lies further back than anybody may date a fact.
    """

    on: Annotated[
        Day | None,
        Field(description="The day it holds; today (Africa/Casablanca) when absent."),
    ] = None
    dating_reason: Annotated[
        Reason | None,
        Field(description="Why it is dated far back; that takes the role `archivist` besides."),
    ] = None


def _flaw_in(value: object) -> Flaw | None:
    match value:
        case str():
            flaw = flaw_of(value, lines=True)
            return None if flaw is Flaw.BLANK else flaw
        case list() | tuple() | set() | frozenset():
            return next(filter(None, map(_flaw_in, value)), None)
        case dict():
            return _flaw_in([part for pair in value.items() for part in pair])
        case _:
            return None


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


class TotalBody(BaseModel):
    """A sum of amounts, in an answer: as MoneyBody, but wide enough for any number of them."""

    model_config = ConfigDict(
        frozen=True, json_schema_extra={"example": {"amount": "1234.50", "currency": "MAD"}}
    )

    amount: Annotated[
        str,
        Field(
            pattern=r"^-?[0-9]{1,60}\.[0-9]{2}$",
            description="Dirhams as text, two decimals, a point as decimal mark.",
        ),
    ]
    currency: Annotated[Literal["MAD"], Field(description="Always the Moroccan dirham.")] = "MAD"

    @model_validator(mode="before")
    @classmethod
    def _from_money(cls, value: object) -> object:
        return {"amount": str(value)} if isinstance(value, Money | Total) else value
