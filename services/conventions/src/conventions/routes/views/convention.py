"""A whole convention over HTTP, and which commands are open."""

from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import Value
from mithaq.events import Open
from mithaq.http import MoneyBody, View
from pydantic import Field

from conventions.domain.core.convention import Convention
from conventions.domain.core.tranche import schedules_of
from conventions.domain.core.vocabulary import Instrument, State
from conventions.domain.openings import Opening, openings
from conventions.routes.views.amendments import AmendmentView
from conventions.routes.views.approvals import ApprovalView, approvals_of
from conventions.routes.views.drafting import ActionView, ArticleView, ContributionView, PartyView
from conventions.routes.views.negotiation import NegotiationView, TextView
from conventions.routes.views.signatures import SignatureView
from conventions.routes.views.tranches import TrancheView, schedule


class OpeningView(View):
    command: str
    open: bool
    closed_by: Annotated[str | None, Field(description="The rule that closes it.")]
    values: dict[str, Value]

    @classmethod
    def of(cls, opening: Opening) -> "OpeningView":
        return cls(
            command=opening.command,
            open=opening.closed_by is None,
            closed_by=opening.closed_by,
            values=opening.values,
        )


class OutlineView(View):
    id: UUID
    version: int
    state: State
    reference: str
    instrument: Open[Instrument]
    title_fr: str
    title_ar: str | None
    territory: str
    region: str
    total: MoneyBody
    first_year: int
    last_year: int


class ConventionView(OutlineView):
    """The consolidated convention: amendments in effect are in its amounts already."""

    duration_months: int | None
    drafted_by: UUID
    signed_on: date | None
    in_force_on: date | None
    ends_on: date | None
    parties: list[PartyView]
    articles: list[ArticleView]
    actions: list[ActionView]
    contributions: list[ContributionView]
    negotiation: NegotiationView
    text: TextView | None
    approvals: list[ApprovalView]
    signatures: list[SignatureView]
    tranches: list[TrancheView]
    amendments: list[AmendmentView]
    commands: Annotated[list[str], Field(description="Open to this caller now.")]

    @classmethod
    def of(
        cls, convention: Convention, caller: Caller, inactive: frozenset[UUID]
    ) -> "ConventionView":
        terms, outline = convention.terms, convention.terms.outline
        schedules = schedules_of(convention.tranches)
        return cls(
            id=convention.convention_id,
            version=convention.version,
            state=convention.state,
            reference=outline.reference,
            instrument=outline.instrument,
            title_fr=outline.title_fr,
            title_ar=outline.title_ar,
            territory=outline.territory,
            region=outline.region,
            total=outline.total,
            first_year=outline.first_year,
            last_year=outline.last_year,
            duration_months=outline.duration_months,
            drafted_by=convention.drafted_by,
            signed_on=convention.signing.signed_on,
            in_force_on=convention.in_force_on,
            ends_on=convention.ends_on,
            parties=[PartyView.of(convention, party) for party in terms.parties.values()],
            articles=[article for _, article in sorted(terms.articles.items())],
            actions=[ActionView.of(convention, a) for _, a in sorted(terms.actions.items())],
            contributions=[
                ContributionView.of(convention, pledged, schedules.get(name, ()))
                for name, pledged in sorted(terms.contributions.items())
            ],
            negotiation=NegotiationView.of(convention.negotiation),
            text=convention.text,
            approvals=approvals_of(convention.approvals),
            signatures=list(convention.signing.signatures.values()),
            tranches=schedule(convention),
            amendments=[AmendmentView.of(each) for each in convention.amendments.values()],
            commands=[
                x.command for x in openings(convention, caller, inactive) if x.closed_by is None
            ],
        )
