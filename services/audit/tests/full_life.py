"""Every kind of event that moves money, in one life of a convention.

`full_life.json` holds the lines of each of them as the ledger has always written them.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from audit.domain.ledger.line import Line
from audit.heard import tranches
from audit.heard.conventions import MoneyEvent
from mithaq.money import Money

from .stories import (
    REGION,
    abandoned,
    amended,
    cancelled,
    overpaid,
    pledged,
    promise,
    refused,
    settled,
    signed,
    step,
    withdrawn,
)

ROAD, ROAD_LESS = promise("c2", 60_000), promise("c2", 45_000)
WALLS = promise("c10", 30_000, REGION, action="A2")
LAND = replace(promise("c1", 20_000, REGION), kind="land", basis=None)
LIGHTS, LIGHTS_TAKEN_OVER = promise("c3", 9_000), promise("c3", 8_000, REGION)
GONE = promise("c4", 5_000)
PLEDGES: list[MoneyEvent] = [
    pledged(ROAD),
    pledged(WALLS),
    pledged(LAND),
    pledged(LIGHTS),
    pledged(GONE),
    withdrawn(GONE),
    pledged(LIGHTS_TAKEN_OVER, replaced=LIGHTS),
    pledged(ROAD_LESS, replaced=ROAD),
    pledged(replace(ROAD, basis="art. 7"), replaced=ROAD_LESS),
]
TEXT = (replace(ROAD, basis="art. 7"), WALLS, LAND, LIGHTS_TAKEN_OVER)
ROAD_MORE, WALLS_LESS = promise("c2", 75_000), replace(WALLS, amount=Money(22_000))
MONEY: list[MoneyEvent] = [
    step(tranches.FundsCalled, ROAD, 50_000, "APPEL-1"),
    step(tranches.TrancheCommitted, ROAD, 40_000, "ENG-1"),
    step(tranches.TrancheVisaed, ROAD, 30_000, "VISA-1"),
    step(tranches.PaymentOrdered, ROAD, 20_000, "OP-1"),
    step(tranches.TranchePaid, ROAD, 20_000, "VIR-1"),
    amended((WALLS, WALLS_LESS), (ROAD, ROAD_MORE)),
    cancelled(ROAD, called=30_000, committed=20_000, visaed=10_000),
    step(tranches.TrancheJustified, ROAD, 15_000, "PV-1"),
    overpaid(ROAD, 4_000),
    settled(ROAD),
    cancelled(WALLS, called=0, committed=0, visaed=0),
    amended((ROAD_MORE, ROAD), number=2),
]
FULL_LIFE = [*PLEDGES, signed(*TEXT), *MONEY]
LIVES = {
    "signed and paid": FULL_LIFE,
    "refused": [*PLEDGES, refused(*TEXT)],
    "withdrawn": [*PLEDGES, abandoned(*TEXT)],
}
EXPECTED: dict[str, list[list[list[Any]]]] = json.loads(
    Path(__file__).with_suffix(".json").read_text(encoding="utf-8")
)


def told(line: Line) -> list[Any]:
    """A line as `full_life.json` writes it."""
    undertaking = line.undertaking
    return [
        line.kind.value,
        undertaking.contribution,
        undertaking.organisation_id.int,
        undertaking.action,
        undertaking.year,
        undertaking.nature,
        line.amount.centimes,
        line.act,
        line.basis,
    ]
