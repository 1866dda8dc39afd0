"""The partners' side: registers and verifies organisations, representatives and mandates."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mithaq_demo import actors
from mithaq_demo.cast import GENERAL, Cast, Member, email_of
from mithaq_demo.client import Command, Json
from mithaq_demo.errors import UnexpectedAnswer
from mithaq_demo.facts import Organisation, organisations
from mithaq_demo.pieces import MADE_UP
from mithaq_demo.plan import signers
from mithaq_demo.plays import PLANS
from mithaq_demo.script import STALE, Script

EXPIRED = "expire"
# Who gives the visas that no council gives: these are enrolled whether or not a case seats them.
BODIES = {
    "interior": "interieur",
    "finance": "economie-finances",
    "financial_control": "controle-depenses",
}
_ARABIC = frozenset({"commune-tanger", "commune-midelt"})  # whose representatives read Arabic first


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A mandate to be granted: its purpose and its days; without an end it still holds today."""

    name: str
    begins: date
    ends: date | None = None


async def enrol(script: Script) -> Cast:
    """Enrol every organisation of the cases, in parallel; each by a sequence of commands."""
    members = await asyncio.gather(*(_Enrolment(script, each).run() for each in _needed()))
    return Cast({member.key: member for member in members})


def _needed() -> Sequence[Organisation]:
    seats = (seat for plan in PLANS for seat in (*plan.seats, *plan.joining))
    keys = {seat.organisation for seat in seats} | set(BODIES.values())
    return [organisation for key, organisation in organisations().items() if key in keys]


def grants_of(key: str) -> list[Grant]:
    """A mandate for all that it signs, valid since the first of these texts; one that expired."""
    mine = [plan.days.drafted for plan in PLANS if key in signers(plan)]
    general = [Grant(name=GENERAL, begins=min(mine))] if mine else []
    if key != "politique-ville":
        return general
    return [Grant(name=EXPIRED, begins=date(2020, 1, 1), ends=date(2020, 12, 31)), *general]


class _Enrolment:
    """The commands that enrol one organisation, from its version 0 on."""

    def __init__(self, script: Script, organisation: Organisation) -> None:
        self._script, self._organisation = script, organisation
        self._id, self._version = "", 0
        self._ending = False

    async def run(self) -> Member:
        self._id = await self._registered()
        await self._give(actors.VERIFIER, "verification", {"evidence": f"Pièce de jeu ({MADE_UP})"})
        grants = grants_of(self._organisation.key)
        mandates = await self._mandated(grants) if grants else {}
        return Member(self._organisation.key, self._id, mandates)

    async def _registered(self) -> str:
        one = self._organisation
        body = {"kind": one.kind, "name_fr": one.name_fr, "territory": one.territory}
        command = Command(
            actor=actors.REGISTRAR,
            method="POST",
            service="partners",
            path="/v1/organisations",
            body=body,
            stream=one.key,
            key=f"partners/{one.key}/registration",
        )
        answer = await self._script.give(command)
        self._version = answer.version
        return answer.id

    async def _mandated(self, grants: Sequence[Grant]) -> dict[str, str]:
        one = self._organisation
        agent = actors.agent(one.key, self._id)
        person = {
            "subject": actors.signatory(one.key, self._id).subject,
            "name": f"Représentant (jeu) de {one.name_fr}"[:300],
            "email": email_of(one.key),
            "language": "ar" if one.key in _ARABIC else "fr",
        }
        representative = await self._give(agent, "representatives", person)
        return {grant.name: await self._granted(grant, representative) for grant in grants}

    async def _granted(self, grant: Grant, representative: str) -> str:
        """A mandate that the agent records and the authoriser confirms."""
        agent = actors.agent(self._organisation.key, self._id)
        authoriser = actors.authoriser(self._organisation.key, self._id)
        mandate = await self._give(agent, "mandates", _grant(grant, representative))
        self._ending |= grant.ends is not None
        await self._give(authoriser, f"mandates/{mandate}/confirmation", {})
        return mandate

    async def _give(self, actor: actors.Actor, what: str, body: Json) -> str:
        """The service ends an expired mandate by itself, at any moment: one version more, once."""
        try:
            return await self._given(actor, what, body)
        except UnexpectedAnswer as refused:
            if not self._ending or refused.problem.code != STALE:
                raise
        self._ending, self._version = False, self._version + 1
        return await self._given(actor, what, body)

    async def _given(self, actor: actors.Actor, what: str, body: Json) -> str:
        command = Command(
            actor=actor,
            method="POST",
            service="partners",
            path=f"/v1/organisations/{self._id}/{what}",
            body=body,
            stream=self._organisation.key,
            key=f"partners/{self._organisation.key}/{what}/{self._version}",
            version=self._version,
        )
        answer = await self._script.give(command)
        self._version = answer.version
        return answer.id


def _grant(grant: Grant, representative: str) -> Json:
    return {
        "representative_id": representative,
        "capacity": "Représentant mandaté (jeu)",
        "instrument": f"Délibération de jeu ({MADE_UP})",
        "valid_from": grant.begins.isoformat(),
        "valid_to": grant.ends.isoformat() if grant.ends else None,
    }
