"""Each check holds on a play that went well, and fails on the fault it is there for."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mithaq_demo.amounts import to_wire
from mithaq_demo.canonical import document
from mithaq_demo.checks import every
from mithaq_demo.findings import Findings
from mithaq_demo.ledger import Table, Tables
from mithaq_demo.plan import Plan
from mithaq_demo.plays import essaouira, midelt, sale, souss_massa, tanger_2, tanger_2019, tta

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
    totals = found.tables.of(tanger_2019.PLAN.key).totals
    worse = replace(totals, promised=totals.promised + 1)
    assert failed(with_table(found, "JEU-TANGER-2019", totals=worse)) == [
        "JEU-TANGER-2019 : total promis à la signature = total annoncé, part ouverte exceptée"
    ]


def test_a_share_that_is_not_the_published_one_shows() -> None:
    found = findings()
    assert failed(with_table(found, "JEU-SOUSS-2019", rows=[])) == [
        "JEU-SOUSS-2019 : part promise = part publiée, pour qui en a une",
        "JEU-SOUSS-2019 : reprise du papier, le même grand livre",
    ]


def test_a_figure_invented_to_make_sums_agree_shows() -> None:
    found = findings()
    totals = replace(found.tables.all[0].totals, promised=0, pledged=58_100_000_000)
    assert failed(with_table(found, "JEU-TTA-2025-PUB", totals=totals)) == [
        "JEU-TTA-2025-PUB : enregistrée telle que publiée, sans rien d'inventé"
    ]


@pytest.mark.parametrize(
    "changes",
    [
        {"problem": replace(REFUSAL.problem, code="capacity-refused")},
        {"unmoved": False},
        {"unmoved": False, "replayed": True},
        {"problem": replace(REFUSAL.problem, findings=REFUSAL.problem.findings[:1])},
    ],
)
def test_a_refusal_by_another_rule_or_that_moved_something_shows(changes: Any) -> None:
    found = replace(findings(), refusals=[replace(REFUSAL, **changes)])
    assert failed(found) == ["refus cost-unknown : arrêter le texte"]


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


def with_seen(**changes: Any) -> list[str]:
    found = findings()
    return failed(replace(found, seen=replace(found.seen, **changes)))


def with_view(plan: Plan, **changes: Any) -> list[str]:
    found = findings()
    view = {**found.tables.of(plan.key).view, **changes}
    return failed(with_table(found, plan.reference, view=view))


def with_trial(plan: Plan, **changes: Any) -> list[str]:
    found = findings()
    told = {**found.amended[plan.key], **changes}
    return failed(replace(found, amended={**found.amended, plan.key: told}))


def test_a_model_that_nobody_confirmed_shows() -> None:
    assert with_seen(confirmed=["convention-cadre"]) == [
        "modèles et types de programme repris par le bureau, confirmés par une autre personne"
    ]


def test_a_plan_that_hides_its_gaps_or_does_not_close_shows() -> None:
    plans = findings().seen.plans
    hidden = {**plans, midelt.PUBLISHED.key: {"closes": True, "gaps": []}}
    assert with_seen(plans=hidden) == ["le plan de chaque forme publiée nomme ce qui manque"]
    ajar = {**plans, midelt.PLAN.key: {"closes": False, "gaps": [{"code": "cost-unknown"}]}}
    told = "le plan de chaque forme complétée est équilibré, avenant compris"
    assert with_seen(plans=ajar) == [told]


@pytest.mark.parametrize(
    "amendments",
    [
        [],
        [{"state": "signed", "kinds": ["amount", "duration"]}],
        [{"state": "effective", "kinds": ["amount"]}],
    ],
)
def test_an_amendment_that_is_none_not_in_effect_or_of_other_kinds_shows(amendments: Any) -> None:
    name = "JEU-MIDELT-2021 : avenant (amount, duration) signé par qui il concerne"
    assert with_view(midelt.PLAN, amendments=amendments) == [name]


def test_an_amendment_signed_by_others_shows() -> None:
    name = "JEU-TTA-2025 : avenant (amount) signé par qui il concerne"
    assert with_trial(tta.PLAN, signed=["politique-ville"]) == [name]


@pytest.mark.parametrize("changes", [{"unmoved": False}, {"trial": {"events": []}}])
def test_a_trial_that_moved_something_or_foresaw_nothing_shows(changes: Any) -> None:
    assert with_trial(midelt.PLAN, **changes) == ["JEU-MIDELT-2021 : l'avenant essayé à blanc"]


def test_a_trial_that_foresaw_another_total_shows() -> None:
    outlook = findings().amended[midelt.PLAN.key]["outlook"]
    other = {**outlook, "total_after": to_wire(1)}
    assert with_trial(midelt.PLAN, outlook=other) == ["JEU-MIDELT-2021 : l'avenant essayé à blanc"]


def test_an_amendment_in_effect_since_an_earlier_play_is_not_tried_again() -> None:
    told = {"signed": findings().amended[midelt.PLAN.key]["signed"], "replayed": True}
    found = findings()
    assert failed(replace(found, amended={**found.amended, midelt.PLAN.key: told})) == []


def test_a_vote_that_was_not_met_or_came_before_shows() -> None:
    name = "JEU-ESSAOUIRA-2018 : signée sous condition, en vigueur une fois le vote acquis"
    assert with_view(essaouira.PLAN, conditions=[{"met": None}]) == [name]
    assert with_view(essaouira.PLAN, in_force_on="2018-10-22") == [name]


def test_a_claim_that_is_not_what_was_not_justified_shows() -> None:
    name = "JEU-SALE-2014 : ce qui fut payé et non justifié est réclamé"
    assert with_view(sale.PLAN, settlements=[{"due": to_wire(-1)}]) == [name]
    assert with_view(sale.PLAN, settlements=[]) == [name]


@pytest.mark.parametrize(
    "changes", [{"actor": "chef"}, {"capacity": "lead"}, {"effective_date": "2025-06-30"}]
)
def test_a_lapse_by_hand_or_of_another_day_shows(changes: Any) -> None:
    name = "JEU-TTA-QUARTIERS : caduque par son échéance, sans commande de personne"
    assert with_seen(lapse={**findings().seen.lapse, **changes}) == [name]
    assert with_seen(lapse={}) == [name]


def test_an_envelope_overdrawn_or_not_given_back_shows() -> None:
    told = findings().seen.envelope
    name = "JEU-TTA-2025 : enveloppe réservée par deux conventions, rendue par la caduque"
    more = {**told, "totals": {**told["totals"], "reserved": to_wire(310_000_000)}}
    assert with_seen(envelope=more) == [name]
    line = {**told["lines"][0], "reserved": to_wire(2)}
    assert with_seen(envelope={**told, "lines": [line]}) == [name]
    kept = [{**each, "reserved": to_wire(1)} for each in findings().seen.financed]
    assert with_seen(financed=kept) == ["JEU-TTA-2025 : ce que chacune tient de l'enveloppe"]


@pytest.mark.parametrize("language", ["text_fr", "text_ar"])
def test_words_that_are_told_as_new_and_were_there_show(language: str) -> None:
    """A language in which nothing was added, or in which the whole article was."""
    name = "JEU-TANGER-2019 : le texte à deux dates, différences mot à mot"
    told = findings().seen.comparison
    (item,) = told["differences"]["items"]
    for runs in ([], [{"change": "added", "text": "48 mois en tout"}]):
        other = {**item, "words": {**item["words"], language: runs}}
        assert with_seen(comparison={**told, "differences": {"items": [other]}}) == [name]
    assert with_seen(comparison={**told, "sha256_to": told["sha256_from"]}) == [name]


def test_a_list_that_lacks_one_or_was_not_saved_shows(tmp_path: Path) -> None:
    name = "liste filtrée (région, en vigueur), totaux et classeur XLSX enregistré"
    assert with_seen(listed=findings().seen.listed[1:]) == [name]
    assert with_seen(totals={"count": 99}) == [name]
    assert with_seen(file=tmp_path / "none.xlsx") == [name]
    (tmp_path / "empty.xlsx").touch()
    assert with_seen(file=tmp_path / "empty.xlsx") == [name]


def without(plan: Plan, number: int) -> list[str]:
    """What fails where the event of that number is not there."""
    executed = findings().executed
    told = executed.events[plan.key]
    events = {**executed.events, plan.key: [*told[:number], *told[number + 1 :]]}
    return failed(replace(findings(), executed=replace(executed, events=events)))


def test_what_a_convention_did_not_go_through_shows() -> None:
    assert without(midelt.PLAN, 1) == ["JEU-MIDELT-2021 : suspendue, puis reprise"]
    name = "JEU-TANGER-2024 : comité réuni, PV confirmé, décision exécutée par un appel"
    assert without(tanger_2.PLAN, 3) == [name]
    name = "JEU-SOUSS-2019 : achevée, reçue, clôturée, archivée par une autre main"
    assert without(souss_massa.PLAN, 2) == without(souss_massa.PLAN, 4) == [name]
    name = "JEU-SALE-2014 : ce qui fut réclamé est revenu, puis elle est clôturée"
    assert without(sale.PLAN, 1) == [name]


def test_what_one_person_closed_and_archived_or_recorded_and_confirmed_shows() -> None:
    executed = findings().executed
    alone = {
        key: [{**each, "actor": "one"} for each in told] for key, told in executed.events.items()
    }
    assert failed(replace(findings(), executed=replace(executed, events=alone))) == [
        "JEU-TANGER-2024 : comité réuni, PV confirmé, décision exécutée par un appel",
        "JEU-SOUSS-2019 : achevée, reçue, clôturée, archivée par une autre main",
    ]


@pytest.mark.parametrize("told", [{}, {"late": to_wire(1)}, {"days": 30}])
def test_a_partner_that_is_not_told_late_with_all_of_it_shows(told: Any) -> None:
    """Nor by days within the suspension."""
    executed, name = findings().executed, "JEU-MIDELT-2021 : qui n'a pas versé est en retard"
    key = midelt.LATE[0]
    late = {**executed.late, key: {**executed.late[key], **told} if told else {}}
    assert failed(replace(findings(), executed=replace(executed, late=late))) == [name]


def test_a_paper_file_that_tells_another_ledger_shows() -> None:
    found, name = findings(), "JEU-MIDELT-2021 : reprise du papier, le même grand livre"
    own = found.papers.of(midelt.PLAN.key)
    more = [
        replace(row, amounts=replace(row.amounts, paid=row.amounts.paid + 1)) for row in own.rows
    ]
    wrong: list[dict[str, Any]] = [{"rows": more}, {"rows": []}, {"reference": "JEU-MIDELT-2021"}]
    for changes in wrong:
        others = [replace(t, **changes) if t is own else t for t in found.papers.all]
        assert failed(replace(found, papers=Tables(others))) == [name]
