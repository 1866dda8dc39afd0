"""A framework and a financing convention of the tests, told by the stories of every convention."""

from dataclasses import replace

from conventions.domain.amendments.events import AmendmentDrafted
from conventions.domain.core.convention import Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import Instrument
from conventions.domain.drafting.events import ConventionDrafted
from conventions.domain.takeover.events import ConventionTakenOver

from ..proposal import DRAFT, OUTLINE
from ..story import Story, state_of, told
from .story import FRAMEWORK

UNDER = replace(DRAFT, outline=replace(OUTLINE, framework_id=FRAMEWORK))
CADRE = replace(DRAFT, outline=replace(OUTLINE, instrument=Instrument.FRAMEWORK))


def retold(story: Story, *, framework: bool = False) -> Story:
    """The same story of a convention under a framework, or of a framework itself.

    Its text has another digest then, on which its amendments rest.
    """
    (begun, origin), *rest = story.told
    again = told().given(_begun(begun, framework=framework), origin=origin)
    for event, by in rest:
        if isinstance(event, AmendmentDrafted):
            event = replace(event, base_text_sha256=text_sha256(state_of(again)))  # noqa: PLW2901
        again = again.given(event, origin=by)
    return again


def _begun(event: ConventionEvent, *, framework: bool) -> ConventionEvent:
    outline = (CADRE if framework else UNDER).outline
    if isinstance(event, ConventionTakenOver):
        paper = replace(
            event.outline, instrument=outline.instrument, framework_id=outline.framework_id
        )
        return replace(event, outline=paper)
    assert isinstance(event, ConventionDrafted)
    return replace(event, outline=outline)


def under(story: Story) -> Convention:
    return state_of(retold(story))


def cadre(story: Story) -> Convention:
    return state_of(retold(story, framework=True))
