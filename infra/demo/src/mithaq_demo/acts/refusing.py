"""Attempts that must be refused, each with the rule that must refuse it."""

from dataclasses import replace

from mithaq_demo import actors
from mithaq_demo.acts import paying
from mithaq_demo.amounts import to_wire
from mithaq_demo.client import Command
from mithaq_demo.dossier import Dossier
from mithaq_demo.errors import DemoFailed
from mithaq_demo.pieces import MADE_UP, PLAYED, Instalment
from mithaq_demo.problems import Problem


async def try_overpayment(dossier: Dossier, each: Instalment) -> None:
    """Pay a centime more than was ordered."""
    amount = {**to_wire(each.dirhams), "amount": f"{each.dirhams}.01"}
    await dossier.refused(
        "payer un centime de plus que l'ordonnancé",
        "overpayment",
        actors.ACCOUNTANT,
        f"/tranches/{each.tranche}/payments",
        {"amount": amount, "act": f"Virement ({MADE_UP})"},
        on=paying.paid_on(each),
    )


async def try_paying_what_one_ordered(dossier: Dossier, each: Instalment) -> None:
    funder = dossier.cast[each.organisation]
    both = replace(funder.authoriser, roles=("partner", "accountant", "archivist"))
    await dossier.refused(
        "payer ce qu'on a soi-même ordonnancé",
        "duties-not-separated",
        both,
        f"/tranches/{each.tranche}/payments",
        paying.step_body(each, "Virement"),
        on=paying.paid_on(each),
    )


async def try_call_too_early(dossier: Dossier, each: Instalment, attempt: str) -> None:
    owner = dossier.cast["agence-urbaine-casablanca"]
    await dossier.refused(
        attempt,
        "release-refused",
        owner.agent,
        f"/tranches/{each.tranche}/calls",
        paying.step_body(each, "Appel de fonds"),
        on=each.moves_on,
    )


async def pay_twice_with_one_key(dossier: Dossier, each: Instalment) -> None:
    """Send the transfer again with the same key: it gets the first result and is paid once.

    Raises DemoFailed when a second payment is made of it.
    """
    path = f"{dossier.path}/tranches/{each.tranche}/payments"
    dating = {"on": paying.paid_on(each).isoformat(), "dating_reason": PLAYED}
    body = {**paying.step_body(each, "Virement"), **dating}
    command = Command(
        actor=actors.ACCOUNTANT,
        method="POST",
        service="conventions",
        path=path,
        body=body,
        stream=dossier.plan.key,
        key=f"{dossier.plan.key}/virement/{each.tranche}",
        version=dossier.version,
    )
    first = await dossier.script.give(command)
    again = await dossier.script.client.command(command)
    if again != first:
        raise DemoFailed(f"POST {path}: the same key answered {first}, then {again}")
    dossier.version = first.version
    await _reuse_the_key(dossier, command)


async def _reuse_the_key(dossier: Dossier, command: Command) -> None:
    """The same key with another amount is refused."""
    rule, doubled = "idempotency-key-reused", to_wire(1)
    other = replace(command, body={**(command.body or {}), "amount": doubled})
    before = await dossier.current_version()
    problem = await dossier.script.client.refused(other, rule)
    unmoved = before == await dossier.current_version()
    attempt = "un autre paiement sous la même clé d'idempotence"
    dossier.noted(attempt, rule, problem, unmoved=unmoved)


async def try_foreign_convention(dossier: Dossier, stranger: str) -> None:
    """A partner that is no party cannot learn that the convention exists."""
    actor = dossier.cast[stranger].agent
    answer = await dossier.script.client.asked(actor, "conventions", dossier.path)
    if not isinstance(answer, Problem):
        raise DemoFailed(f"GET {dossier.path} shows a convention to {stranger}, no party to it")
    dossier.noted("lire la convention d'autres partenaires", "not-found", answer, unmoved=True)
