"""From a suspension to the archive, and what came back of what was claimed."""

from datetime import date

from mithaq_demo import actors
from mithaq_demo.acts import paying
from mithaq_demo.dossier import Dossier
from mithaq_demo.pieces import MADE_UP, Instalment


async def suspend(dossier: Dossier, *, on: date) -> None:
    body = {"reason": f"Suspension de jeu ({MADE_UP})."}
    await dossier.give(dossier.lead.agent, "/suspension", body, on=on)


async def resume(dossier: Dossier, *, on: date) -> None:
    body = {"reason": f"Reprise de jeu ({MADE_UP})."}
    await dossier.give(dossier.lead.agent, "/resumption", body, on=on)


async def take_over(dossier: Dossier, action: str, guarantee_days: int, *, on: date) -> None:
    """The office accepts the works provisionally; their guarantee begins."""
    act = f"PV de réception provisoire ({MADE_UP})"
    body = {"act": act, "guarantee_days": guarantee_days}
    await dossier.give(actors.INSPECTOR, f"/actions/{action}/acceptances/provisional", body, on=on)


async def accept_finally(dossier: Dossier, action: str, *, on: date) -> None:
    body = {"act": f"PV de réception définitive ({MADE_UP})"}
    await dossier.give(actors.INSPECTOR, f"/actions/{action}/acceptances/final", body, on=on)


async def give_back(dossier: Dossier, each: Instalment, dirhams: int, *, on: date) -> None:
    """What was paid and not justified came back to its payer."""
    body = paying.step_body(each, "Reversement", dirhams)
    await dossier.give(actors.ACCOUNTANT, f"/tranches/{each.tranche}/refunds", body, on=on)


async def close(dossier: Dossier, *, on: date) -> None:
    body = {"act": f"PV de clôture ({MADE_UP})"}
    await dossier.give(dossier.lead.agent, "/closure", body, on=on)


async def try_archiving_what_one_closed(dossier: Dossier, *, on: date) -> None:
    await dossier.refused(
        "archiver soi-même ce que l'on a clôturé",
        "closed-by-you",
        dossier.lead.agent,
        "/archive",
        _ARCHIVE,
        on=on,
    )


async def archive(dossier: Dossier, *, on: date) -> None:
    """By the office: another person than closed it."""
    await dossier.give(actors.OFFICE, "/archive", _ARCHIVE, on=on)


_ARCHIVE = {"reference": f"Dossier d'archives ({MADE_UP})", "place": "Archives de jeu"}
