"""What is read in a file later: two persons a fact; what it leaves open holds payments."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.archive_gaps import ArchiveIncomplete
from conventions.domain.core.archived import ArchivedFact, FactKind, Gap, GapKind, Source
from conventions.domain.core.balance import YearOutsidePeriod
from conventions.domain.core.duties import DutiesNotSeparated
from conventions.domain.core.schedule import paid_out
from conventions.domain.core.vocabulary import Stage
from conventions.domain.takeover import commands as c
from conventions.domain.takeover import entry, rules
from conventions.domain.takeover import events as e
from conventions.domain.takeover.referring import placed_by
from conventions.domain.tranches import commands as tranches
from mithaq.commands import Caller
from mithaq.errors import MithaqError
from mithaq.events import Origin

from ..people import CLERK, COMMUNE, DAY, ID, REGION, Say, accountant, commune, controller
from ..proposal import contribution, mad
from ..story import Story, in_force, state_of
from ..story import told as nothing_told
from .paper import (
    ARCHIVIST,
    CHECKER,
    FILE,
    FROM_COMMUNE,
    FUNDER,
    LAND,
    LEAD,
    PAID,
    THIRD,
    archivist,
    check,
    checker,
    confirm,
    enter,
    fact,
    files,
    filled,
    on,
    propose,
    running,
    send_back,
    third,
)

RUNNING_ON = replace(FILE, outline=replace(FILE.outline, duration_months=120))
ENDLESS = replace(FILE, outline=replace(FILE.outline, duration_months=None))
UNPLACED = replace(RUNNING_ON, payments=(replace(PAID, contribution=None),))
NO_LAND = replace(RUNNING_ON, contributions=FILE.contributions[:2], deliveries=())
LAND_READ = fact(FactKind.CONTRIBUTION, contribution=LAND)
OPEN_SHARE = replace(FILE, contributions=(FILE.contributions[0],), deliveries=())
END = fact(FactKind.END, day=on("2028-12-31"))
PLACE = fact(FactKind.PAYMENT, part="P1", to="region-19")
SHARE = fact(FactKind.CONTRIBUTION, contribution=FROM_COMMUNE)


def test_a_gap_is_filled_by_two_persons() -> None:
    story = running(ENDLESS)
    told = e.ArchivedFactProposed(convention_id=ID, fact_number=1, fact=END)
    story.then(propose(END), told)
    proposed = story.when(propose(END))
    assert state_of(proposed).ends_on is None
    proposed.refuses(confirm(say=archivist), rules.EntererMayNotCheck)
    alike = Say(replace(ARCHIVIST, subject="Archivist"))
    proposed.refuses(confirm(say=alike), rules.EntererMayNotCheck)
    convention = state_of(proposed.accepts(confirm()))
    assert convention.ends_on == date(2028, 12, 31)
    assert convention.archive is not None
    assert convention.archive.gaps == ()
    assert convention.version == 3


def test_what_holds_a_payment_is_named_until_it_is_filled() -> None:
    for record, told in ((ENDLESS, END), (NO_LAND, LAND_READ), (UNPLACED, PLACE)):
        story = visaed(running(record))
        refused = story.refuses(order(), ArchiveIncomplete)
        assert refused.values["reference"] == "12/2019"
        proposed = story.when(propose(told))
        proposed.refuses(order(), ArchiveIncomplete)
        proposed.when(confirm()).accepts(order())


def visaed(story: Story) -> Story:
    """The commune's money of 2020, as far as its visa."""
    money: dict[str, Any] = {"tranche": "T1", "amount": mad(400), "act": "n° 1"}
    return story.when(
        commune(
            tranches.PlanTranche,
            tranche="T1",
            contribution="commune-20",
            amount=mad(400),
            due_on=date(2026, 6, 1),
        ),
        Say(CLERK)(tranches.CallFunds, **money),
        commune(tranches.CommitTranche, **money),
        controller(tranches.VisaTranche, **money),
    )


def order() -> tranches.OrderPayment:
    head = Caller(subject="commune-orders", organisation=COMMUNE, roles=frozenset({"partner"}))
    return Say(head)(tranches.OrderPayment, tranche="T1", amount=mad(400), act="n° 1")


def test_a_file_without_open_money_pays_on() -> None:
    told_only = replace(
        RUNNING_ON,
        source=replace(FILE.source, sha256=None),
        parties=(LEAD, replace(FUNDER, signed=None)),
    )
    for record in (RUNNING_ON, replace(told_only, deliveries=())):
        visaed(running(record)).accepts(order())


def test_who_typed_the_file_neither_visas_nor_pays_what_it_promises() -> None:
    both = Caller(
        subject=ARCHIVIST.subject,
        organisation=None,
        roles=frozenset({"controller", "accountant", "treasury"}),
    )
    money: dict[str, Any] = {"tranche": "T1", "amount": mad(400), "act": "VIR 9"}
    story = visaed(running(RUNNING_ON))
    story.when(order()).refuses(Say(both)(tranches.PayTranche, **money), DutiesNotSeparated)
    story.when(order()).accepts(accountant(tranches.PayTranche, **money))


def test_none_of_those_who_typed_the_file_pays_by_it() -> None:
    """Typed by one, returned, and typed alike by another."""
    lasting = replace(FILE, outline=replace(FILE.outline, duration_months=120))
    entered = files().when(enter(lasting), send_back(), enter(lasting, THIRD))
    begun = entry.begun(entered.state, check(revision=2))
    assert begun.entered_by == THIRD.person
    assert begun.typed_by == (ARCHIVIST.person, THIRD.person)
    story = nothing_told().given(
        begun, origin=Origin(by=CHECKER.actor("office"), effective_date=DAY)
    )
    money: dict[str, Any] = {"tranche": "T1", "amount": mad(400), "act": "VIR 9"}
    ordered = visaed(story).when(order())
    for subject in (ARCHIVIST.subject, THIRD.subject):
        roles = frozenset({"accountant", "treasury"})
        payer = Say(Caller(subject=subject, organisation=None, roles=roles))
        ordered.refuses(payer(tranches.PayTranche, **money), DutiesNotSeparated)


def test_who_read_a_fact_of_the_file_does_not_pay_what_rests_on_it() -> None:
    """A promise typed in later would else be paid by who typed it."""
    reader = Caller(subject="THIRD", organisation=None, roles=frozenset({"accountant", "treasury"}))
    story = visaed(running(NO_LAND).when(propose(LAND_READ, third), confirm())).when(order())
    money: dict[str, Any] = {"tranche": "T1", "amount": mad(400), "act": "VIR 9"}
    story.refuses(Say(reader)(tranches.PayTranche, **money), DutiesNotSeparated)
    story.accepts(accountant(tranches.PayTranche, **money))


def test_a_payment_counts_from_its_own_day_once_its_contribution_is_known() -> None:
    assert state_of(running(UNPLACED)).tranches == {}
    story = filled(UNPLACED, PLACE)
    convention = state_of(story)
    assert paid_out(convention, "region-19") == mad(500)
    assert convention.tranches["P1"].flow(Stage.PAID).until(date(2019, 6, 30)) == mad(500)
    assert convention.archive is not None
    assert convention.archive.unplaced == {}
    story.refuses(propose(PLACE), rules.ArchivedFactNotOpen)


def test_a_payment_that_is_proved_whole_is_justified_when_it_is_placed() -> None:
    proved = replace(FILE, payments=(replace(PAID, contribution=None, justified=PAID.amount),))
    assert state_of(filled(proved, PLACE)).tranches["P1"].stage is Stage.JUSTIFIED


def test_the_bank_reference_of_a_payment_is_taken_when_it_is_placed() -> None:
    story = running(UNPLACED).when(propose(PLACE))
    taken = placed_by(story.state, confirm())
    assert taken is not None
    assert placed_by(story.state, confirm(9)) is None
    assert placed_by(story.state, propose(END)) is None


def test_a_promise_read_later_holds_since_the_signature() -> None:
    convention = state_of(filled(OPEN_SHARE, SHARE))
    assert convention.promised_on("commune-20", date(2019, 3, 31)) == mad(400)
    assert convention.archive is not None
    assert convention.archive.gaps == (Gap(kind=GapKind.TOTAL),)


def test_what_was_misread_is_corrected_with_a_reason() -> None:
    record = replace(FILE, ends=on("2022"))
    wrong = fact(FactKind.END, day=on("2023-06"))
    story = running(record)
    story.refuses(propose(wrong), rules.ArchivedFactNotOpen)
    story.refuses(propose(replace(wrong, reason=" ")), core.ReasonMissing)
    right = replace(wrong, reason="L'original porte juin 2023.")
    after = story.when(propose(right))
    after.then(
        confirm(),
        e.ArchivedFactCorrected(
            convention_id=ID,
            fact_number=1,
            fact=right,
            entered_by=ARCHIVIST.person,
            gaps=(),
            ends_on=date(2023, 6, 30),
            before=on("2022"),
        ),
    )
    assert state_of(after.when(confirm())).ends_on == date(2023, 6, 30)


def test_a_fact_is_confirmed_or_returned_once() -> None:
    story = running(ENDLESS)
    story.refuses(confirm(), rules.ArchivedFactUnknown)
    give_back = checker(c.ReturnArchivedFact, fact_number=1, reason="Illisible")
    story.refuses(give_back, rules.ArchivedFactUnknown)
    proposed = story.when(propose(END))
    blank = checker(c.ReturnArchivedFact, fact_number=1, reason=" ")
    proposed.refuses(blank, core.ReasonMissing)
    returned = proposed.when(give_back)
    assert state_of(returned).ends_on is None
    returned.refuses(confirm(), rules.ArchivedFactUnknown)
    returned.accepts(propose(END, third))
    proposed.when(confirm()).refuses(confirm(), rules.ArchivedFactUnknown)


_BAD: list[tuple[ArchivedFact, type[MithaqError]]] = [
    (fact(FactKind.END), rules.ArchivedFactMalformed),
    (fact(FactKind.DIGEST, part="Convention n° 12/2019", source=Source(reference="x")),
     rules.ArchivedFactMalformed),
    (fact(FactKind.CONTRIBUTION), rules.ArchivedFactMalformed),
    (fact(FactKind.PAYMENT, part="P1"), rules.ArchivedFactMalformed),
    (fact(FactKind.PAYMENT, part="P9", to="region-19"), rules.ArchivedFactNotOpen),
    (fact(FactKind.PAYMENT, part="P1", to="none"), rules.ArchivedPartUnknown),
    (fact(FactKind.PAYMENT, part="P1", to="land"), rules.ArchivedKindMixed),
    (fact(FactKind.PAYMENT, part="P1", to="commune-20"), rules.ArchivedMoneyBeyond),
    (fact(FactKind.SIGNATURE_DAY, part=str(UUID(int=9)), day=on("2019")),
     rules.ArchivedPartUnknown),
    (fact(FactKind.SIGNATURE_DAY, part=str(COMMUNE), day=on("2019-05-01")),
     rules.ArchivedDatesDisordered),
    (fact(FactKind.FORCE_DAY, day=on("2019-08-01"), reason="lu"), rules.ArchivedDatesDisordered),
    (fact(FactKind.END, day=on("2018-08-01"), reason="lu"), rules.ArchivedDatesDisordered),
    (fact(FactKind.CONTRIBUTION, contribution=contribution("x", COMMUNE, 1, year=2020)),
     rules.ArchivedFactNotOpen),
]  # fmt: skip


@pytest.mark.parametrize(("told", "rule"), _BAD)
def test_a_fact_that_does_not_fit_the_file_is_refused_by_name(
    told: ArchivedFact, rule: type[MithaqError]
) -> None:
    running(replace(UNPLACED, deliveries=())).refuses(propose(told), rule)


def test_a_share_is_no_more_than_the_total_leaves_open() -> None:
    much = replace(FROM_COMMUNE, amount=mad(501))
    told = fact(FactKind.CONTRIBUTION, contribution=much)
    running(OPEN_SHARE).refuses(propose(told), rules.ArchivedTotalExceeded)
    nothing = fact(FactKind.CONTRIBUTION, contribution=replace(much, amount=mad(0)))
    running(OPEN_SHARE).refuses(propose(nothing), core.AmountNotPositive)
    for year in (2018, 2021):
        early_or_late = fact(FactKind.CONTRIBUTION, contribution=replace(FROM_COMMUNE, year=year))
        running(OPEN_SHARE).refuses(propose(early_or_late), YearOutsidePeriod)


def test_a_fact_is_judged_again_when_it_is_confirmed() -> None:
    """Two for one gap: the second finds no room any more."""
    whole = fact(FactKind.CONTRIBUTION, contribution=replace(FROM_COMMUNE, amount=mad(500)))
    other = fact(
        FactKind.CONTRIBUTION, contribution=contribution("region-20", REGION, 400, year=2020)
    )
    story = running(OPEN_SHARE).when(propose(whole), propose(other, third), confirm())
    story.refuses(confirm(2), rules.ArchivedFactNotOpen)


def test_a_convention_drafted_here_has_no_file() -> None:
    in_force().refuses(propose(END), rules.NotTakenOver)


def test_archivists_alone_read_on() -> None:
    running(ENDLESS).refuses(propose(END, Say(CLERK)), rules.ArchivistOnly)
    proposed = running(ENDLESS).when(propose(END))
    proposed.refuses(confirm(say=Say(CLERK)), rules.ArchivistOnly)
    proposed.refuses(
        Say(CLERK)(c.ReturnArchivedFact, fact_number=1, reason="non"), rules.ArchivistOnly
    )


def test_digests_and_signature_days_are_filled_too() -> None:
    record = replace(
        FILE,
        source=replace(FILE.source, sha256=None),
        parties=(LEAD, replace(FUNDER, signed=None)),
        in_force=None,
        payments=(),
        deliveries=(),
    )
    story = running(record).when(
        propose(fact(FactKind.DIGEST, part=FILE.source.reference)),
        confirm(),
        propose(fact(FactKind.SIGNATURE_DAY, part=str(COMMUNE), day=on("2019-03-04"))),
        confirm(2),
        propose(fact(FactKind.FORCE_DAY, day=on("2019-04-01"))),
        confirm(3),
    )
    convention = state_of(story)
    assert convention.archive is not None
    assert convention.archive.gaps == ()
    assert convention.in_force_on == date(2019, 4, 1)
