"""Amendments of the tests."""

from dataclasses import replace
from datetime import date

from conventions.domain.amendments import commands as c
from conventions.domain.core.amendment import AmountChange, Operations, YearCostChange
from conventions.domain.core.vocabulary import SignatureLevel

from ..people import Say, commune, operator, region
from ..proposal import mad
from ..story import ACCEPT, Story, signing, state_of


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


def draft(wanted: Operations, say: Say = region) -> c.DraftAmendment:
    return say(c.DraftAmendment, reason="renchérissement", operations=wanted)


def accept(*says: Say) -> list[c.TakeAmendmentPosition]:
    return [say(c.TakeAmendmentPosition, amendment=1, position=ACCEPT) for say in says]


def agree() -> c.AgreeAmendmentText:
    return region(c.AgreeAmendmentText, amendment=1)


def sign(story: Story, say: Say, **changes: object) -> c.SignAmendment:
    frozen = state_of(story).amendments[1].signing.text_sha256
    plain = signing(say, frozen, SignatureLevel.SIMPLE)
    changed = replace(plain, **changes)  # type: ignore[arg-type]
    return say(c.SignAmendment, amendment=1, signing=changed)


def agreed(story: Story, wanted: Operations) -> Story:
    return story.when(draft(wanted), *accept(region, commune, operator), agree())


def signed(story: Story, wanted: Operations) -> Story:
    return sign_all(agreed(story, wanted))


def sign_all(story: Story) -> Story:
    """Signed by whoever must, in their order."""
    by = {say.caller.organisation: say for say in (region, commune, operator)}
    while awaited := state_of(story).amendments[1].signing.awaited:
        story = story.when(sign(story, by[min(awaited, key=str)]))
    return story


def effect() -> c.PutAmendmentIntoEffect:
    return region(c.PutAmendmentIntoEffect, amendment=1)
