"""Rounds, positions and the frozen text over HTTP."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Self
from uuid import UUID

from mithaq.events import Open
from mithaq.http import View
from pydantic import AliasPath, Field

from conventions.domain.core.negotiation import Negotiation
from conventions.domain.core.position import Position
from conventions.domain.core.vocabulary import Stance


class PositionView(View):
    organisation_id: UUID
    article: str | None
    stance: Open[Stance]
    remark: str | None
    proposed_text_fr: str | None
    proposed_text_ar: str | None
    late: Annotated[bool, Field(description="Given after the deadline.")]

    @classmethod
    def of(
        cls, party: UUID, article: str | None, position: Position, *, late: bool = False
    ) -> Self:
        return cls(
            organisation_id=party,
            article=article,
            stance=position.stance,
            remark=position.remark,
            proposed_text_fr=position.proposed_text_fr,
            proposed_text_ar=position.proposed_text_ar,
            late=late,
        )


class AskedView(View):
    organisation_id: UUID
    articles: Annotated[list[str], Field(description="Empty: it is asked on the whole text.")]


class ReservationView(View):
    organisation_id: UUID
    article: str | None
    stance: Open[Stance] = Field(validation_alias=AliasPath("position", "stance"))
    remark: str | None = Field(validation_alias=AliasPath("position", "remark"))


class NegotiationView(View):
    round: int
    opened_on: date | None
    deadline: date | None
    taken_over: Annotated[bool, Field(description="Held on paper: silence says nothing in it.")]
    open: bool
    concluded: bool
    undecided: Annotated[bool, Field(description="Its deadline ended it without an accord.")]
    positions: list[PositionView]
    kept: Annotated[list[UUID], Field(description="Not asked: their earlier accord stands.")]
    asked: Annotated[list[AskedView], Field(description="Empty: all, on the whole text.")]
    again: Annotated[
        list[AskedView], Field(description="Asked again on articles rewritten in the round.")
    ]
    reservations: Annotated[
        list[ReservationView], Field(description="Not accepted, and not taken back.")
    ]

    @classmethod
    def of(cls, negotiation: Negotiation) -> "NegotiationView":
        positions = [
            PositionView.of(party, article, position, late=late)
            for late, said_by in ((False, negotiation.positions), (True, negotiation.late))
            for party, said in said_by.items()
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
            kept=sorted(negotiation.kept, key=str),
            asked=_asked(negotiation.asked),
            again=_asked(negotiation.again),
            reservations=[ReservationView.model_validate(each) for each in negotiation.standing()],
        )


def _asked(asked: Mapping[UUID, tuple[str, ...]]) -> list[AskedView]:
    return [
        AskedView(organisation_id=party, articles=list(articles))
        for party, articles in sorted(asked.items(), key=lambda each: str(each[0]))
    ]


class TextView(View):
    text_sha256: str
    text_sha256_fr: str
    text_sha256_ar: str | None
