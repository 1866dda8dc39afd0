"""`mithaq store`: the kernel's operations, given the environment of a service of this stack."""

import json
import sys
from pathlib import Path

import pytest
from mithaq_local import cli
from mithaq_local.catalogue import PORTS
from mithaq_local.kafka_access import write_credentials
from mithaq_local.state import State
from mithaq_local.store import STORES


def store(capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    sys.argv = ["mithaq", "store", *words]
    with pytest.raises(SystemExit) as end:
        cli.main()
    out, err = capfd.readouterr()
    return int(end.value.code or 0), out, err


@pytest.fixture
def stopped(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stack that was started once and whose servers do not answer now."""
    monkeypatch.setenv("MITHAQ_STATE", str(folder))
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setattr(sys, "argv", [])
    state = State.open(folder)
    state.ports.update(dict.fromkeys(PORTS, 1))
    state.save()
    (folder / "kafka").mkdir()
    write_credentials(state)


@pytest.mark.usefixtures("stopped")
def test_what_changes_something_wants_one_service(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = store(capfd, "rebuild", "mandates")
    assert code == 1
    assert "mithaq store --service NAME rebuild mandates" in err


@pytest.mark.usefixtures("stopped")
def test_an_unknown_service_is_a_message(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = store(capfd, "--service", "live", "status")
    assert code == 1
    assert "Known: partners, conventions" in err


@pytest.mark.usefixtures("stopped")
def test_a_database_that_is_away_is_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    code, _, err = store(capfd, "--service", "partners", "verify")
    assert code == 2
    assert "Cannot connect to the database at 127.0.0.1:1/partners" in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.usefixtures("stopped")
def test_a_look_goes_to_every_service(capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = store(capfd, "dead-letters", "list", "--json")
    assert code == 2
    assert json.loads(out) == dict.fromkeys(STORES)
    assert err.count("Cannot connect to the database") == len(STORES)


def test_a_stack_that_never_ran_says_how_to_start_it(
    folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITHAQ_STATE", str(folder))
    code, _, err = store(capfd, "status")
    assert code == 1
    assert "Start it with: mithaq up" in err
