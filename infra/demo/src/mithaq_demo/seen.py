"""What the service shows of the agreeing side: plans, envelope, two texts beside another, lists."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from mithaq_demo import actors
from mithaq_demo.client import Client, Json
from mithaq_demo.performance import Played
from mithaq_demo.plays import PLANS, tanger_2019, tta
from mithaq_demo.problems import Problem

# The text before and after the amendment of Tanger 2019.
BEFORE, AFTER = date(2019, 12, 31), date(2020, 12, 31)
# What a ministry asks for: the conventions of a region that are in force, the largest first.
FILTER: Final = "region=01&state=in_force&sort=-total"
FILE: Final = "conventions.xlsx"
_SETTLING_SECONDS: Final = 20.0
_PAUSE: Final = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """`plans` by the key of their plan; `file` is where the list was saved."""

    plans: Mapping[str, Json]
    envelope: Json
    financed: Sequence[Json]
    comparison: Json
    lapse: Json
    listed: Sequence[Json]
    totals: Json
    file: Path
    confirmed: Sequence[str]


async def look(client: Client, played: Played, folder: Path, written: int) -> Seen:
    """Everything, as far as the play has `written`."""
    conventions = played.conventions
    framework = f"/v1/conventions/{conventions[tta.PLAN.key]}"
    plans, envelope, financed, comparison, lapse, confirmed = await asyncio.gather(
        _plans(client, conventions),
        _settled_envelope(client, framework),
        _read(client, f"{framework}/financing-conventions"),
        _read(client, _comparison(conventions[tanger_2019.PLAN.key])),
        _lapse(client, conventions[tta.LAPSED.key]),
        _confirmed(client),
    )
    listed, totals, file = await asyncio.gather(
        _read(client, f"/v1/conventions?{FILTER}&limit=100", written),
        _read(client, f"/v1/conventions/totals?{_filter_alone()}", written),
        _saved(client, folder, written),
    )
    return Seen(
        plans=plans,
        envelope=envelope,
        financed=financed["items"],
        comparison=comparison,
        lapse=lapse,
        listed=listed["items"],
        totals=totals,
        file=file,
        confirmed=confirmed,
    )


async def _read(client: Client, path: str, written: int = 0) -> Any:  # noqa: ANN401
    return await client.read(actors.OFFICE, "conventions", path, at_least=written)


async def _plans(client: Client, conventions: Mapping[str, str]) -> Mapping[str, Json]:
    keys = [plan.key for plan in PLANS]
    read = (_read(client, f"/v1/conventions/{conventions[key]}/plan") for key in keys)
    return dict(zip(keys, await asyncio.gather(*read), strict=True))


async def _settled_envelope(client: Client, framework: str) -> Json:
    """Its read model is a moment behind; at last it has a line of each funder for each year, and
    what is reserved is what is signed: the text that lapsed has given its part back."""
    clock = asyncio.get_running_loop().time
    deadline = clock() + _SETTLING_SECONDS
    while True:
        told: Json = await _read(client, f"{framework}/envelope")
        paid = any(line["paid"]["amount"] != "0.00" for line in told["lines"])
        given_back = told["totals"]["reserved"] == told["totals"]["signed"]
        whole = len(told["lines"]) == 2 * len(tta.YEARS)
        if (whole and paid and given_back) or clock() > deadline:
            return told
        await asyncio.sleep(_PAUSE)


def _comparison(convention: str) -> str:
    return f"/v1/conventions/{convention}/comparison?from={BEFORE}&to={AFTER}"


async def _lapse(client: Client, convention: str) -> Json:
    """The event that ended the text nobody else signed."""
    page = await _read(client, f"/v1/conventions/{convention}/events?limit=200")
    ended: Sequence[Json] = [e for e in page["items"] if e["type"] == "ConventionLapsed"]
    return ended[0] if ended else {}


async def _confirmed(client: Client) -> Sequence[str]:
    templates, kinds = await asyncio.gather(
        _read(client, "/v1/templates?standing=confirmed"),
        _read(client, "/v1/programme-kinds?standing=confirmed"),
    )
    return [row["name"] for row in templates["items"]] + [row["code"] for row in kinds["items"]]


def _filter_alone() -> str:
    return "&".join(part for part in FILTER.split("&") if not part.startswith("sort="))


async def _saved(client: Client, folder: Path, written: int) -> Path:
    """The filtered list as a workbook. Raises OSError where the folder cannot be written to."""
    path = f"/v1/conventions/export.xlsx?{FILTER}&language=fr"
    answer = await client.asked(actors.OFFICE, "conventions", path, at_least=written)
    content = b"" if isinstance(answer, Problem) else answer.content
    return await asyncio.to_thread(_written, folder / FILE, content)


def _written(file: Path, content: bytes) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file
