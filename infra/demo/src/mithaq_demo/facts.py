"""The published facts of each convention, and nothing else: what is not published is None."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """`dirhams` is None where the share is not published."""

    organisation: str
    name_fr: str
    role: str
    dirhams: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    label_fr: str
    dirhams: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An announced text, or one that followed the signed text."""

    on: str
    kind: str
    what: str
    dirhams: int
    contributions: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    title: str
    publisher: str
    on: str | None
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One published convention. `years` are its first and its last."""

    id: str
    title_fr: str
    signed_on: str | None
    dirhams: int
    years: tuple[int, int] | None
    duration_months: int | None
    parties: tuple[Party, ...]
    actions: tuple[Action, ...]
    versions: tuple[Version, ...]
    sources: tuple[Source, ...]
    notes: str
    committee: str | None

    @property
    def shares(self) -> Mapping[str, int]:
        """The published shares, by organisation."""
        return {p.organisation: p.dirhams for p in self.parties if p.dirhams is not None}

    @property
    def attributed(self) -> int:
        return sum(self.shares.values())

    @property
    def costed(self) -> int:
        """The sum of the published costs of actions."""
        return sum(action.dirhams or 0 for action in self.actions)

    def version(self, kind: str) -> Version:
        return next(version for version in self.versions if version.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """An organisation as registered; several published names may mean the same one."""

    key: str
    kind: str
    territory: str
    name_fr: str


@cache
def case(name: str) -> Case:
    """The published facts of one convention. Raises KeyError when its file lacks something."""
    return _case(_read(f"cases/{name}.json"))


@cache
def organisations() -> Mapping[str, Organisation]:
    return {row["key"]: Organisation(**row) for row in _read("organisations.json")}


def _read(name: str) -> Any:  # noqa: ANN401
    return json.loads(files("mithaq_demo").joinpath(name).read_text(encoding="utf-8"))


def _case(row: Mapping[str, Any]) -> Case:
    years = row["years"]
    return Case(
        id=row["id"],
        title_fr=row["title_fr"],
        signed_on=row["signed_on"],
        dirhams=row["total_mad"],
        years=(years[0], years[1]) if years else None,
        duration_months=row["duration_months"],
        parties=tuple(_party(party) for party in row["parties"]),
        actions=tuple(
            Action(label_fr=each["label_fr"], dirhams=each["amount_mad"]) for each in row["actions"]
        ),
        versions=tuple(_version(version) for version in row["versions"]),
        sources=tuple(_source(source) for source in row["sources"]),
        notes=row["notes"],
        committee=_committee(row["governance"]),
    )


def _committee(row: Mapping[str, Any] | None) -> str | None:
    """Its name and who chairs it, None where no committee is published."""
    return f"{row['committee']}, présidence : {row['chair']}" if row else None


def _party(row: Mapping[str, Any]) -> Party:
    return Party(
        organisation=row["organisation"],
        name_fr=row["name_fr"],
        role=row["role"],
        dirhams=row["contribution_mad"],
    )


def _version(row: Mapping[str, Any]) -> Version:
    return Version(
        on=row["date"],
        kind=row["kind"],
        what=row["what"],
        dirhams=row["total_mad"],
        contributions=row["contributions"],
    )


def _source(row: Mapping[str, Any]) -> Source:
    return Source(
        title=row["title"], publisher=row["publisher"], on=row["date"], address=row["address"]
    )
