"""Rounds, positions and the frozen text over HTTP."""

from datetime import date
from uuid import UUID

from mithaq.events import Open
from mithaq.http import View

from conventions.domain.core.convention import Negotiation
from conventions.domain.core.vocabulary import Stance


class PositionView(View):
    organisation_id: UUID
    article: str | None
    stance: Open[Stance]
    remark: str | None
    proposed_text_fr: str | None


class NegotiationView(View):
    round: int
    deadline: date | None
    open: bool
    concluded: bool
    positions: list[PositionView]

    @classmethod
    def of(cls, negotiation: Negotiation) -> "NegotiationView":
        positions = [
            PositionView(
                organisation_id=party,
                article=article,
                stance=position.stance,
                remark=position.remark,
                proposed_text_fr=position.proposed_text_fr,
            )
            for party, said in negotiation.positions.items()
            for article, position in said.items()
        ]
        return cls(
            round=negotiation.round,
            deadline=negotiation.deadline,
            open=negotiation.open,
            concluded=negotiation.concluded,
            positions=positions,
        )


class TextView(View):
    text_sha256: str
    text_sha256_fr: str
    text_sha256_ar: str | None
