"""The report, in a log file as on a terminal: everything in it, nothing made up left unmarked."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from mithaq.http import with_amounts
from mithaq_demo import canonical
from mithaq_demo.amounts import centimes_of, in_french, in_mdh, in_millions, to_wire
from mithaq_demo.checks import every
from mithaq_demo.plays import PLANS
from mithaq_demo.replay import grid
from mithaq_demo.report import tell
from mithaq_demo.report.progress import progressing
from mithaq_demo.report.words import named
from rich.console import Console

from .found import findings

# The bytes of every event of conventions, as the service's own tests keep them.
GOLDEN = Path(__file__).parents[3] / "services" / "conventions" / "tests" / "golden"
ADDRESSES = {
    "partners": "http://127.0.0.1:1",
    "kafka": "127.0.0.1:2",
    "mail": "http://127.0.0.1:3",
    "postgres": "postgresql+asyncpg://mithaq:secret@127.0.0.1:4/postgres",
}


def printed(width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    tell(console, ADDRESSES, findings(), every.run(findings()))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_log_file_gets_no_escape_sequence() -> None:
    assert "\x1b" not in printed(150)


@pytest.mark.parametrize("width", [80, 150])
def test_every_convention_and_its_gap_are_shown(width: int) -> None:
    told = printed(width)
    assert all(plan.reference in told for plan in PLANS)
    assert "264" in told  # of 581, what nobody is published to give
    assert "…" not in told.split("Refus rencontrés")[0]


def test_amounts_are_told_to_the_centime_and_what_is_made_up_is_marked() -> None:
    told = printed(150)
    assert "25\u00a0620\u00a0000,00 " in told
    assert "-2\u00a0000\u00a0000,00*" in told
    assert "* repose sur des valeurs de jeu, non publiées." in told


def test_what_stops_a_published_form_and_what_amends_a_completed_one_are_told() -> None:
    told = printed(150)
    assert "[cost-unknown] Coûts inconnus" in told
    assert "adhésion d'une partie, montants" in told
    assert "108,24\u00a0MDH*" in told  # before the funder joined
    assert "125\u00a0MDH*" in told


@pytest.mark.parametrize("width", [80, 150])
def test_the_agreeing_side_is_shown(width: int) -> None:
    """The plan, a trial, two texts, a vote, the envelope, a lapse, the list."""
    told = printed(width)
    for said in (
        "{+ en tout.+}",
        "[-.-]",
        "Non réparti",
        "Réservé",
        "mithaq:deadlines",
        "en vigueur le 3 décembre 2018",
        "à rendre : 40\u00a0MDH*",
        "enregistrée : ",
    ):
        assert said in told


def test_a_refusal_is_told_with_its_rule_and_way_out() -> None:
    told = printed(150)
    assert "[cost-unknown] Coûts" in told
    assert "Issue : Complétez" in told


def test_addresses_logs_mail_and_verdict_are_shown() -> None:
    told = printed(150)
    assert "http://127.0.0.1:1/docs" in told
    assert "http://127.0.0.1:3\n" in told
    assert "127.0.0.1:4/postgres" in told
    assert "secret" not in told
    assert "intacte" in told
    assert "Objet : À vous [de] signer" in told
    assert "Toutes ont tenu." in told


def test_progress_in_a_log_file_is_a_line_a_case() -> None:
    console = Console(file=io.StringIO(), width=80)
    with progressing(console) as spectator:
        spectator.enrolled(39)
        spectator.told(PLANS[0])
        spectator.settling()
    assert isinstance(console.file, io.StringIO)
    told = console.file.getvalue()
    assert told.splitlines() == ["39 organisations enregistrées", f"{PLANS[0].reference} jouée"]


def test_what_two_plays_must_share_is_one_canonical_document(tmp_path: Path) -> None:
    found = findings()
    for name in ("a", "b"):
        canonical.write(tmp_path / name, found, every.run(found))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    told = json.loads((tmp_path / "a").read_text())
    tanger = told["conventions"]["tanger-medina-menacant-ruine-2019.completed"]
    assert tanger["partners"]["commune-tanger"]["promised"] == 1_000_000_000
    assert told["events"] == {"partners": 9, "conventions": 9, "programming": 9}


def replayed(type_: str, payload: object) -> str:
    event = {
        "version": 3,
        "effective_date": "2021-04-10",
        "recorded_at": "2026-11-23T07:35:00.123456Z",
        "type": type_,
        "actor": "comptable.tresor",
        "capacity": "accountant",
        "payload": payload,
    }
    console = Console(file=io.StringIO(), width=200)
    console.print(grid("JEU-1", [event]))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def golden(path: Path) -> dict[str, Any]:
    """A recorded event as a history answers it: amounts as in every other answer."""
    money = {"amount", "cost", "total", "excess", "before", "after"}
    return with_amounts(json.loads(path.read_text(encoding="utf-8")), money)


def test_a_history_is_told_in_french() -> None:
    told = replayed("TranchePaid", {"tranche": "T-1", "amount": to_wire(25_620_000)})
    for each in ("Paiement", "10/04/2021", "23/11/2026", "comptable", "25\u00a0620\u00a0000,00"):
        assert each in told
    assert named("event", "TranchePaid") == "Paiement"
    assert named("verdict", "sound") == "intacte"


@pytest.mark.parametrize(
    ("event", "shown"),
    [
        ("ConventionDrafted", ["1\u00a0000,00"]),
        ("ArticleWritten", ["commitments"]),
        ("ActionPlanned", ["works", "1\u00a0000,00"]),
        ("ContributionPledged", ["region-26, works", "400,00"]),
        ("TranchePlanned", ["R2, region-26, works", "250,00"]),
        ("ProgressReported", ["works, 60"]),
        ("PartySigned", ["avancée"]),
    ],
)
def test_a_value_in_an_event_is_told_by_its_own_fields(event: str, shown: list[str]) -> None:
    told = replayed(event, golden(GOLDEN / f"{event}.v1.json"))
    assert [each for each in shown if each not in told] == [], told


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.name)
def test_no_event_is_told_as_a_structure(path: Path) -> None:
    assert "{" not in replayed(path.name.split(".")[0], golden(path))


@pytest.mark.parametrize(
    ("centimes", "french", "millions"),
    [
        (0, "0,00", "0"),
        (2_562_000_000, "25\u00a0620\u00a0000,00", "25,62"),
        (-200_000_001, "-2\u00a0000\u00a0000,01", "-2,00000001"),
        (650_000_000_000, "6\u00a0500\u00a0000\u00a0000,00", "6\u00a0500"),
    ],
)
def test_amounts_read_as_in_french(centimes: int, french: str, millions: str) -> None:
    assert (in_french(centimes), in_millions(centimes)) == (french, millions)
    assert in_mdh(centimes) == f"{millions}\u00a0MDH"


def test_amounts_travel_as_text() -> None:
    assert to_wire(25_620_000) == {"amount": "25620000.00", "currency": "MAD"}
    assert centimes_of(to_wire(25_620_000)) == 2_562_000_000
    with pytest.raises(ValueError, match="centimes"):
        centimes_of({"amount": "1.005", "currency": "MAD"})
