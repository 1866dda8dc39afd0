"""The figures of a convention that a trial compares: where it stands, and its money."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from mithaq.money import Total
from mithaq.trials import Figure, Figures, Part

from conventions.domain.amendments import outlook
from conventions.domain.core.amendment import Amendment
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.delivery import Delivery
from conventions.domain.core.progress import Observed
from conventions.domain.core.suspensive import undecided
from conventions.domain.core.terms import Action, Contribution, Share, Terms
from conventions.domain.core.tranche import Tranche
from conventions.domain.core.vocabulary import Stage


def figures(convention: Absent | Convention) -> Figures:
    """By names that read like the paths of the API: `state`, `paid`, `tranches.T1.called`."""
    if isinstance(convention, Absent):
        return {}
    return {
        **_of_whole(convention),
        **dict(_promises(convention)),
        **dict(_parts(convention)),
    }


def _of_whole(convention: Convention) -> dict[str, Figure]:
    """`balance` is what is promised and neither left its payer nor was accepted in kind."""
    terms, moved = convention.terms, convention.lookups
    promised = Total.of(each.amount for each in terms.promises())
    unsplit = Total.of(each.amount for each in terms.shares.values())
    delivered = Total.of(each.accepted.total for each in convention.deliveries.values())
    paid = Total(moved.out)
    return {
        "state": convention.state.value,
        "total": terms.outline.total,
        "promised": promised,
        "unsplit": unsplit,
        "planned": Total(moved.sum(Stage.PLANNED)),
        "called": Total(moved.sum(Stage.CALLED)),
        "paid": paid,
        "accepted": delivered,
        "balance": promised - paid - delivered,
        "round": convention.negotiation.round,
        "round_open": convention.negotiation.open,
        "positions": len(convention.negotiation.positions),
        "articles": len(terms.articles),
        "text_sha256": convention.text.text_sha256 if convention.text else None,
        "in_force_on": convention.in_force_on,
        "ends_on": convention.ends_on,
        "approvals_asked": len(convention.approvals),
        "signatures_awaited": len(convention.signing.awaited),
        "conditions_undecided": len(undecided(convention)),
    }


def _promises(convention: Convention) -> Iterator[tuple[str, Figure]]:
    """The plan party by party, as it binds and as the amendment under way would make it.

    Without an amendment under way both are the same; of one in effect the trial tells the change.
    """
    now, then = convention.terms, outlook.result_of(convention)
    yield "total_as_amended", then.outline.total
    promised, amended = outlook.promises_of(now), outlook.promises_of(then)
    for party in {**now.parties, **then.parties, **promised}:
        yield f"parties.{party}.promised", Total(promised[party])
        yield f"parties.{party}.as_amended", Total(amended[party])
    for settled in convention.settlements.values():
        yield f"parties.{settled.organisation_id}.due", Total(settled.due.centimes)


def _parts(convention: Convention) -> Iterator[tuple[str, Part]]:
    for party in convention.terms.parties:
        signature = convention.signing.signatures.get(party)
        yield f"parties.{party}", Part(signature, partial(_of_party, convention, party))
    yield from _planned(convention.terms)
    for name, observed in convention.progress.items():
        yield f"progress.{name}", Part(observed, partial(_of_progress, observed))
    for name, delivery in convention.deliveries.items():
        yield f"deliveries.{name}", Part(delivery, partial(_of_delivery, delivery))
    for name, tranche in convention.tranches.items():
        yield f"tranches.{name}", Part(tranche, partial(_of_tranche, tranche))
    for number, amendment in convention.amendments.items():
        yield f"amendments.{number}", Part(amendment, partial(_of_amendment, amendment))


def _planned(terms: Terms) -> Iterator[tuple[str, Part]]:
    """What is to be done, and what is promised for it."""
    for name, action in terms.actions.items():
        yield f"actions.{name}", Part(action, partial(_of_action, action))
    for name, pledged in terms.contributions.items():
        yield f"contributions.{name}", Part(pledged, partial(_of_contribution, pledged))
    for name, share in terms.shares.items():
        yield f"shares.{name}", Part(share, partial(_of_share, share))


def _of_party(convention: Convention, party: UUID) -> dict[str, Figure]:
    signature = convention.signing.signatures.get(party)
    roles = " ".join(convention.terms.parties[party].roles)
    return {"roles": roles, "signed_on": signature.signed_on if signature else None}


def _of_action(action: Action) -> dict[str, Figure]:
    return {"cost": action.cost}


def _of_progress(observed: Observed) -> dict[str, Figure]:
    return {"reports": len(observed.observations), "accepted": observed.percent()}


def _of_contribution(pledged: Contribution) -> dict[str, Figure]:
    return {"amount": pledged.amount}


def _of_share(share: Share) -> dict[str, Figure]:
    return {"amount": share.amount}


def _of_delivery(delivery: Delivery) -> dict[str, Figure]:
    return {"delivered": delivery.delivered.total, "accepted": delivery.accepted.total}


def _of_tranche(tranche: Tranche) -> dict[str, Figure]:
    return {
        "stage": tranche.stage.value,
        "planned": tranche.amount,
        "called": tranche.called,
        "committed": tranche.committed,
        "visaed": tranche.visaed,
        "ordered": tranche.ordered,
        "paid": tranche.paid,
        "justified": tranche.justified,
        "beyond": tranche.beyond,
        "documents": len(tranche.deposited),
    }


def _of_amendment(amendment: Amendment) -> dict[str, Figure]:
    return {
        "state": amendment.state.value,
        "revision": amendment.revision,
        "positions": len(amendment.positions),
        "signatures_awaited": len(amendment.signing.awaited),
        "effective_on": amendment.effective_on,
    }
