"""A programme kind: what conventions of one kind of programme have in common, as data."""

from dataclasses import dataclass

from conventions.domain.core.frame import CommitteeRule, VisaRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A transversal criterion that its actions answer to."""

    criterion: str
    label_fr: str
    label_ar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeKind:
    """See `Frame` for what the fields bind. `basis` says where they come from.

    A visa named here stands in the place of the usual rules for that approval; the usual ones hold
    for every other.
    """

    name_fr: str
    name_ar: str
    basis: str
    mandatory_articles: tuple[str, ...] = ()
    visas: tuple[VisaRule, ...] = ()
    committees: tuple[CommitteeRule, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    later_split: bool = False
    split_within_days: int | None = None
    open_shares: bool = False
    minutes_amend: tuple[str, ...] = ()
