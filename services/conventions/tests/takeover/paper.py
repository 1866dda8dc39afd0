"""A paper file of the tests: a medina paid for in part, amended once, and who takes it over."""

from dataclasses import replace
from datetime import date
from typing import Any

from conventions.domain.core.archived import (
    ArchivedAmendment,
    ArchivedConvention,
    ArchivedDay,
    ArchivedDelivery,
    ArchivedFact,
    ArchivedParty,
    ArchivedPayment,
    FactKind,
    Precision,
    Source,
)
from conventions.domain.core.terms import Action, Outline
from conventions.domain.core.vocabulary import ContributionKind, Instrument, PartyRole
from conventions.domain.takeover import commands as c
from conventions.domain.takeover import entry
from conventions.domain.takeover.entry import Entry
from conventions.domain.takeover.events import ConventionTakenOver, EntryEvent
from conventions.domain.takeover.reading import taken_over
from mithaq.commands import Caller
from mithaq.dating import Dating
from mithaq.events import Actor, Origin
from mithaq.testing.given import Scenario

from ..people import COMMUNE, DAY, ID, MINISTRY, OPERATOR, REGION, Say
from ..proposal import contribution, mad, party, yearly
from ..story import Story, told

_ROLES = frozenset({"office", "archivist"})
ARCHIVIST = Caller(subject="archivist", organisation=MINISTRY, roles=_ROLES)
CHECKER = Caller(subject="checker", organisation=MINISTRY, roles=_ROLES)
THIRD = Caller(subject="third", organisation=MINISTRY, roles=_ROLES)
archivist, checker, third = Say(ARCHIVIST), Say(CHECKER), Say(THIRD)
DIGEST = "a" * 64
TEXT = Source(reference="Convention n° 12/2019", sha256=DIGEST)
ORDERS = Source(reference="Registre des mandats 2019-2021", sha256=DIGEST)
AVENANT = Source(reference="Avenant n° 1", sha256=DIGEST)


def on(text: str) -> ArchivedDay:
    """`2019`, `2019-03` or `2019-03-05`: as precise as it is written."""
    parts = [int(part) for part in text.split("-")]
    precision = (Precision.YEAR, Precision.MONTH, Precision.DAY)[len(parts) - 1]
    year, month, day = (*parts, 1, 1)[:3]
    return ArchivedDay(day=date(year, month, day), precision=precision)


def signatory(who: ArchivedParty, signed: str | None) -> ArchivedParty:
    return replace(who, signed=on(signed) if signed else None)


LEAD = ArchivedParty(
    party=party(REGION, (PartyRole.LEAD, PartyRole.FUNDER), 1, kind="region"),
    signatory_function="Président du conseil régional",
    signed=on("2019-03-05"),
)
FUNDER = ArchivedParty(
    party=party(COMMUNE, PartyRole.FUNDER, 1, kind="commune"),
    signatory_function="Président du conseil communal",
    signed=on("2019-03-12"),
)
BUILDER = ArchivedParty(
    party=party(OPERATOR, PartyRole.PROJECT_OWNER, 2, kind="public_operator"),
    signatory_function="Directeur",
    signed=on("2019-03"),
)
WORKS = Action(
    action="works",
    label_fr="Travaux",
    territory="01.511.01.0",
    cost=mad(1_000),
    years=yearly(y2019=600, y2020=400),
)
FROM_REGION = contribution("region-19", REGION, 600, year=2019)
FROM_COMMUNE = contribution("commune-20", COMMUNE, 400, year=2020)
LAND = contribution("land", COMMUNE, 100, year=2019, kind=ContributionKind.LAND)
PAID = ArchivedPayment(
    payment="P1",
    contribution="region-19",
    paid=on("2019-06-30"),
    amount=mad(500),
    justified=mad(400),
    reference="VIR 2019/77",
    source=ORDERS,
)
GIVEN = ArchivedDelivery(
    delivery="D1",
    contribution="land",
    delivered=on("2019-09-01"),
    amount=mad(100),
    source=Source(reference="PV de remise", sha256=DIGEST),
)
MORE = ArchivedAmendment(
    number=1,
    signed=on("2020-01-10"),
    effective=on("2020-02"),
    total=mad(1_200),
    ends=on("2023-12-31"),
    contributions=(FROM_REGION, replace(FROM_COMMUNE, amount=mad(500)), LAND),
    reason="Travaux supplémentaires",
    source=AVENANT,
)
FILE = ArchivedConvention(
    outline=Outline(
        reference="12/2019",
        instrument=Instrument.FINANCING,
        title_fr="Médina",
        territory="01.511.01.0",
        region="01",
        total=mad(1_100),
        first_year=2019,
        last_year=2020,
        duration_months=36,
    ),
    drafted_by=MINISTRY,
    source=TEXT,
    parties=(LEAD, FUNDER, BUILDER),
    actions=(WORKS,),
    contributions=(FROM_REGION, FROM_COMMUNE, LAND),
    in_force=on("2019-04-01"),
    payments=(PAID,),
    deliveries=(GIVEN,),
)
AMENDED = replace(FILE, amendments=(replace(MORE, total=mad(1_200)),))


def by_caller(command: c.TakeOverCommand) -> Actor:
    return command.caller.actor("office")


Entries = Scenario[Entry, c.TakeOverCommand, EntryEvent]


def files() -> Entries:
    """Nothing was entered yet."""
    return Scenario(
        Entry(), entry.evolve, entry.decide, by=by_caller, on=lambda command: command.dating.on
    )


def dated(caller: Caller, today: date = DAY) -> dict[str, Any]:
    dating = Dating(on=today, recorded_on=today)
    return {"convention_id": ID, "caller": caller, "dating": dating}


def enter(
    record: ArchivedConvention = FILE, caller: Caller = ARCHIVIST
) -> c.EnterArchivedConvention:
    return c.EnterArchivedConvention(record=record, **dated(caller))


def check(caller: Caller = CHECKER, revision: int = 1) -> c.CheckArchivedConvention:
    return c.CheckArchivedConvention(revision=revision, **dated(caller))


def send_back(
    caller: Caller = CHECKER, revision: int = 1, reasons: tuple[str, ...] = ("Montant illisible",)
) -> c.ReturnArchivedConvention:
    return c.ReturnArchivedConvention(revision=revision, reasons=reasons, **dated(caller))


def begun(record: ArchivedConvention = FILE) -> ConventionTakenOver:
    return taken_over(ID, record, ARCHIVIST.person, DAY)


def running(record: ArchivedConvention = FILE) -> Story:
    """The convention that the file became, once another person had checked it."""
    origin = Origin(by=CHECKER.actor("office"), effective_date=DAY)
    return told().given(begun(record), origin=origin)


def fact(kind: FactKind, **fields: object) -> ArchivedFact:
    plain = ArchivedFact(kind=kind, source=Source(reference="Courrier n° 8", sha256=DIGEST))
    return replace(plain, **fields)  # type: ignore[arg-type]


def propose(told: ArchivedFact, say: Say = archivist) -> c.ProposeArchivedFact:
    return say(c.ProposeArchivedFact, fact=told)


def confirm(number: int = 1, say: Say = checker) -> c.ConfirmArchivedFact:
    return say(c.ConfirmArchivedFact, fact_number=number)


def filled(record: ArchivedConvention, told: ArchivedFact) -> Story:
    """Taken over, and one fact more read by two persons."""
    return running(record).when(propose(told), confirm())
