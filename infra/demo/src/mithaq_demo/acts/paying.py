"""A tranche from its planning to its justification, each step by another person."""

from datetime import date, timedelta

from mithaq_demo import actors
from mithaq_demo.actors import Actor
from mithaq_demo.amounts import to_wire
from mithaq_demo.cast import Member
from mithaq_demo.client import Json
from mithaq_demo.dossier import Dossier
from mithaq_demo.pieces import MADE_UP, Instalment

_OWNERS = frozenset({"project_owner", "delegated_owner"})
_ACTS = {
    "calls": "Appel de fonds",
    "commitments": "Engagement",
    "visas": "Visa",
    "orders": "Ordonnancement",
    "payments": "Virement",
}
# As the service assumes them where a deployment says nothing.
_TWO_FROM, _THREE_FROM = 50_000_000, 200_000_000
_JUSTIFIED = "Justification"


async def plan(dossier: Dossier, *instalments: Instalment, on: date) -> None:
    """Funders plan their own tranches."""
    for each in instalments:
        body = {
            "contribution": each.contribution,
            "amount": to_wire(each.dirhams),
            "due_on": each.due_on.isoformat(),
            "justified_before": each.justified_before,
            "progress_at_least": each.progress_at_least,
            "documents": list(each.documents),
            "basis": each.basis,
        }
        path = f"/tranches/{each.tranche}"
        await dossier.give(_funder(dossier, each).agent, path, body, on=on, method="PUT")


async def call(dossier: Dossier, each: Instalment, on: date | None = None) -> None:
    await _step(dossier, each, "calls", owner_of(dossier).agent, on=on or each.moves_on)


async def commit(dossier: Dossier, each: Instalment) -> None:
    day = each.moves_on + timedelta(days=3)
    await _step(dossier, each, "commitments", _funder(dossier, each).agent, on=day)


async def visa_and_order(dossier: Dossier, each: Instalment) -> None:
    day, funder = each.moves_on + timedelta(days=6), _funder(dossier, each)
    await _step(dossier, each, "visas", actors.CONTROLLER, on=day)
    await _step(dossier, each, "orders", funder.authoriser, on=day)
    await _approve(dossier, each, day)


async def _approve(dossier: Dossier, each: Instalment, day: date) -> None:
    """A large order is one that the payer's agent, then its controller, answers for as well."""
    for since, actor in (
        (_TWO_FROM, _funder(dossier, each).agent),
        (_THREE_FROM, actors.CONTROLLER),
    ):
        if each.dirhams >= since:
            await dossier.give(actor, f"/tranches/{each.tranche}/orders/1/approvals", {}, on=day)


async def transfer(dossier: Dossier, each: Instalment) -> None:
    day = paid_on(each)
    await _step(dossier, each, "payments", actors.ACCOUNTANT, on=day)


async def justify(dossier: Dossier, each: Instalment, dirhams: int | None = None) -> None:
    """All of it, or so much: handed in by who builds, then accepted by the office.

    Where nobody builds, the office takes over the paper.
    """
    day = each.moves_on + timedelta(days=60)
    path, body = f"/tranches/{each.tranche}", step_body(each, _JUSTIFIED, dirhams)
    if owner := _owner(dossier):
        proof = {**body, "documents": [{"kind": "decompte", "sha256": f"{1:064x}"}]}
        await dossier.give(owner.bookkeeper, f"{path}/submissions", proof, on=day)
        body = {**body, "submission": 1}
    await dossier.give(actors.OFFICE, f"{path}/justifications", body, on=day)


async def pay(dossier: Dossier, each: Instalment, *, justified: bool = True) -> None:
    """All steps, in order."""
    await call(dossier, each)
    await commit(dossier, each)
    await visa_and_order(dossier, each)
    await transfer(dossier, each)
    if justified:
        await justify(dossier, each)


async def deposit(dossier: Dossier, each: Instalment, on: date) -> None:
    """Evidence with invented digests: there are no such files."""
    owner = owner_of(dossier).observer
    for number, kind in enumerate(each.documents, 1):
        body = {"kind": kind, "sha256": f"{number:064x}"}
        await dossier.give(owner, f"/tranches/{each.tranche}/documents", body, on=on)


async def report_progress(dossier: Dossier, action: str, percent: int, on: date) -> None:
    """Reported by who builds, accepted by the office: only then does it count for a release."""
    observer, path = owner_of(dossier).observer, f"/actions/{action}/progress"
    await dossier.give(observer, path, {"percent": percent}, on=on)
    seen = {"percent": percent, "observed_on": on.isoformat()}
    await dossier.give(actors.INSPECTOR, f"{path}/acceptances", seen, on=on)


def paid_on(each: Instalment) -> date:
    return each.moves_on + timedelta(days=12)


def step_body(each: Instalment, act: str, dirhams: int | None = None) -> Json:
    amount = each.dirhams if dirhams is None else dirhams
    return {"amount": to_wire(amount), "act": f"{act} {each.tranche} ({MADE_UP})"}


async def _step(dossier: Dossier, each: Instalment, step: str, actor: Actor, *, on: date) -> None:
    path = f"/tranches/{each.tranche}/{step}"
    await dossier.give(actor, path, step_body(each, _ACTS[step]), on=on)


def _funder(dossier: Dossier, each: Instalment) -> Member:
    return dossier.cast[each.organisation]


def owner_of(dossier: Dossier) -> Member:
    """Who builds, or the lead where nobody does."""
    return _owner(dossier) or dossier.lead


def _owner(dossier: Dossier) -> Member | None:
    owners = (seat for seat in dossier.plan.seats if not _OWNERS.isdisjoint(seat.roles))
    owner = next(owners, None)
    return dossier.cast[owner.organisation] if owner else None
