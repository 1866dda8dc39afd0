"""The pieces of a plan, and the words that tell what of their amounts is made up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

PLAYED: Final = "reprise d'un cas publié, joué après coup"  # why its facts are dated far back
MADE_UP: Final = "valeur de jeu, non publiée"
YEAR_MADE_UP: Final = "montant publié ; année de jeu, la répartition annuelle n'est pas publiée"
SHARE_BY_YEAR: Final = "part publiée ; sa répartition par année est une valeur de jeu, non publiée"
SHARE_PUBLISHED: Final = "part publiée, sans répartition par action ni par année"
UMBRELLA: Final = "coût total publié ; ni le coût par action ni sa répartition annuelle ne le sont"


class Form(StrEnum):
    """How a case is played: with what is published alone, or completed by made-up values."""

    PUBLISHED = "published"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A party's place. `basis` says what of it is not as published: its roles, or its signing."""

    organisation: str
    roles: tuple[str, ...]
    signing_order: int | None
    basis: str = MADE_UP


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An action and its cost per year. Without years only its `cost` is known, or not even that."""

    action: str
    label_fr: str
    years: Mapping[int, int]
    basis: str
    cost: int | None = None

    @property
    def dirhams(self) -> int:
        return sum(self.years.values()) or self.cost or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    contribution: str
    organisation: str
    action: str
    year: int
    dirhams: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What an organisation promises without saying for which action and year; named after it."""

    organisation: str
    dirhams: int
    basis: str = SHARE_PUBLISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What is decided after the signature and before the force, by whom, on which day."""

    condition: str
    label_fr: str
    approval: str
    organisation: str
    decide_by: date
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """A tranche: when its money moves, from the first step on, and what its release asks for."""

    tranche: str
    contribution: str
    organisation: str
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
