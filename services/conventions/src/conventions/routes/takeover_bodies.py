"""Bodies of paper files: the whole record of one convention, and facts that are read later."""

from typing import Annotated
from uuid import UUID

from mithaq.http import Dated, Line, MoneyBody, Name, Once, Reason, Whole, samples
from mithaq.territories import region_of
from pydantic import ConfigDict, Field

from conventions.domain.core.archived import (
    ArchivedConvention,
    ArchivedFact,
    FactKind,
    PaperState,
)
from conventions.domain.core.limits import LIMITS
from conventions.domain.core.terms import Outline
from conventions.domain.core.vocabulary import Instrument, Part
from conventions.routes.drafting_bodies import MaybeYear
from conventions.routes.plan_bodies import NamedContribution, Territory
from conventions.routes.takeover_facts import (
    Actions,
    ArchivedAmendmentBody,
    ArchivedDayBody,
    ArchivedDeliveryBody,
    ArchivedPaymentBody,
    Contributions,
    Known,
    Parties,
    SourceBody,
    actions_of,
    contributions_of,
    maybe_day,
    maybe_source,
)


class ArchivedConventionBody(Dated):
    """One paper convention, whole: as signed, and what became of it since."""

    model_config = ConfigDict(
        json_schema_extra={"example": samples("conventions")["ArchivedConventionBody"]}
    )

    reference: Line
    instrument: Instrument
    title_fr: Line
    title_ar: Line | None = None
    territory: Territory
    total: Annotated[MoneyBody, Field(description="As signed.")]
    first_year: MaybeYear = None
    last_year: MaybeYear = None
    duration_months: Annotated[Whole | None, Field(le=600)] = None
    framework_id: UUID | None = None
    drafted_by: Annotated[UUID, Field(description="The organisation that kept the file.")]
    source: SourceBody
    parties: Parties
    actions: Actions = ()
    contributions: Contributions = ()
    in_force: ArchivedDayBody | None = None
    ends: ArchivedDayBody | None = None
    amendments: Annotated[
        tuple[ArchivedAmendmentBody, ...],
        Once("number"),
        Field(max_length=LIMITS[Part.AMENDMENTS]),
    ] = ()
    payments: Annotated[
        tuple[ArchivedPaymentBody, ...], Once("payment"), Field(max_length=1_000)
    ] = ()
    deliveries: Annotated[
        tuple[ArchivedDeliveryBody, ...], Once("delivery"), Field(max_length=1_000)
    ] = ()
    state: PaperState = PaperState.IN_FORCE
    since: Annotated[
        ArchivedDayBody | None, Field(description="Since when, where it is not in force.")
    ] = None
    state_source: SourceBody | None = None

    def organisations(self) -> set[UUID]:
        """All that must be registered with partners, active or not by now."""
        joined = (each for amendment in self.amendments for each in amendment.parties or ())
        parties = (*self.parties, *joined)
        return {self.drafted_by, *(each.organisation_id for each in parties)}

    def record(self, known: Known) -> ArchivedConvention:
        """Raises TerritoryUnknown."""
        return ArchivedConvention(
            outline=self._outline(),
            drafted_by=self.drafted_by,
            source=self.source.source(),
            parties=tuple(each.archived(known) for each in self.parties),
            actions=actions_of(self.actions),
            contributions=contributions_of(self.contributions),
            in_force=maybe_day(self.in_force),
            ends=maybe_day(self.ends),
            amendments=tuple(each.archived(known) for each in self.amendments),
            payments=tuple(each.archived() for each in self.payments),
            deliveries=tuple(each.archived() for each in self.deliveries),
            state=self.state,
            since=maybe_day(self.since),
            state_source=maybe_source(self.state_source),
        )

    def _outline(self) -> Outline:
        return Outline(
            reference=self.reference,
            instrument=self.instrument,
            title_fr=self.title_fr,
            title_ar=self.title_ar,
            territory=self.territory,
            region=region_of(self.territory),
            total=self.total.money(),
            first_year=self.first_year,
            last_year=self.last_year,
            duration_months=self.duration_months,
            framework_id=self.framework_id,
        )


class CheckBody(Dated):
    model_config = ConfigDict(json_schema_extra={"example": {"revision": 1}})

    revision: Annotated[Whole, Field(description="Of the record that was compared with the file.")]


class ReturnBody(CheckBody):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {"revision": 1, "reasons": ["Le montant de l'avenant n° 2 est illisible."]}
        }
    )

    reasons: Annotated[tuple[Reason, ...], Field(min_length=1, max_length=50)]


class ArchivedFactBody(Dated):
    """A fact that the file left open, or told otherwise: the field of its kind is there alone."""

    model_config = ConfigDict(
        json_schema_extra={"example": samples("conventions")["ArchivedFactBody"]}
    )

    kind: FactKind
    part: Annotated[
        Line | None, Field(description="The party, the payment or the paper it is about.")
    ] = None
    day: ArchivedDayBody | None = None
    contribution: NamedContribution | None = None
    to: Annotated[Name | None, Field(description="The contribution that a payment belongs to.")] = (
        None
    )
    source: SourceBody
    reason: Annotated[Reason | None, Field(description="Why what was told is told otherwise.")] = (
        None
    )

    def fact(self) -> ArchivedFact:
        pledged = self.contribution
        return ArchivedFact(
            kind=self.kind,
            part=self.part,
            day=maybe_day(self.day),
            contribution=pledged.contribution_named(pledged.contribution) if pledged else None,
            to=self.to,
            source=self.source.source(),
            reason=self.reason,
        )


class ReturnFactBody(Dated):
    model_config = ConfigDict(
        json_schema_extra={"example": {"reason": "Le procès-verbal porte une autre date."}}
    )

    reason: Reason
