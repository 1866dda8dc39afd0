"""Which correction of a frozen text voids which approvals and signatures: field by field, as data.

Everything that this table does not let a correction do goes back to negotiation: the text is
reopened, and all approvals and signatures are void.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Voids(StrEnum):
    """What a correction takes away of what was given for the frozen text."""

    NOTHING = "nothing"
    LANGUAGE = "language"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiding:
    """`field` of the text; `language` whose digest alone a correction of it changes, if one.

    NOTHING: every approval and signature stands, and says which digest it is of. LANGUAGE: the
    signatures are void and asked for again in their order, the approvals stand. ALL: nothing
    stands, and it is no correction.
    """

    field: str
    voids: Voids
    language: str | None = None
    why: str


_EXPLAINS: Final = "An annex explains and binds nobody beyond the articles."
_WORDING: Final = "What is meant is said by the rest of the text and by its other language."
_BINDS: Final = "It is what the parties agreed on and the bodies approved."
_SOURCE: Final = "It says where a figure comes from, and is no part of what is signed."

VOIDING: Final[Sequence[Voiding]] = (
    *(
        Voiding(
            field=f"annex.{part}_{language}", voids=Voids.NOTHING, language=language, why=_EXPLAINS
        )
        for part in ("heading", "text")
        for language in ("fr", "ar")
    ),
    Voiding(field="action.basis", voids=Voids.NOTHING, why=_SOURCE),
    Voiding(field="contribution.basis", voids=Voids.NOTHING, why=_SOURCE),
    *(
        Voiding(field=f"{part}_{language}", voids=Voids.LANGUAGE, language=language, why=_WORDING)
        for part in (
            "title",
            "article.heading",
            "action.label",
            "condition.label",
            "committee.subject",
            "party.name",
        )
        for language in ("fr", "ar")
    ),
    *(
        Voiding(field=field, voids=Voids.ALL, why=_BINDS)
        for field in (
            "article.text_fr",
            "article.text_ar",
            "article.annex",
            "reference",
            "territory",
            "total",
            "period",
            "party",
            "party.roles",
            "party.signing_order",
            "action",
            "action.territory",
            "action.cost",
            "action.years",
            "contribution",
            "contribution.amount",
            "contribution.release",
            "share",
            "share.amount",
            "condition",
            "condition.decide_by",
            "committee",
            "committee.kind",
            "committee.members",
            "committee.chair",
            "committee.every_months",
            "committee.notice_days",
            "committee.quorum_percent",
        )
    ),
)
BY_FIELD: Final = {row.field: row for row in VOIDING}
CORRECTABLE: Final = tuple(row.field for row in VOIDING if row.voids is not Voids.ALL)
