"""What is the same for every convention: the table of transitions, the article templates."""

from typing import Annotated

from fastapi import APIRouter
from mithaq.http import PROBLEMS, CallerOf
from pydantic import BaseModel, ConfigDict, Field

from conventions.domain.articles import TEMPLATES
from conventions.domain.capacities import Capacity
from conventions.domain.transitions import TRANSITIONS, Transition
from conventions.domain.vocabulary import AmendmentState, Instrument, State

router = APIRouter(prefix="/v1", tags=["reference"], responses=PROBLEMS)


class TransitionView(BaseModel):
    command: str
    sources: Annotated[list[State], Field(description="None: there is no convention yet.")]
    target: Annotated[State | None, Field(description="None: the state stays.")]
    amendment: Annotated[list[AmendmentState], Field(description="Of the amendment it is about.")]
    capacities: list[Capacity]
    rules: Annotated[list[str], Field(description="What it may break besides its row.")]


class Transitions(BaseModel):
    items: list[TransitionView]


class TemplateArticleView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    article: str
    heading_fr: str
    heading_ar: str
    mandatory: bool


class Template(BaseModel):
    items: list[TemplateArticleView]


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
    )


@router.get("/templates/{instrument}")
async def read_template(instrument: Instrument, _caller: CallerOf) -> Template:
    """The articles expected of an instrument, and which are mandatory."""
    articles = [TemplateArticleView.model_validate(each) for each in TEMPLATES[instrument]]
    return Template(items=articles)
