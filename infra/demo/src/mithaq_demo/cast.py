"""The registered organisations, and the actors of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from mithaq_demo import actors
from mithaq_demo.actors import Actor

GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Member:
    """One organisation: its id, and its mandates' ids by the name they were granted under."""

    key: str
    id: str
    mandates: Mapping[str, str]

    @property
    def mandate(self) -> str:
        """The mandate under which it signs whatever it signs here."""
        return self.mandates[GENERAL]

    @property
    def agent(self) -> Actor:
        return actors.agent(self.key, self.id)

    @property
    def observer(self) -> Actor:
        return actors.observer(self.key, self.id)

    @property
    def bookkeeper(self) -> Actor:
        return actors.bookkeeper(self.key, self.id)

    @property
    def approver(self) -> Actor:
        return actors.approver(self.key, self.id)

    @property
    def authoriser(self) -> Actor:
        return actors.authoriser(self.key, self.id)

    @property
    def signatory(self) -> Actor:
        return actors.signatory(self.key, self.id)

    @property
    def email(self) -> str:
        return email_of(self.key)


@dataclass(frozen=True, slots=True)
class Cast:
    members: Mapping[str, Member]

    def __getitem__(self, key: str) -> Member:
        return self.members[key]

    def key_of(self, organisation_id: str) -> str:
        """Its id where it is none of the cast."""
        found = (key for key, member in self.members.items() if member.id == organisation_id)
        return next(found, organisation_id)


def email_of(key: str) -> str:
    """An address in a domain reserved for examples (RFC 2606): no such mailbox exists."""
    return f"{key}@jeu.example.org"
