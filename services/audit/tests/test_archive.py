"""What was taken over from paper counts in the ledger, and says that it comes from there."""

from datetime import date

from audit.domain.ledger.archive import archive_lines
from audit.domain.ledger.line import Archived, Kind
from audit.domain.ledger.lines import MONEY, lines_of
from audit.heard import archive as heard
from audit.heard.terms import ContributionChange, Outline, Party
from mithaq.money import Money

from .stories import CONVENTION, MINISTRY, REGION, promise

PAPER = heard.Source(reference="Convention n° 12/2019", sha256="ab" * 32)
ORDERS = heard.Source(reference="Registre 2019")
C1, MORE = promise("c1", 500), promise("c1", 700)


def payment(**changes: object) -> heard.ArchivedPaymentTakenOver:
    told: dict[str, object] = {
        "tranche": "P1",
        "contribution": "c1",
        "organisation_id": MINISTRY,
        "action": "A1",
        "year": 2026,
        "amount": Money(400),
        "justified": Money(300),
        "refund_due": Money(0),
        "on": date(2019, 6, 30),
        "precision": "month",
        "act": "VIR 2019/77",
        "source": ORDERS,
    }
    return heard.ArchivedPaymentTakenOver(**told | changes)  # type: ignore[arg-type]


def taken_over(**changes: object) -> heard.ConventionTakenOver:
    told: dict[str, object] = {
        "convention_id": CONVENTION,
        "outline": Outline(reference="12/2019", title_fr="Médina", region="01"),
        "drafted_by": REGION,
        "source": PAPER,
        "parties": (
            heard.ArchivedParty(
                party=Party(organisation_id=MINISTRY, name_fr="Ministère", roles=("funder",))
            ),
        ),
        "contributions": (C1,),
        "signed_on": date(2019, 3, 12),
        "precision": "day",
        "payments": (payment(),),
    }
    return heard.ConventionTakenOver(**told | changes)  # type: ignore[arg-type]


def test_each_line_says_on_which_paper_it_stands_and_since_when() -> None:
    lines = lines_of(taken_over())
    told = [(line.kind, line.amount.centimes, line.on) for line in lines]
    paid = date(2019, 6, 30)
    assert told == [
        (Kind.PROMISED, 500, date(2019, 3, 12)),
        *((kind, 400, paid) for kind in (Kind.CALLED, Kind.COMMITTED, Kind.VISAED)),
        *((kind, 400, paid) for kind in (Kind.ORDERED, Kind.PAID)),
        (Kind.JUSTIFIED, 300, paid),
    ]
    assert lines[0].archived == Archived(
        source="Convention n° 12/2019", sha256="ab" * 32, precision="day"
    )
    assert lines[-1].archived == Archived(source="Registre 2019", sha256=None, precision="month")


def test_an_amendment_on_paper_adds_from_its_own_day() -> None:
    effect = heard.AmendmentTakenOver(
        amendment=1,
        effective_on=date(2020, 2, 29),
        precision="month",
        contributions=(ContributionChange(before=C1, after=MORE),),
        source=heard.Source(reference="Avenant n° 1"),
    )
    lines = archive_lines(taken_over(amendments=(effect,), payments=()))
    assert (lines[1].kind, lines[1].amount.centimes) == (Kind.AMENDED, 200)
    assert (lines[1].on, lines[1].act) == (date(2020, 2, 29), "amendment 1")


def test_of_a_terminated_one_what_is_not_justified_is_overpaid_since_then() -> None:
    ended = taken_over(payments=(payment(refund_due=Money(100)),), since=date(2021, 5, 31))
    taken = [line for line in archive_lines(ended) if line.on == date(2021, 5, 31)]
    assert [(line.kind, line.amount.centimes) for line in taken] == [
        *((kind, -100) for kind in (Kind.CALLED, Kind.COMMITTED, Kind.VISAED)),
        *((kind, -100) for kind in (Kind.ORDERED, Kind.PAID)),
        (Kind.OVERPAID, 100),
    ]


def test_what_is_given_in_kind_is_delivered_and_accepted_as_the_file_says() -> None:
    given = heard.ArchivedDeliveryTakenOver(
        contribution="land",
        organisation_id=MINISTRY,
        action="A1",
        year=2026,
        kind="land",
        amount=Money(50),
        accepted=False,
        on=date(2019, 9, 1),
        precision="day",
        act="PV",
        source=ORDERS,
    )
    lines = archive_lines(taken_over(contributions=(), payments=(), deliveries=(given,)))
    assert [line.kind for line in lines] == [Kind.DELIVERED]


def test_a_gap_that_is_filled_counts_from_its_own_day() -> None:
    filled = heard.ArchivedFactCompleted(
        convention_id=CONVENTION,
        fact=heard.ArchivedFact(source=ORDERS),
        pledged=C1,
        promised_on=date(2019, 3, 12),
        payment=payment(),
    )
    assert type(filled) in MONEY
    lines = lines_of(filled)
    assert (lines[0].kind, lines[0].on) == (Kind.PROMISED, date(2019, 3, 12))
    assert all(line.archived is not None for line in lines)
