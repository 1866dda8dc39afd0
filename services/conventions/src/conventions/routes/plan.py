"""The plan of a convention as one table, and whether it closes."""

from dataclasses import replace

from fastapi import APIRouter, Request, Response
from mithaq.http import PROBLEMS, VERSIONED, Cursor, findings_of, language_of, set_version
from mithaq.words import texts_of

from conventions.domain.core.balance import faults_of
from conventions.routes.text_reader import AtMoment, OfText
from conventions.routes.views.plan import PlanView, plan_view

router = APIRouter(
    prefix="/v1/conventions/{convention_id}/plan",
    tags=["plan"],
    responses={**PROBLEMS, **VERSIONED},
)


@router.get("")
async def read_plan(
    reader: OfText, moment: AtMoment, cursor: Cursor, request: Request, response: Response
) -> PlanView:
    """Actions, years and parties with their sums, and every gap that keeps it from closing.

    As it stands, or as it stood.
    """
    convention = reader.convention
    set_version(response, convention.version)
    if moment.past:
        convention = replace(convention, terms=(await reader.at(moment)).terms)
    faults = list(faults_of(convention.terms, convention.framed()))
    told = findings_of(faults, texts_of("conventions"), language_of(request))
    return plan_view(convention, faults, told, cursor)
