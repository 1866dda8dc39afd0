"""Each check holds on a play that went well, and fails on the fault it is there for."""

from dataclasses import replace
from typing import Any

import pytest
from mithaq_demo.canonical import document
from mithaq_demo.checks import every
from mithaq_demo.findings import Findings
from mithaq_demo.ledger import Table, Tables

from .found import REFUSAL, findings


def failed(found: Findings) -> list[str]:
    return [check.name for check in every.run(found) if not check.held]


def with_table(found: Findings, reference: str, **changes: Any) -> Findings:
    def changed(table: Table) -> Table:
        return replace(table, **changes) if table.reference == reference else table

    return replace(found, tables=Tables([changed(table) for table in found.tables.all]))


def test_a_play_that_went_well_holds() -> None:
    assert failed(findings()) == []
    assert document(findings(), every.run(findings()))["failed"] == []


def test_a_centime_of_difference_shows() -> None:
    found = findings()
    totals = found.tables.all[0].totals
    worse = replace(totals, promised=totals.promised + 1)
    assert failed(with_table(found, "JEU-TANGER-2019", totals=worse)) == [
        "JEU-TANGER-2019 : total promis = total publié, avenant compris"
    ]


def test_a_share_that_is_not_the_published_one_shows() -> None:
    found = findings()
    assert failed(with_table(found, "JEU-SOUSS-2019", rows=[])) == [
        "JEU-SOUSS-2019 : part promise de chaque partenaire = part publiée"
    ]


def test_a_figure_invented_to_make_sums_agree_shows() -> None:
    found = findings()
    totals = replace(found.tables.all[0].totals, promised=0, pledged=58_100_000_000)
    assert failed(with_table(found, "JEU-TTA-2025", totals=totals)) == [
        "JEU-TTA-2025 : enregistrée telle que publiée, sans rien d'inventé"
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"problem": replace(REFUSAL.problem, code="capacity-refused")},
        {"unmoved": False},
        {"unmoved": False, "replayed": True},
    ],
)
def test_a_refusal_by_another_rule_or_that_moved_something_shows(changes: Any) -> None:
    found = replace(findings(), refusals=[replace(REFUSAL, **changes)])
    assert failed(found) == ["refus totals-differ : arrêter le texte"]


def test_a_refusal_seen_in_an_earlier_play_holds() -> None:
    stale = replace(REFUSAL.problem, code="version-conflict")
    assert replace(REFUSAL, problem=stale, replayed=True).held


def test_mails_are_counted_by_person_and_convention() -> None:
    found = findings()
    lost = replace(found, mails=found.mails[1:])
    assert failed(lost) == ["chaque courriel parti est arrivé"]
    doubled = [*found.mails, found.mails[0]]
    assert failed(replace(found, mails=doubled)) == [
        "chaque courriel parti est arrivé",
        "aucun courriel n'est arrivé deux fois",
    ]


def test_a_mail_of_uncertain_fate_may_have_arrived_or_not() -> None:
    found = findings()
    uncertain = [replace(found.deliveries[0], state="unknown"), *found.deliveries[1:]]
    assert failed(replace(found, deliveries=uncertain)) == []
    assert failed(replace(found, deliveries=uncertain, mails=found.mails[1:])) == []


def test_a_message_too_few_too_many_or_that_did_not_leave_shows() -> None:
    found = findings()
    name = "chaque signataire est averti une fois de son tour, une fois de la signature de tous"
    assert name in failed(replace(found, deliveries=found.deliveries[1:]))
    assert name in failed(replace(found, deliveries=[*found.deliveries, found.deliveries[0]]))
    waiting = [replace(found.deliveries[0], state="waiting"), *found.deliveries[1:]]
    left = "tous les messages sont partis, sauf à qui avait déjà signé"
    assert left in failed(replace(found, deliveries=waiting))


def test_a_turn_that_was_signed_before_its_mail_went_is_no_loss() -> None:
    found = findings()
    turn, end = (
        next(nth for nth, each in enumerate(found.deliveries) if each.template == template)
        for template in ("signature-turn", "convention-signed")
    )
    obsolete = list(found.deliveries)
    obsolete[turn] = replace(obsolete[turn], state="obsolete")
    mails = [*found.mails[:turn], *found.mails[turn + 1 :]]
    assert failed(replace(found, deliveries=obsolete, mails=mails)) == []
    obsolete[end] = replace(obsolete[end], state="obsolete")
    left = "tous les messages sont partis, sauf à qui avait déjà signé"
    assert left in failed(replace(found, deliveries=obsolete, mails=mails))


def test_an_unsound_chain_a_late_copy_and_a_thin_topic_show() -> None:
    found = findings()
    broken = replace(found, verdicts=[replace(found.verdicts[0], verdict="broken")])
    assert failed(broken) == ["chaîne du journal partners"]
    late = replace(found, logs=[replace(found.logs[0], copied=8)])
    assert failed(late) == ["audit : copie entière du journal partners"]
    thin = replace(found, logs=[replace(found.logs[0], on_kafka=8)])
    assert failed(thin) == ["Kafka : tous les événements de partners"]
    assert failed(replace(found, logs=[replace(found.logs[0], on_kafka=11)])) == []


def test_a_release_that_does_not_wait_shows() -> None:
    released = {"conditions": [{"code": "progress-reached", "met": True}]}
    assert len(failed(replace(findings(), release=released))) == 1
