"""Rules taken out one at a time, each with the invariant that must then be seen to break."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from conventions.domain import enveloping, lifecycle
from conventions.domain.amendments import approving, taking_effect
from conventions.domain.amendments import decide as amendment_decide
from conventions.domain.amendments import rules as amendment_rules
from conventions.domain.amendments.operations import amounts, departure, schedule, termination
from conventions.domain.approvals import rules as approval_rules
from conventions.domain.core import policy, signing_act, suspensive
from conventions.domain.core.commands import OPEN_TEXT
from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import Contribution
from conventions.domain.deliveries import decide as deliveries
from conventions.domain.ending import rules as ending_rules
from conventions.domain.envelopes import decide as envelope_decide
from conventions.domain.envelopes import envelope
from conventions.domain.negotiation import evolve as negotiation_evolve
from conventions.domain.negotiation import rules as negotiation_rules
from conventions.domain.tranches import bounds, correcting, decide, planning, referring
from mithaq.money import ZERO

from .. import people as p
from . import attempt, beside

Broken = tuple[tuple[object, str, Any], ...]


def nothing(*_: object, **__: object) -> None:
    """In place of a check: everything is let through."""


def _no_events(*_: object, **__: object) -> list[object]:
    return []


def _the_lead_alone(*_: object) -> frozenset[object]:
    return frozenset({p.REGION})


def _anybody_with_a_role(caller: Any, _: object) -> bool:
    return bool(caller.roles & {"approver", "controller"})


def _not_used(uses: Any, *_: object, **__: object) -> list[object]:
    return []


def _the_day_given(_: object, command: Any) -> date:
    """As if no command named a day of its own from which its events hold."""
    return command.on  # type: ignore[no-any-return]


_HELD: Final = envelope._held


def _never_given_back(known: Any, event: Any, lines: Any, day: date) -> Any:
    return _HELD(known, event, lines, day) if lines else known


# By invariant: what is put in the place of which rule.
WITHOUT: Final[Mapping[str, Broken]] = {
    "nothing_is_in_force_before_its_conditions": ((suspensive, "undecided", lambda _: ()),),
    "no_step_goes_beyond_the_one_before": ((bounds, "ensure_room", nothing),),
    "calls_wait_for_what_they_rest_on": ((decide, "ensure_released", nothing),),
    "tranches_share_their_contribution": ((planning, "_planned_at_most", lambda *_: ZERO),),
    "no_more_leaves_a_payer_than_it_promised": (
        (bounds, "ensure_promised", nothing),
        (bounds, "ensure_unfrozen", nothing),
    ),
    "overpayments_are_settled_by_another": ((bounds, "ensure_second_party", nothing),),
    "steps_are_taken_back_by_another": ((correcting, "_ensure_other_person", nothing),),
    "a_reference_counts_once_a_payer": (
        (decide, "ensure_unused", nothing),
        (referring, "reserve", _no_events),
    ),
    "references_are_held_alike": ((referring, "release", _no_events),),
    "nothing_is_dated_in_the_future": ((attempt, "ensure_dated", nothing),),
    "nothing_precedes_what_it_rests_on": ((lifecycle, "ensure_in_order", nothing),),
    "positions_count_by_their_deadline": ((negotiation_rules, "is_late", nothing),),
    "a_consensus_is_of_those_whom_the_text_concerns": (
        (negotiation_evolve, "touched_by", lambda *_: frozenset()),
    ),
    "no_money_moves_while_somebody_is_suspended": ((bounds, "ensure_money_flows", nothing),),
    "no_money_moves_on_a_day_of_suspension": ((Convention, "suspended_on", lambda *_: False),),
    "deliveries_stay_within_their_promise": ((deliveries, "_ensure_delivered", nothing),),
    "deliveries_are_accepted_by_others": ((deliveries, "_ensure_another", nothing),),
    "duties_stay_apart": ((bounds, "ensure_apart", nothing),),
    "whoever_is_suspended_binds_nobody": ((lifecycle, "ensure_acts", nothing),),
    "mandates_hold": ((signing_act, "_ensure_valid", nothing),),
    "ceilings_hold_in_all": ((beside, "mandates_moved", lambda *_: {}),),
    "nobody_signs_after_the_last_day": ((signing_act, "ensure_in_time", nothing),),
    "one_person_signs_for_one_party": ((signing_act, "ensure_for_one_party", nothing),),
    "approvals_are_given_by_whom_they_were_asked_of": (
        (policy, "answers", _anybody_with_a_role),
        (approval_rules, "answers", _anybody_with_a_role),
    ),
    "nobody_signs_before_the_councils_and_the_interior": (
        (approval_rules, "ensure_none_left_out", nothing),
    ),
    "no_council_signs_an_amendment_that_it_did_not_approve": (
        (approving, "needs_of_amendment", lambda *_: ()),
        (amendment_decide, "needs_of_amendment", lambda *_: ()),
    ),
    "the_plan_closes": ((amendment_rules, "ensure_balanced", nothing),),
    "amendments_leave_what_was_paid": (
        (amounts, "ensure_above_money", nothing),
        (taking_effect, "ensure_planned_fits", nothing),
    ),
    "only_what_is_planned_is_rescheduled": ((schedule, "ensure_only_planned", nothing),),
    "who_leaves_is_settled": (
        (departure, "ensure_settled", nothing),
        (departure, "ensure_shares_nothing", nothing),
    ),
    "one_amendment_is_open_at_most": ((Convention, "open_amendment", property(lambda _: None)),),
    "a_termination_settles_everybody": ((termination, "settlements_of", lambda _: ()),),
    "whoever_promises_signed_the_text": ((amendment_rules, "signatories_of", _the_lead_alone),),
    "a_completed_convention_has_no_gap": ((ending_rules, "gaps_of", lambda _: {}),),
    "in_kind_is_never_payable": ((Contribution, "payable", property(lambda _: True)),),
    "no_more_is_reserved_than_a_framework_offers": (
        (envelope_decide, "ensure_room", nothing),
        (envelope_decide, "ensure_above_reserved", nothing),
    ),
    "what_is_reserved_is_what_conventions_hold": ((enveloping, "_RESERVING_NOTHING", OPEN_TEXT),),
    "what_is_reserved_is_given_back_once": ((envelope, "_held", _never_given_back),),
    "nothing_is_reserved_of_what_gives_nothing": ((envelope_decide, "ensure_in_force", nothing),),
    "what_is_read_as_of_a_day_held_on_it": ((lifecycle, "effective_day", _the_day_given),),
    "facts_long_past_are_an_archivists": ((attempt, "ensure_dated", nothing),),
    "what_is_open_is_told": ((lifecycle, "_ensure_state", nothing),),
}
