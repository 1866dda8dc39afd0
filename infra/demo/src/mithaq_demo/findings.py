"""Reads everything at the end of the play, for the checks and the report."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mithaq_demo import activity, actors, executed, ledger, logs, mails, seen
from mithaq_demo.activity import RegionActivity
from mithaq_demo.acts.publishing import STREAM
from mithaq_demo.checks import commitments
from mithaq_demo.client import Client, Json
from mithaq_demo.executed import Executed
from mithaq_demo.ledger import Tables
from mithaq_demo.logs import LogCount, Verdict
from mithaq_demo.mails import Delivery, Letter, Mail
from mithaq_demo.performance import Played
from mithaq_demo.plays import COMPLETED, PLANS, casablanca
from mithaq_demo.script import Refusal, Script
from mithaq_demo.seen import Seen

_LEDGER_SECONDS = 20.0
_PAUSE = 0.25


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    tables: Tables
    refusals: Sequence[Refusal]
    logs: Sequence[LogCount]
    verdicts: Sequence[Verdict]
    deliveries: Sequence[Delivery]
    mails: Sequence[Mail]
    letter: Letter | None
    regions: Sequence[RegionActivity]
    release: Mapping[str, Any]
    projects: Sequence[Mapping[str, Any]]
    amended: Mapping[str, Json]
    seen: Seen
    executed: Executed
    papers: Tables


async def gather(script: Script, played: Played, folder: Path) -> Findings:
    """Read everything, once the audit has every event; files go to `folder`.

    Raises NotSettled, UnexpectedAnswer.
    """
    client = script.client
    counts = await logs.settled(client, script.events())
    written = script.positions["conventions"]
    tables, deliveries, regions, looked, carried = await asyncio.gather(
        _caught_up(client, played),
        mails.delivered(client, played),
        activity.shown(client),
        seen.look(client, played, folder, written),
        executed.look(client, played, written),
    )
    arrived = await mails.arrived(client)
    messages = await logs.on_kafka(logs.kafka_of(client.addresses))
    order = [STREAM, *(plan.key for plan in PLANS)]
    newest = next(iter(arrived), None)
    return Findings(
        tables=tables,
        refusals=sorted(script.refusals, key=lambda refusal: order.index(refusal.case)),
        logs=[replace(count, on_kafka=messages[count.service]) for count in counts],
        verdicts=await logs.verified(client),
        deliveries=deliveries,
        mails=arrived,
        letter=await mails.letter(client, newest) if newest else None,
        regions=regions,
        release=await _release(client, played),
        projects=await _projects(client, played),
        amended={**script.amended},
        seen=looked,
        executed=carried,
        papers=await ledger.read_tables(client, played.cast, played.papers),
    )


async def _caught_up(client: Client, played: Played) -> Tables:
    """Wait for the ledger, which may be a moment behind the copy of the log."""
    deadline = asyncio.get_running_loop().time() + _LEDGER_SECONDS
    while True:
        tables = await ledger.read_tables(client, played.cast, played.conventions)
        if commitments.hold(tables) or asyncio.get_running_loop().time() > deadline:
            return tables
        await asyncio.sleep(_PAUSE)


async def _release(client: Client, played: Played) -> Mapping[str, Any]:
    """The unmet conditions for the release of Casablanca's last tranche."""
    convention = played.conventions[casablanca.PLAN.key]
    path = f"/v1/conventions/{convention}/tranches/T-{casablanca.WAITING}/release"
    found: Mapping[str, Any] = await client.read(actors.OFFICE, "conventions", path)
    return found


async def _projects(client: Client, played: Played) -> Sequence[Mapping[str, Any]]:
    """The project linked to each convention that one is behind."""
    linked = [played.conventions[plan.key] for plan in COMPLETED]
    pages = await asyncio.gather(
        *(
            client.read(actors.OFFICE, "programming", f"/v1/projects?convention={convention}")
            for convention in linked
        )
    )
    return [project for page in pages for project in page["items"]]
