"""The writers' record stays correct after a SIGKILL in the middle of a line."""

from pathlib import Path

from mithaq.commands import Accepted

from tests.crash.record import Command, Record, read


def sent(name: str, number: int) -> Command:
    return Command(name, "writer-1.0", number, {"counter-1": [3, 4]}, None, number)


ACCEPTED = Accepted(stream_id="counter-1", version=2, position=7)


def test_commands_are_read_as_they_were_recorded(tmp_path: Path) -> None:
    record = Record(tmp_path / "writer")
    for number, name in enumerate("abc"):
        record.sent(sent(name, number))
    record.acked("a", ACCEPTED)
    record.again("a", ACCEPTED)
    record.refused("b")
    found = read(tmp_path / "writer")
    assert [each.open for each in found.values()] == [False, False, True]
    assert found["a"].result == ("counter-1", 2, 7)
    assert found["a"].acked_at is not None
    assert found["a"].again == [(("counter-1", 2, 7), False)]
    assert found["b"].refused
    assert found["c"] == sent("c", 2)


def test_a_line_cut_off_leaves_its_command_open_and_affects_no_other(tmp_path: Path) -> None:
    record = Record(tmp_path / "writer")
    record.sent(sent("a", 0))
    record.acked("a", ACCEPTED)
    whole = (tmp_path / "writer").read_bytes()
    (tmp_path / "writer").write_bytes(whole[:-9])
    Record(tmp_path / "writer").sent(sent("b", 1))
    found = read(tmp_path / "writer")
    assert found == {"a": sent("a", 0), "b": sent("b", 1)}


def test_without_a_file_there_are_no_commands(tmp_path: Path) -> None:
    assert read(tmp_path / "nobody") == {}
