import stat
from pathlib import Path

import pytest
from mithaq_local import state as module
from mithaq_local.errors import Busy, NotRunning, StateDamaged
from mithaq_local.state import State, exclusive, locate

pytestmark = pytest.mark.usefixtures("runtime")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_stack_remembers_its_ports_and_secrets(folder: Path) -> None:
    first = State.open(folder)
    first.ports["kafka"] = 20_001
    first.save()
    second = State.open(folder)
    assert second == first
    assert second.password("mithaq") == first.password("mithaq")


def test_every_account_and_every_stack_has_a_password_of_its_own(tmp_path: Path) -> None:
    one, other = State.open(tmp_path / "one"), State.open(tmp_path / "other")
    passwords = {one.password("a"), one.password("b"), other.password("a"), other.password("b")}
    assert len(passwords) == 4


def test_only_the_owner_may_read_the_state(folder: Path) -> None:
    State.open(folder)
    assert mode(folder) == 0o700
    assert mode(folder / "state.json") == 0o600


@pytest.mark.parametrize("content", ["", "{", "[]", '{"ports": {}}', '{"ports": {"kafka": "x"}}'])
def test_a_state_that_cannot_be_read_is_named(folder: Path, content: str) -> None:
    State.open(folder)
    (folder / "state.json").write_text(content)
    with pytest.raises(StateDamaged, match="mithaq down --wipe"):
        State.open(folder)


def test_data_whose_password_is_lost_is_not_taken_for_a_new_stack(folder: Path) -> None:
    (folder / "postgres").mkdir(parents=True)
    with pytest.raises(StateDamaged, match=r"state\.json is missing beside postgres"):
        State.open(folder)


def test_a_new_state_drops_what_an_earlier_one_left_in_the_runtime_folder(folder: Path) -> None:
    old = State.open(folder)
    old.runtime.mkdir(parents=True)
    (old.runtime / "postgres").touch()
    (folder / "state.json").unlink()
    State.open(folder)
    assert not (old.runtime / "postgres").exists()


def test_what_never_ran_is_not_running(folder: Path) -> None:
    with pytest.raises(NotRunning, match="mithaq up"):
        State.load(folder)


def test_two_commands_do_not_change_a_stack_at_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LOCK_SECONDS", 0.05)
    with exclusive(folder), pytest.raises(Busy, match="Another mithaq command"), exclusive(folder):
        pass


def test_the_state_lies_at_the_root_of_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MITHAQ_STATE", raising=False)
    (tmp_path / ".git").mkdir()
    (tmp_path / "services" / "partners").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "services" / "partners")
    assert locate() == tmp_path / ".mithaq"


def test_mithaq_state_chooses_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITHAQ_STATE", str(tmp_path / "elsewhere"))
    assert locate() == tmp_path / "elsewhere"
