"""A framework and a financing convention of the tests, told by the stories of every convention."""

from dataclasses import replace

from conventions.domain.amendments.events import AmendmentDrafted
from conventions.domain.core.convention import Convention
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import Instrument
from conventions.domain.drafting.events import ConventionDrafted

from ..proposal import DRAFT, OUTLINE
from ..story import Story, state_of, told
from .story import FRAMEWORK

UNDER = replace(DRAFT, outline=replace(OUTLINE, framework_id=FRAMEWORK))
CADRE = replace(DRAFT, outline=replace(OUTLINE, instrument=Instrument.FRAMEWORK))


def retold(story: Story, *, framework: bool = False) -> Story:
    """The same story of a convention under a framework, or of a framework itself.

    Its text has another digest then, on which its amendments rest.
    """
    outline = (CADRE if framework else UNDER).outline
    (drafted, origin), *rest = story.told
    assert isinstance(drafted, ConventionDrafted)
    again = told().given(replace(drafted, outline=outline), origin=origin)
    for event, by in rest:
        if isinstance(event, AmendmentDrafted):
            event = replace(event, base_text_sha256=text_sha256(state_of(again)))  # noqa: PLW2901
        again = again.given(event, origin=by)
    return again


def under(story: Story) -> Convention:
    return state_of(retold(story))


def cadre(story: Story) -> Convention:
    return state_of(retold(story, framework=True))
