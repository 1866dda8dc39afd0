"""The terms over HTTP: parties, articles, actions, contributions."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.events import Open
from mithaq.http import MoneyBody, View
from mithaq.money import Money
from pydantic import AliasPath, Field

from conventions.domain.core.convention import Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.progress import Observed
from conventions.domain.core.terms import Action, Contribution, Party
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import ContributionKind, PartyRole


class PartyView(View):
    organisation_id: UUID
    name_fr: str
    name_ar: str | None
    role: Annotated[
        Open[PartyRole],
        Field(json_schema_extra={"deprecated": True}, description="The first of `roles`."),
    ]
    roles: list[Open[PartyRole]]
    signing_order: int | None
    signed_on: date | None
    asked_to_sign: bool
    promised: MoneyBody

    @classmethod
    def of(cls, convention: Convention, party: Party, promised: Money) -> "PartyView":
        """`promised` is all that it promises."""
        signing, key = convention.signing, party.organisation_id
        signature = signing.signatures.get(key)
        return cls(
            organisation_id=key,
            name_fr=party.name_fr,
            name_ar=party.name_ar,
            role=party.roles[0],
            roles=party.roles,
            signing_order=party.signing_order,
            signed_on=signature.signed_on if signature else None,
            asked_to_sign=key in signing.awaited,
            promised=promised,
        )


class ClauseValueView(View):
    """What fills one place of a clause: the field of its kind alone."""

    parameter: str
    amount: MoneyBody | None
    day: date | None
    number: int | None
    text_fr: str | None
    text_ar: str | None
    organisation_id: UUID | None
    choice: str | None


class ClauseTemplateView(View):
    name: str
    version: int


class ClauseUseView(View):
    clause: str
    template: ClauseTemplateView
    values: list[ClauseValueView]


class ArticleView(View):
    article: str
    heading_fr: str
    heading_ar: str | None
    text_fr: str
    text_ar: str | None
    concerns: Annotated[
        list[UUID], Field(description="Parties whom a change of it asks anew; empty: every party.")
    ]
    annex: bool
    clause: Annotated[
        ClauseUseView | None, Field(description="What it was written from; null: worded freely.")
    ]


class YearView(View):
    year: int
    cost: MoneyBody


class ObservationView(View):
    percent: int = Field(validation_alias=AliasPath("progress", "percent"))
    observed_on: date = Field(validation_alias=AliasPath("progress", "observed_on"))
    accepted_on: date | None
    basis: str | None


class ActionView(View):
    action: str
    label_fr: str
    label_ar: str | None
    territory: str
    cost: Annotated[
        MoneyBody | None, Field(description="Null as long as it is not known, in a draft.")
    ]
    years: list[YearView]
    basis: str | None
    progress: Annotated[
        int | None, Field(description="Physical, in percent: the newest look, accepted or not.")
    ]
    progress_accepted: Annotated[int, Field(description="What of it counts for releases.")]
    observations: Annotated[
        list[ObservationView], Field(description="All that was reported, by the day it was seen.")
    ]

    @classmethod
    def of(cls, convention: Convention, action: Action) -> "ActionView":
        seen = convention.progress.get(action.action, Observed())
        newest = seen.observations[-1].progress.percent if seen.observations else None
        return cls(
            action=action.action,
            label_fr=action.label_fr,
            label_ar=action.label_ar,
            territory=action.territory,
            cost=action.cost,
            years=action.years,
            basis=action.basis,
            progress=newest,
            progress_accepted=seen.percent(),
            observations=[ObservationView.model_validate(each) for each in seen.observations],
        )


class ReleaseView(View):
    justified_before: int
    progress_at_least: int
    documents: list[str]
    committees: list[str]


class ContributionView(View):
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: Open[ContributionKind]
    amount: MoneyBody
    planned: Annotated[MoneyBody, Field(description="The sum of its live tranches.")]
    paid: MoneyBody
    delivered: Annotated[MoneyBody, Field(description="In kind or land: told as delivered.")]
    accepted: Annotated[MoneyBody, Field(description="Of that: accepted by another party.")]
    basis: str | None
    release: Annotated[
        ReleaseView | None, Field(description="What the text asks before any of it is called.")
    ]

    @classmethod
    def of(
        cls, convention: Convention, pledged: Contribution, schedule: Sequence[Tranche]
    ) -> "ContributionView":
        """`schedule` are its own tranches."""
        name = pledged.contribution
        delivery = convention.deliveries.get(name, Delivery())
        return cls(
            contribution=name,
            organisation_id=pledged.organisation_id,
            action=pledged.action,
            year=pledged.year,
            kind=pledged.kind,
            amount=pledged.amount,
            planned=Money.sum(tranche.amount for tranche in schedule),
            paid=Money.sum(tranche.paid for tranche in schedule),
            delivered=delivery.delivered.total,
            accepted=delivery.accepted.total,
            basis=pledged.basis,
            release=ReleaseView.model_validate(pledged.release) if pledged.release else None,
        )


class ShareView(View):
    """A promise that is not split yet by action, by year, or by both: no tranche rests on it."""

    share: str
    organisation_id: UUID
    kind: Open[ContributionKind]
    amount: MoneyBody
    action: Annotated[str | None, Field(description="Null: not said yet.")]
    year: Annotated[int | None, Field(description="Null: not said yet.")]
    basis: str | None
