"""The terms over HTTP: parties, articles, actions, contributions."""

from datetime import date
from typing import Annotated
from uuid import UUID

from mithaq.events import Open
from mithaq.http import MoneyBody, View
from mithaq.money import Money
from pydantic import Field

from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Action, Contribution, Party
from conventions.domain.core.tranche import schedule_of
from conventions.domain.core.vocabulary import ContributionKind, PartyRole
from conventions.domain.tranches.release import planned_of


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
    def of(cls, convention: Convention, party: Party) -> "PartyView":
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
            promised=convention.terms.promised_by(key),
        )


class ArticleView(View):
    article: str
    heading_fr: str
    text_fr: str
    text_ar: str | None


class YearView(View):
    year: int
    cost: MoneyBody


class ActionView(View):
    action: str
    label_fr: str
    label_ar: str | None
    territory: str
    cost: MoneyBody
    years: list[YearView]
    basis: str | None
    progress: Annotated[int | None, Field(description="Physical, in percent, as last reported.")]

    @classmethod
    def of(cls, convention: Convention, action: Action) -> "ActionView":
        seen = convention.progress.get(action.action)
        return cls(
            action=action.action,
            label_fr=action.label_fr,
            label_ar=action.label_ar,
            territory=action.territory,
            cost=action.cost,
            years=action.years,
            basis=action.basis,
            progress=seen.percent if seen else None,
        )


class ContributionView(View):
    contribution: str
    organisation_id: UUID
    action: str
    year: int
    kind: Open[ContributionKind]
    amount: MoneyBody
    planned: Annotated[MoneyBody, Field(description="The sum of its live tranches.")]
    paid: MoneyBody
    basis: str | None

    @classmethod
    def of(cls, convention: Convention, pledged: Contribution) -> "ContributionView":
        name = pledged.contribution
        return cls(
            contribution=name,
            organisation_id=pledged.organisation_id,
            action=pledged.action,
            year=pledged.year,
            kind=pledged.kind,
            amount=pledged.amount,
            planned=planned_of(convention, name),
            paid=Money.sum(t.paid for t in schedule_of(convention.tranches, name)),
            basis=pledged.basis,
        )
