"""Planning tranches within what a contribution promises (rule 2)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from conventions.domain.core import rules as core
from conventions.domain.core.chronology import DateBeforePrevious
from conventions.domain.core.tranche import PlannedTranche
from conventions.domain.tranches import commands as c
from conventions.domain.tranches import rules
from conventions.domain.tranches.events import TranchePlanned
from mithaq.errors import MithaqError
from mithaq.money import Money

from ..people import COMMUNE, DAY, ID, REGION, commune, operator, region
from ..proposal import mad
from ..story import agreed, in_force, signed
from .story import scheduled, tranche


def planned(name: str, contribution: str, who: UUID, dirhams: int) -> TranchePlanned:
    whole = PlannedTranche(
        tranche=name,
        contribution=contribution,
        organisation_id=who,
        action="works",
        year=2026,
        amount=mad(dirhams),
        due_on=date(2026, 6, 1),
    )
    return TranchePlanned(convention_id=ID, planned=whole)


def test_a_tranche_shares_a_contribution() -> None:
    first = planned("R1", "region-26", REGION, 150)
    signed().then(tranche("R1", "region-26", 150), first)
    signed().given(first).then(tranche("R1", "region-26", 150))


@pytest.mark.parametrize(
    ("command", "rule"),
    [
        (tranche("R1", "region-26", 149), rules.TrancheAlreadyPlanned),
        (tranche("R3", "region-26", 1), rules.TranchesExceedContribution),
        (tranche("R3", "gone", 1), core.ContributionUnknown),
        (tranche("L1", "commune-land", 10), rules.InKindNotPayable),
        (tranche("Z", "commune-26", 0), core.AmountNotPositive),
        (tranche("Z", "commune-26", -3), core.AmountNotPositive),
        (tranche("Z", "commune-26", 1, justified_before=101), core.PercentMalformed),
        (tranche("Z", "commune-26", 1, progress_at_least=-1), core.PercentMalformed),
    ],
)
def test_a_tranche_is_refused(command: c.PlanTranche, rule: type[MithaqError]) -> None:
    scheduled().refuses(command, rule)


def test_planning_beyond_the_contribution_names_what_is_left() -> None:
    story = in_force().when(tranche("R1", "region-26", 150))
    refused = story.refuses(tranche("R2", "region-26", 251), rules.TranchesExceedContribution)
    assert refused.values["left"] == "250.00"


def test_a_funder_plans_its_own_money_only() -> None:
    own = {"tranche": "C1", "amount": mad(10), "due_on": date(2026, 6, 1)}
    mine = commune(c.PlanTranche, contribution="commune-26", **own)
    in_force().then(mine, planned("C1", "commune-26", COMMUNE, 10))
    theirs = commune(c.PlanTranche, contribution="region-26", **own)
    in_force().refuses(theirs, core.NotTheFunder)
    in_force().refuses(
        operator(c.PlanTranche, contribution="commune-26", **own), core.CapacityRefused
    )


def test_nothing_is_scheduled_before_the_signature() -> None:
    agreed().refuses(tranche("R1", "region-26", 1), core.CommandClosed)


def test_a_tranche_is_planned_from_the_day_on_which_all_had_signed() -> None:
    """Found by the model campaign: dated back before the last signature, recorded after it."""
    story, day_before = signed(), DAY - timedelta(days=1)
    command = tranche("R1", "region-26", 150)
    early = replace(command, header=region.on_day(day_before, DAY).header)
    refused = story.refuses(early, DateBeforePrevious)
    assert (refused.values["fact"], refused.values["day"]) == ("signed", str(DAY))
    story.accepts(command)


def test_money_is_exact_to_the_centime() -> None:
    with pytest.raises(MithaqError) as caught:
        Money.of("1.005")
    assert caught.value.code == "money-malformed"
