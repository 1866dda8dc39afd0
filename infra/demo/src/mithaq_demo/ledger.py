"""Reads each convention's commitments from the audit's ledger, never from our own input."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from mithaq_demo import actors
from mithaq_demo.amounts import centimes_of
from mithaq_demo.cast import Cast
from mithaq_demo.client import Client
from mithaq_demo.facts import organisations


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """In centimes."""

    pledged: int
    promised: int
    amended: int
    called: int
    paid: int
    justified: int
    balance: int

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        return cls(**{name: centimes_of(told[name]) for name in cls.__slots__})

    def as_dict(self) -> dict[str, int]:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    organisation: str
    amounts: Amounts

    @property
    def name_fr(self) -> str:
        return organisations()[self.organisation].name_fr


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One convention's commitments by partner, its state; `view` is all that the service tells."""

    key: str
    id: str
    reference: str
    state: str
    version: int
    total: int
    rows: Sequence[Row]
    totals: Amounts
    ends_on: str | None
    view: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Tables:
    """A table per plan, in their order."""

    all: Sequence[Table]

    def of(self, key: str) -> Table:
        return next(table for table in self.all if table.key == key)


async def read_tables(client: Client, cast: Cast, played: Mapping[str, str]) -> Tables:
    """`played` gives the convention's id by plan."""
    reading = (_table(client, cast, key, convention) for key, convention in played.items())
    return Tables(await asyncio.gather(*reading))


async def _table(client: Client, cast: Cast, key: str, convention: str) -> Table:
    told, view = await asyncio.gather(
        client.read(actors.AUDITOR, "audit", f"/v1/conventions/{convention}/commitments"),
        client.read(actors.OFFICE, "conventions", f"/v1/conventions/{convention}"),
    )
    rows = [
        Row(organisation=cast.key_of(row["organisation"]["id"]), amounts=Amounts.of(row["amounts"]))
        for row in told["partners"]
    ]
    return Table(
        key=key,
        id=convention,
        reference=view["reference"],
        state=view["state"],
        version=view["version"],
        total=centimes_of(view["total"]),
        rows=sorted(rows, key=lambda row: row.organisation),
        totals=Amounts.of(told["totals"]),
        ends_on=view["ends_on"],
        view=view,
    )
