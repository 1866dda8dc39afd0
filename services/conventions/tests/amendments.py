"""Amendments of the tests."""

from datetime import date

from conventions.domain.commands import amending as c
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.events.amending import AmountChange, YearCostChange
from conventions.domain.state import Operations
from conventions.domain.vocabulary import SignatureLevel, Stance

from .story import Say, Story, commune, mad, mandate, operator, region, state_of


def operations(
    amounts: dict[str, int] | None = None,
    costs: dict[int, int] | None = None,
    ends_on: date | None = None,
) -> Operations:
    changed = (amounts or {}).items()
    return Operations(
        amounts=tuple(AmountChange(contribution=n, amount=mad(a)) for n, a in changed),
        costs=tuple(
            YearCostChange(action="works", year=year, cost=mad(cost))
            for year, cost in (costs or {}).items()
        ),
        ends_on=ends_on,
    )


RAISED = operations({"region-26": 450}, {2026: 750})
SHIFTED = operations({"region-26": 350, "commune-26": 250})


def draft(wanted: Operations, say: Say = region) -> ConventionCommand:
    return say(c.DraftAmendment, reason="renchérissement", operations=wanted)


def accept(*says: Say) -> list[ConventionCommand]:
    return [say(c.TakeAmendmentPosition, amendment=1, stance=Stance.ACCEPT) for say in says]


def agree() -> ConventionCommand:
    return region(c.AgreeAmendmentText, amendment=1)


def sign(story: Story, say: Say, **changes: object) -> ConventionCommand:
    fields: dict[str, object] = {
        "amendment": 1,
        "mandate": mandate(say.caller),
        "level": SignatureLevel.SIMPLE,
        "text_sha256": state_of(story).amendments[1].text_sha256,
    }
    return say(c.SignAmendment, **(fields | changes))


def agreed(story: Story, wanted: Operations) -> Story:
    return story.when(draft(wanted), *accept(region, commune, operator), agree())


def signed(story: Story, wanted: Operations) -> Story:
    """Signed by whoever must, in their order."""
    told = agreed(story, wanted)
    by = {say.caller.organisation: say for say in (region, commune, operator)}
    while asked := state_of(told).amendments[1].asked:
        told = told.when(sign(told, by[min(asked, key=str)]))
    return told


def effect() -> ConventionCommand:
    return region(c.PutAmendmentIntoEffect, amendment=1)
