"""What bodies of requests are made of."""

import re
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator
from pydantic_core import PydanticCustomError

from mithaq.money import Money, MoneyMalformed

_UNSTORABLE: Final = re.compile("[\0\ud800-\udfff]")


class Body(BaseModel):
    """The base of every request body: nothing unknown passes, nothing changes afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*", mode="after")
    @classmethod
    def _storable(cls, value: Any) -> Any:  # noqa: ANN401
        """PostgreSQL keeps neither NUL nor half of a surrogate pair, in text or in JSON."""
        if _unstorable(value):
            raise PydanticCustomError("text_unstorable", "a character cannot be stored")
        return value


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
    """A JSON number would have been a binary float somewhere on its way here."""
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
