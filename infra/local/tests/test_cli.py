import json
import sys
from pathlib import Path

import pytest
from mithaq_local import cli, services
from mithaq_local.catalogue import NAMES


class Call:
    """Runs `mithaq` in this process and keeps what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._capsys, self._patch = capsys, patch
        self.out = self.err = ""

    def __call__(self, *arguments: str) -> int:
        self._patch.setattr(sys, "argv", ["mithaq", *arguments])
        with pytest.raises(SystemExit) as end:
            cli.main()
        self.out, self.err = self._capsys.readouterr()
        return int(end.value.code or 0)


@pytest.fixture
def mithaq(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Call:
    monkeypatch.setenv("MITHAQ_STATE", str(folder))
    monkeypatch.setenv("COLUMNS", "200")
    return Call(capsys, monkeypatch)


def test_bare_mithaq_shows_its_commands(mithaq: Call) -> None:
    mithaq()
    for command in ("up", "down", "status", "logs", "restart", "demo", "fetch"):
        assert command in mithaq.out + mithaq.err


def test_status_of_a_stack_that_never_ran_creates_nothing(mithaq: Call, folder: Path) -> None:
    assert mithaq("status", "--json") == 0
    rows = json.loads(mithaq.out)
    assert [row["name"] for row in rows] == [*NAMES, "supervisor"]
    assert {row["state"] for row in rows} == {"stopped"}
    assert not folder.exists()


def test_down_without_a_stack_is_no_error(mithaq: Call, folder: Path) -> None:
    assert mithaq("down", "--wipe") == 0
    assert not folder.exists()


def test_an_unknown_process_is_a_message_not_a_traceback(mithaq: Call) -> None:
    assert mithaq("up", "--only", "postgres,redis") == 1
    assert "There is no process 'redis'. Known: postgres, kafka" in mithaq.err
    assert mithaq("logs", "redis") == 1
    assert "Traceback" not in mithaq.err


def test_a_service_that_is_not_installed_starts_nothing(
    mithaq: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(services, "find_spec", lambda _: None)
    assert mithaq("up") == 1
    assert "Not installed in this environment: partners" in mithaq.err
    mithaq("status", "--json")
    assert {row["state"] for row in json.loads(mithaq.out)} == {"stopped"}


def test_restarting_what_does_not_run_says_how_to_start_it(mithaq: Call) -> None:
    assert mithaq("restart", "kafka") == 1
    assert "Start it with: mithaq up" in mithaq.err


def test_a_damaged_state_names_the_way_out(mithaq: Call, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "state.json").write_text("{")
    assert mithaq("up") == 1
    assert "mithaq down --wipe" in mithaq.err
    assert mithaq("down", "--wipe") == 0
    assert not folder.exists()


def test_a_small_stack_from_up_to_down(mithaq: Call) -> None:
    assert mithaq("up", "--only", "mail") == 0
    assert "mail is ready" in mithaq.out
    assert "http://127.0.0.1:" in mithaq.out
    mithaq("status", "--json")
    by_name = {row["name"]: row for row in json.loads(mithaq.out)}
    assert by_name["mail"]["state"] in ("starting", "running")
    assert by_name["mail"]["memory_bytes"] > 0
    assert by_name["postgres"]["pid"] is None
    assert mithaq("logs", "mail") == 0
    assert mithaq("down") == 0
    mithaq("status", "--json")
    assert {row["pid"] for row in json.loads(mithaq.out)} == {None}
