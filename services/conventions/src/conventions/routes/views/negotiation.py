"""Rounds, positions and the frozen text over HTTP."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from mithaq.events import Open
from mithaq.http import View
from pydantic import Field

from conventions.domain.core.convention import Negotiation
from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import Stance


class PositionView(View):
    organisation_id: UUID
    article: str | None
    stance: Open[Stance]
    remark: str | None
    proposed_text_fr: str | None

    @classmethod
    def of(cls, party: UUID, article: str | None, position: Position) -> Self:
        return cls(
            organisation_id=party,
            article=article,
            stance=position.stance,
            remark=position.remark,
            proposed_text_fr=position.proposed_text_fr,
        )


class NegotiationView(View):
    round: int
    opened_on: date | None
    deadline: date | None
    taken_over: Annotated[bool, Field(description="Held on paper: silence says nothing in it.")]
    open: bool
    concluded: bool
    undecided: Annotated[bool, Field(description="Its deadline ended it without an accord.")]
    positions: list[PositionView]

    @classmethod
    def of(cls, negotiation: Negotiation) -> "NegotiationView":
        positions = [
            PositionView.of(party, article, position)
            for party, said in negotiation.positions.items()
            for article, position in said.items()
        ]
        return cls(
            round=negotiation.round,
            opened_on=negotiation.opened_on,
            deadline=negotiation.deadline,
            taken_over=negotiation.taken_over,
            open=negotiation.open,
            concluded=negotiation.concluded,
            undecided=negotiation.undecided,
            positions=positions,
        )


class TextView(View):
    text_sha256: str
    text_sha256_fr: str
    text_sha256_ar: str | None
