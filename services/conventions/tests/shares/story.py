"""The convention of the tests with two shares: one of any action, one of any year."""

from dataclasses import replace
from datetime import date

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.frame import Frame, frame_of
from conventions.domain.core.vocabulary import Instrument
from conventions.domain.drafting.commands import WithdrawContribution
from conventions.domain.lifecycle import INITIAL, evolve
from conventions.domain.negotiation.commands import AgreeText
from conventions.domain.shares.commands import PromiseShare
from conventions.domain.signatures.commands import EnterIntoForce
from mithaq.events import Provenance
from mithaq.testing.given import Scenario

from ..approvals.story import NEEDED, grants, request
from ..declared import decide
from ..people import COMMUNE, REGION, commune, operator, region
from ..proposal import DRAFT, share
from ..story import TO_A_ROUND, TO_CONSENSUS, Story, by_caller, signature, told

SPLIT_BY = date(2026, 12, 31)
OF_COMMUNE = share("commune-open", COMMUNE, 200, year=2026)
OF_REGION = share("region-open", REGION, 300, action="works")
UNSPLIT: tuple[ConventionCommand, ...] = (
    region(WithdrawContribution, contribution="commune-26"),
    region(PromiseShare, share=OF_COMMUNE),
    region(WithdrawContribution, contribution="region-27"),
    region(PromiseShare, share=OF_REGION),
)
LATER = replace(frame_of(Instrument.FINANCING), later_split=True)


def framed(frame: Frame = LATER) -> Story:
    """Nothing happened yet; whatever is drafted adopts this frame."""

    def adopting(
        state: Absent | Convention, event: ConventionEvent, provenance: Provenance
    ) -> Convention:
        after = evolve(state, event, provenance)
        return replace(after, frame=frame) if isinstance(state, Absent) else after

    return Scenario(INITIAL, adopting, decide, by=by_caller, on=lambda command: command.on)


def promised(frame: Frame = LATER) -> Story:
    """Two of the four pledges are not split yet."""
    return told().when(replace(DRAFT, frame=frame), *UNSPLIT)


def negotiated(*edits: ConventionCommand, frame: Frame = LATER) -> Story:
    return promised(frame).when(*edits, *TO_A_ROUND, *TO_CONSENSUS)


def signed(*edits: ConventionCommand, frame: Frame = LATER) -> Story:
    story = negotiated(*edits, frame=frame).when(region(AgreeText, split_by=SPLIT_BY))
    story = story.when(request(*NEEDED), *grants(*NEEDED))
    return story.when(*(signature(story, say) for say in (commune, operator, region)))


def in_force(*edits: ConventionCommand, frame: Frame = LATER) -> Story:
    return signed(*edits, frame=frame).when(region(EnterIntoForce))
