"""A whole convention over HTTP, and which commands are open."""

from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from mithaq.commands import Caller
from mithaq.errors import Value
from mithaq.events import Open
from mithaq.http import MoneyBody, View
from pydantic import Field

from conventions.domain.core.convention import Convention
from conventions.domain.core.signing_round import in_order
from conventions.domain.core.vocabulary import Instrument, State
from conventions.domain.openings import Opening, openings
from conventions.routes.views.acceptance import AcceptanceView
from conventions.routes.views.amendments import AmendmentView
from conventions.routes.views.approvals import ApprovalView, approvals_of
from conventions.routes.views.committees import CommitteeView
from conventions.routes.views.conditions import ConditionView, conditions_of
from conventions.routes.views.drafting import (
    ActionView,
    ArticleView,
    ContributionView,
    PartyView,
    ShareView,
)
from conventions.routes.views.negotiation import NegotiationView, TextView
from conventions.routes.views.notices import NoticeView
from conventions.routes.views.obligations import ObligationTerms, obligation_terms
from conventions.routes.views.parts import PARTS, Reading
from conventions.routes.views.signatures import SignatureView
from conventions.routes.views.tranches import TrancheView


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


class TemplateView(View):
    name: str
    version: int


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
    first_year: Annotated[int | None, Field(description="Null: not known yet, in a draft.")]
    last_year: Annotated[int | None, Field(description="Null: not known yet, in a draft.")]


class SettlementView(View):
    organisation_id: UUID
    paid: MoneyBody
    justified: MoneyBody
    due: Annotated[
        MoneyBody, Field(description="justified - paid; less than nothing: it comes back.")
    ]


class ConventionView(OutlineView):
    """The consolidated convention: amendments in effect are in its amounts already."""

    duration_months: int | None
    programme_kind: str | None
    framework_id: UUID | None
    template: TemplateView | None
    drafted_by: UUID
    signed_on: date | None
    in_force_on: date | None
    ends_on: date | None
    duration_over: Annotated[
        bool, Field(description="Its last day is over: no funds are called, nothing is committed.")
    ]
    parties: list[PartyView]
    articles: list[ArticleView]
    actions: list[ActionView]
    contributions: list[ContributionView]
    shares: list[ShareView]
    split_by: Annotated[
        date | None, Field(description="The last day to split the shares of an agreed text.")
    ]
    split_overdue: Annotated[bool, Field(description="That day is over, and shares are left.")]
    negotiation: NegotiationView
    text: TextView | None
    approvals: list[ApprovalView]
    signatures: list[SignatureView]
    sign_by: Annotated[date | None, Field(description="The last day to sign, if one was said.")]
    without_mandate: Annotated[
        list[UUID],
        Field(description="Parties that have still to sign and have no mandate left."),
    ]
    conditions: Annotated[
        list[ConditionView], Field(description="What is decided after the signature.")
    ]
    obligations: Annotated[
        list[ObligationTerms],
        Field(description="What is owed besides money; `/obligations` tells how it stands."),
    ]
    committees: Annotated[
        list[CommitteeView], Field(description="Of its text, and whether they meet.")
    ]
    tranches: list[TrancheView]
    amendments: list[AmendmentView]
    acceptances: list[AcceptanceView]
    notices: list[NoticeView]
    settlements: Annotated[
        list[SettlementView], Field(description="Of each who paid, once it is terminated.")
    ]
    archived_on: Annotated[date | None, Field(description="Nothing is recorded of it since.")]
    commands: Annotated[list[str], Field(description="Open to this caller now.")]

    @classmethod
    def of(
        cls, convention: Convention, caller: Caller, inactive: frozenset[UUID]
    ) -> "ConventionView":
        """All of it at once; `routes/views/whole.py` writes the same in slices."""
        reading = Reading(convention)
        parts = {name: list(part.all(reading)) for name, part in WHOLE.items()}
        return cls(**outline_of(convention, caller, inactive), **parts)


# The lists that a whole convention has beside its outline. Approvals and signatures are in it as
# they were asked for and given, in the outline's own fields.
_OF_OUTLINE: Final = ("approvals", "signatures")
WHOLE: Final = {
    name: part
    for name, part in PARTS.items()
    if name in ConventionView.model_fields and name not in _OF_OUTLINE
}


def outline_of(convention: Convention, caller: Caller, inactive: frozenset[UUID]) -> dict[str, Any]:
    """The fields of a whole convention that are no list of its parts."""
    outline = convention.terms.outline
    return {
        "id": convention.convention_id,
        "version": convention.version,
        "state": convention.state,
        "reference": outline.reference,
        "instrument": outline.instrument,
        "title_fr": outline.title_fr,
        "title_ar": outline.title_ar,
        "territory": outline.territory,
        "region": outline.region,
        "total": outline.total,
        "first_year": outline.first_year,
        "last_year": outline.last_year,
        "duration_months": outline.duration_months,
        "programme_kind": outline.programme_kind,
        "framework_id": outline.framework_id,
        "template": outline.template,
        "drafted_by": convention.drafted_by,
        "signed_on": convention.signing.signed_on,
        "in_force_on": convention.in_force_on,
        "ends_on": convention.ends_on,
        "duration_over": convention.duration_over,
        "split_by": convention.terms.split_by,
        "split_overdue": convention.split_overdue,
        "negotiation": NegotiationView.of(convention.negotiation),
        "text": convention.text,
        "approvals": approvals_of(convention.approvals, convention.tacit),
        "signatures": list(convention.signing.signatures.values()),
        "sign_by": convention.signing.sign_by,
        "conditions": conditions_of(convention),
        "obligations": obligation_terms(convention.terms),
        "committees": [
            CommitteeView.of(convention, each) for each in convention.terms.committees.values()
        ],
        "without_mandate": list(in_order(convention.signing.unmandated)),
        "archived_on": convention.archived_on,
        "settlements": list(convention.settlements.values()),
        "commands": [
            x.command for x in openings(convention, caller, inactive) if x.closed_by is None
        ],
    }
