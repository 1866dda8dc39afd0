"""The list of all checks; the demo fails if one of them does."""

from collections.abc import Callable, Iterable, Sequence

from mithaq_demo.checks import (
    agreeing,
    commitments,
    conventions,
    deliveries,
    executing,
    integrity,
    papers,
    refusals,
)
from mithaq_demo.checks.check import Check
from mithaq_demo.findings import Findings

ALL: Sequence[Callable[[Findings], Iterable[Check]]] = (
    conventions.states_are_as_told,
    conventions.release_waits,
    conventions.projects_are_linked,
    refusals.rules_held,
    agreeing.frames_are_confirmed,
    agreeing.plans_close_or_tell_why,
    agreeing.amendments_took_effect,
    agreeing.effects_were_tried,
    agreeing.the_vote_came_after,
    agreeing.the_rest_goes_back,
    agreeing.the_text_lapsed,
    agreeing.the_envelope_holds,
    agreeing.two_texts_differ_by_words,
    agreeing.lists_are_filtered_and_saved,
    executing.late_partners_are_named,
    executing.it_was_suspended_and_resumed,
    executing.a_decision_was_carried_out,
    executing.it_went_to_the_archive,
    executing.the_refund_came_back,
    papers.ledgers_are_the_same,
    integrity.chains_are_sound,
    integrity.copies_are_whole,
    integrity.topics_are_whole,
    deliveries.messages_are_written_once,
    deliveries.mails_arrived_once,
    deliveries.regions_show_payments,
)


def run(findings: Findings) -> Sequence[Check]:
    of_ledger = [check for checks in commitments.ALL for check in checks(findings.tables)]
    return [*of_ledger, *(check for checks in ALL for check in checks(findings))]
