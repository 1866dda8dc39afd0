"""A message that an event gives: from which template, to whom, with which facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from notifications.domain.notices import NO_ORGANISATION, Audience, Template

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A message from this template; to several parties at once it names no organisation."""

    template: Template
    organisations: Sequence[UUID] = (NO_ORGANISATION,)
    facts: Facts = field(default_factory=dict)
    audience: Audience = Audience.ORGANISATION
