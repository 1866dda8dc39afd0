"""Signing in order, each party by the person it mandated, and entering into force."""

from datetime import date

from mithaq_demo.cast import GENERAL
from mithaq_demo.client import Json
from mithaq_demo.dossier import Dossier
from mithaq_demo.enrolment import EXPIRED
from mithaq_demo.pieces import MADE_UP, Condition


async def text_sha256(dossier: Dossier) -> str:
    """The hash of the text as frozen, regardless of later amendments."""
    return str((await dossier.read("/text"))["frozen_sha256"])


async def sign_all(dossier: Dossier, on: date, sha256: str) -> None:
    for key in dossier.plan.signatories:
        await sign(dossier, key, on, sha256)


async def sign(dossier: Dossier, key: str, on: date, sha256: str) -> None:
    body = signature(dossier, key, GENERAL, sha256)
    await dossier.give(dossier.cast[key].signatory, "/signatures", body, on=on)


def signature(dossier: Dossier, key: str, mandate: str, sha256: str) -> Json:
    return {
        "mandate_id": dossier.cast[key].mandates[mandate],
        "text_sha256": sha256,
        "level": "simple",
    }


async def try_stale_text(dossier: Dossier, key: str, on: date) -> None:
    body = signature(dossier, key, GENERAL, "0" * 64)
    await dossier.refused(
        "signer un texte qui n'est plus celui arrêté",
        "text-stale",
        dossier.cast[key].signatory,
        "/signatures",
        body,
        on=on,
    )


async def try_out_of_turn(dossier: Dossier, key: str, on: date, sha256: str) -> None:
    await dossier.refused(
        "signer avant son tour",
        "out-of-turn",
        dossier.cast[key].signatory,
        "/signatures",
        signature(dossier, key, GENERAL, sha256),
        on=on,
    )


async def try_expired_mandate(dossier: Dossier, key: str, on: date, sha256: str) -> None:
    await dossier.refused(
        "signer avec un mandat échu",
        "mandate-expired",
        dossier.cast[key].signatory,
        "/signatures",
        signature(dossier, key, EXPIRED, sha256),
        on=on,
    )


async def try_for_another(dossier: Dossier, key: str, on: date, sha256: str) -> None:
    """The organisation's agent, who has no mandate, uses the signatory's."""
    await dossier.refused(
        "signer avec le mandat d'une autre personne",
        "mandate-of-another-person",
        dossier.cast[key].agent,
        "/signatures",
        signature(dossier, key, GENERAL, sha256),
        on=on,
    )


async def enter_into_force(dossier: Dossier, on: date) -> None:
    await dossier.give(dossier.lead.agent, "/entry-into-force", on=on)


async def try_force_before_vote(dossier: Dossier, on: date) -> None:
    await dossier.refused(
        "mettre en vigueur avant le vote que le texte attend",
        "condition-undecided",
        dossier.lead.agent,
        "/entry-into-force",
        on=on,
    )


async def decide(dossier: Dossier, condition: Condition) -> None:
    """By the body that the text names, by a person who neither prepared nor signed it."""
    body = {"met": True, "act": f"Délibération de jeu ({MADE_UP})"}
    path = f"/conditions/{condition.condition}/decision"
    approver = dossier.cast[condition.organisation].approver
    await dossier.give(approver, path, body, on=condition.decided_on)


async def take_over_last_day(dossier: Dossier, sign_by: date, on: date) -> None:
    """The last day to sign, which was over long ago: from now on the kernel's deadline runs."""
    body = {"sign_by": sign_by.isoformat(), "reason": f"Délai de jeu ({MADE_UP})"}
    await dossier.give(dossier.lead.agent, "/signing-time", body, on=on)
