"""What the demo invents, beyond the published facts, so that a convention can be played.

Nothing here is published. Every amount that the facts do not give carries a `basis`, which is sent
along with it, kept in the events and marked * in every table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

PLAYED: Final = "reprise d'un cas publié, joué après coup"  # why its facts are dated far back
MADE_UP: Final = "valeur de jeu, non publiée"
YEAR_MADE_UP: Final = "montant publié ; année de jeu, la répartition annuelle n'est pas publiée"
SHARE_BY_YEAR: Final = "part publiée ; sa répartition par année est une valeur de jeu, non publiée"
UMBRELLA: Final = "coût total publié ; ni le coût par action ni sa répartition annuelle ne le sont"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A party's place. `basis` says what of it is not as published: its roles, or its signing."""

    organisation: str
    roles: tuple[str, ...]
    signing_order: int | None
    basis: str = MADE_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An action and its cost per year."""

    action: str
    label_fr: str
    years: Mapping[int, int]
    basis: str

    @property
    def dirhams(self) -> int:
        return sum(self.years.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    contribution: str
    organisation: str
    action: str
    year: int
    dirhams: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """A tranche: when its money moves, from the first step on, and what its release asks for."""

    tranche: str
    contribution: str
    dirhams: int
    due_on: date
    moves_on: date
    basis: str = MADE_UP
    justified_before: int = 0
    progress_at_least: int = 0
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """On which days it is played; `basis` says which of them are not published."""

    drafted: date
    round_opened: date
    round_closes: date
    agreed: date
    approved: date | None = None
    signed: date | None = None
    in_force: date | None = None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The programmed project behind the convention: its type and six scores, all made up."""

    type: str
    action: str
    scores: Mapping[str, int]
    basis: str = MADE_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """What it changes, why, and when. All of it is made up, and its reason says so.

    It is signed on the day on which the last approval that it needs is given.
    """

    reason: str
    amounts: Mapping[str, int]
    action: str
    costs: Mapping[int, int]
    ends_on: date
    mandate: str
    on: date
    approved: date
    effective_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan by which one case is played."""

    case: str
    reference: str
    instrument: str
    territory: str
    drafter: str
    total: int
    years: tuple[int, int]
    seats: tuple[Seat, ...]
    works: tuple[Work, ...]
    pledges: tuple[Pledge, ...]
    days: Days
    project: Project
    instalments: tuple[Instalment, ...] = ()

    @property
    def lead(self) -> str:
        return next(seat.organisation for seat in self.seats if "lead" in seat.roles)

    @property
    def signatories(self) -> tuple[str, ...]:
        """In the order of their signing."""
        signing = [seat for seat in self.seats if seat.signing_order is not None]
        return tuple(
            seat.organisation for seat in sorted(signing, key=lambda seat: seat.signing_order or 0)
        )

    @property
    def region(self) -> str:
        return self.territory.split(".")[0]

    def pledge(self, contribution: str) -> Pledge:
        return next(pledge for pledge in self.pledges if pledge.contribution == contribution)
