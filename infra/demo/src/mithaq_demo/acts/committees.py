"""The committees that the frame of a case asks for, written into its text."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from mithaq_demo.acts import paying
from mithaq_demo.client import Json
from mithaq_demo.dossier import Dossier
from mithaq_demo.pieces import MADE_UP, Instalment, Seat
from mithaq_demo.plan import Plan

_KINDS: Final = {"technical": "technical", "monitoring": "monitoring"}
STEERING: Final = "steering"
DECISION: Final = "liberation"


async def constitute(dossier: Dossier, on: date, plan: Plan | None = None) -> None:
    """Each with every party in a role that sits in it; the kind is read of its name."""
    seats = (plan or dossier.plan).seats
    for asked in (await dossier.read("/frame"))["committees"]:
        members = _in(seats, asked["members"])
        chairs = _in(seats, [asked["chair"]])
        if not members or not chairs:
            continue
        body: Json = {
            "kind": _KINDS.get(asked["committee"], "steering"),
            "subject_fr": asked["name_fr"],
            "subject_ar": asked["name_ar"],
            "members": [dossier.cast[each].id for each in members],
            "chair": dossier.cast[chairs[0]].id,
            "every_months": asked["every_months"],
            "notice_days": (plan or dossier.plan).notice_days,
            "quorum_percent": 50,
        }
        path = f"/committees/{asked['committee']}"
        await dossier.give(dossier.lead.agent, path, body, on=on, method="PUT")


async def decide_to_release(dossier: Dossier, each: Instalment) -> None:
    """The steering committee meets the day it is convened: no meeting is dated back.

    The lead convenes it and records its minutes, the funder confirms them; who builds calls for the
    money, and the lead says that this call carried the decision out.
    """
    lead, funder, on = dossier.lead, dossier.cast[each.organisation], await _meeting_day(dossier)
    convocation = {
        "meets_on": on.isoformat(),
        "place": f"Siège de jeu ({MADE_UP})",
        "agenda": f"Libération de {each.tranche} ({MADE_UP})",
    }
    await dossier.give(lead.agent, f"/committees/{STEERING}/meetings", convocation, on=on)
    await dossier.give(lead.agent, f"{_MEETING}/minutes", _minutes(dossier, each), on=on)
    await dossier.give(funder.agent, f"{_MEETING}/minutes/confirmation", on=on)
    await paying.call(dossier, each, on=on)
    carried = {"version": dossier.version}
    await dossier.give(lead.agent, f"/decisions/{DECISION}/execution", carried, on=on)


_MEETING: Final = "/meetings/1"


def _minutes(dossier: Dossier, each: Instalment) -> Json:
    owner = paying.owner_of(dossier)
    present = (dossier.lead, dossier.cast[each.organisation], owner)
    return {
        "act": f"PV de comité de jeu ({MADE_UP})",
        "present": [{"organisation_id": who.id, "capacity": "Membre (jeu)"} for who in present],
        "decisions": [
            {
                "decision": DECISION,
                "text_fr": f"Libérer {each.tranche} ({MADE_UP}).",
                "kind": "release",
                "carried_out_by": owner.id,
                "tranche": each.tranche,
            }
        ],
    }


async def _meeting_day(dossier: Dossier) -> date:
    """Today as the service has it; in a later play of the same state, the day of the first."""
    met = (await dossier.read("/meetings"))["items"]
    return date.fromisoformat(met[0]["meets_on"] if met else (await dossier.read("/held"))["on"])


def _in(seats: Sequence[Seat], roles: Collection[str]) -> list[str]:
    return [seat.organisation for seat in seats if not set(roles).isdisjoint(seat.roles)]
