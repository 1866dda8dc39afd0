"""What is the same for every convention: transitions, duties, article templates."""

from typing import Annotated

from fastapi import APIRouter
from mithaq.http import PROBLEMS, CallerOf, View
from mithaq.words import texts_of
from pydantic import Field

from conventions.domain.amendments.kinds import KINDS, Approving, Signing
from conventions.domain.core.commands import Transition
from conventions.domain.core.duties import Duty, excluded_by
from conventions.domain.core.policy import Capacity
from conventions.domain.core.vocabulary import AmendmentKind, AmendmentState, Instrument, State
from conventions.domain.drafting.articles import USUAL, UsualArticle
from conventions.domain.table import TRANSITIONS

router = APIRouter(prefix="/v1", tags=["reference"], responses=PROBLEMS)


class TransitionView(View):
    command: str
    sources: Annotated[list[State], Field(description="None: there is no convention yet.")]
    target: Annotated[State | None, Field(description="None: the state stays.")]
    amendment: Annotated[list[AmendmentState], Field(description="Of the amendment it is about.")]
    capacities: list[Capacity]
    rules: Annotated[list[str], Field(description="What it may break besides its row.")]
    while_inactive: Annotated[
        bool, Field(description="A party that is suspended or not verified may give it too.")
    ]


class Transitions(View):
    items: list[TransitionView]


class TemplateArticleView(View):
    article: str
    heading_fr: str
    heading_ar: str
    mandatory: bool

    @classmethod
    def of(cls, template: UsualArticle) -> "TemplateArticleView":
        texts, article = texts_of("conventions"), template.article
        return cls(
            article=article,
            heading_fr=texts.term("article", article, "fr"),
            heading_ar=texts.term("article", article, "ar"),
            mandatory=template.mandatory,
        )


class Template(View):
    items: list[TemplateArticleView]


class DutyView(View):
    duty: Duty
    label_fr: str
    label_ar: str
    label_en: str
    excludes: Annotated[list[Duty], Field(description="What the same person may not do as well.")]

    @classmethod
    def of(cls, duty: Duty) -> "DutyView":
        texts, excluded = texts_of("conventions"), excluded_by(duty)
        return cls(
            duty=duty,
            label_fr=texts.term("duty", duty, "fr"),
            label_ar=texts.term("duty", duty, "ar"),
            label_en=texts.term("duty", duty, "en"),
            excludes=[each for each in Duty if each in excluded],
        )


class Duties(View):
    items: list[DutyView]


class EditorsView(View):
    negotiation: list[Capacity]
    text_agreed: list[Capacity]
    pending_approvals: list[Capacity]


class AmendmentKindView(View):
    kind: AmendmentKind
    owns: Annotated[list[str], Field(description="What of the amendment's body it may change.")]
    signs: Signing
    approvals: Approving
    edits: Annotated[EditorsView, Field(description="Who writes it, step by step.")]
    excludes: Annotated[list[AmendmentKind], Field(description="Not together with these.")]
    at_most: Annotated[
        int | None, Field(description="So many take effect in one convention; null: no bound.")
    ]
    by_minutes: Annotated[
        bool,
        Field(description="A committee may decide on it, where the text lets it."),
    ]
    basis: str


class AmendmentKinds(View):
    items: list[AmendmentKindView]


@router.get("/amendment-kinds")
async def read_amendment_kinds(_caller: CallerOf) -> AmendmentKinds:
    """What each kind of amendment may change, who writes and signs it, and how often."""
    return AmendmentKinds(items=[AmendmentKindView.model_validate(row) for row in KINDS])


@router.get("/transitions")
async def read_transitions(_caller: CallerOf) -> Transitions:
    """The table that checks every command, one row a command."""
    return Transitions(items=[_row(each) for each in TRANSITIONS])


def _row(transition: Transition) -> TransitionView:
    return TransitionView(
        command=transition.name,
        sources=[state for state in State if state in transition.sources],
        target=transition.target,
        amendment=[state for state in AmendmentState if state in transition.amendment],
        capacities=list(transition.capacities),
        rules=[rule.code for rule in transition.rules],
        while_inactive=transition.while_inactive,
    )


@router.get("/duties")
async def read_duties(_caller: CallerOf) -> Duties:
    """Which duties no person does together, from the text to the acceptance of its works."""
    return Duties(items=[DutyView.of(duty) for duty in Duty])


@router.get("/templates/{instrument}")
async def read_template(instrument: Instrument, _caller: CallerOf) -> Template:
    """The articles expected of an instrument, and which are mandatory."""
    return Template(items=[TemplateArticleView.of(each) for each in USUAL[instrument]])
