"""Who accepts works, and when."""

from typing import Final

from mithaq.commands import Caller
from mithaq.errors import RuleBroken

from conventions.domain.acceptance import commands as c
from conventions.domain.core.acceptance import Acceptance
from conventions.domain.core.commands import RUNNING
from conventions.domain.core.convention import Convention
from conventions.domain.core.duties import Duty
from conventions.domain.core.rules import ActionUnknown, NothingWaits
from conventions.domain.core.sides import speaks_for
from conventions.domain.core.standing import OWNERS
from conventions.domain.core.vocabulary import State
from conventions.domain.execution.decide import ensure_duty_of_action
from conventions.domain.execution.rules import NotAFunderOfTheAction

LEAST_GUARANTEE: Final = 0  # what is studied or taught has none
BUILT: Final = 100


class OwnWorks(RuleBroken):
    """Works are accepted by nobody of the party that owns them or has them built."""

    code = "own-works"


class WorksUnbuilt(RuleBroken):
    """Works are accepted once all of them is seen and accepted as progress, on that day and now."""

    code = "works-unbuilt"


class WorksAcceptedAlready(RuleBroken):
    """Works are accepted provisionally once, and finally once."""

    code = "works-accepted-already"


class ProvisionalFirst(RuleBroken):
    """A reservation is lifted, and a final acceptance given, after the provisional one."""

    code = "provisional-first"


class ReservationUnknown(RuleBroken):
    """A reservation is one that the provisional acceptance made."""

    code = "reservation-unknown"


class ReservationsLeft(RuleBroken):
    """Works are accepted finally once each reservation is lifted."""

    code = "reservations-left"


class GuaranteeRuns(RuleBroken):
    """Works are accepted finally once their guarantee is over."""

    code = "guarantee-runs"


def ensure_accepts(convention: Convention, command: c.AcceptanceCommand) -> None:
    """The office, or a funder of that action; of no owner, and nobody who reported it or moved
    its money.
    """
    caller, action = command.caller, command.action
    if action not in convention.terms.actions:
        raise ActionUnknown(action=action)
    ensure_duty_of_action(convention, action, Duty.ACCEPT, caller)
    if not speaks_for(convention, caller).isdisjoint(_building(convention)):
        raise OwnWorks(action=action)
    if "office" in caller.roles:
        return
    pledges = (each for each in convention.terms.pledges() if each.action == action)
    funders = {each.organisation_id for each in pledges if each.amount}
    if caller.organisation not in funders:
        raise NotAFunderOfTheAction(action=action)


def _building(convention: Convention) -> frozenset[object]:
    """Owners that are parties, and those that were."""
    terms = convention.terms
    parties = (*terms.parties.items(), *terms.departed.items())
    return frozenset(key for key, party in parties if not OWNERS.isdisjoint(party.roles))


def ensure_built(convention: Convention, command: c.AcceptProvisionally) -> None:
    """What is terminated is accepted as it stands: nothing more of it is built.

    So is what its paper says is completed: of that nothing was reported here, nor will be.
    """
    seen = convention.progress.get(command.action)
    on_paper = convention.archive is not None and seen is None
    if convention.state is State.TERMINATED or (convention.state is State.COMPLETED and on_paper):
        return
    percent = min(seen.percent(command.on), seen.percent()) if seen else 0
    if percent < BUILT:
        raise WorksUnbuilt(action=command.action, percent=percent, on=str(command.on))


def provisional_of(convention: Convention, action: str) -> Acceptance:
    """Raises ProvisionalFirst."""
    found = convention.acceptances.get(action)
    if found is None:
        raise ProvisionalFirst(action=action)
    return found


def ensure_final(action: str, accepted: Acceptance, command: c.AcceptFinally) -> None:
    if accepted.final_on is not None:
        raise WorksAcceptedAlready(action=action, on=str(accepted.final_on))
    if accepted.left:
        raise ReservationsLeft(action=action, reservations=accepted.left)
    if command.on < accepted.final_from:
        raise GuaranteeRuns(action=action, on=str(command.on), ends_on=str(accepted.final_from))


def ensure_some_accepted(convention: Convention, _: Caller) -> None:
    if not convention.acceptances:
        raise NothingWaits(step="acceptance")


def ensure_some_progress(convention: Convention, _: Caller) -> None:
    """Something was seen of some works, or they end as they stand."""
    if convention.state in RUNNING and not convention.progress:
        raise NothingWaits(step="progress")
