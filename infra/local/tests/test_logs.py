from pathlib import Path
from threading import Timer

from mithaq_local.logs import Tail, follow, last_lines


def test_the_last_lines_come_in_order(tmp_path: Path) -> None:
    file = tmp_path / "kafka.log"
    file.write_text("".join(f"line {number}\n" for number in range(500)))
    assert last_lines(file, 3) == ["line 497", "line 498", "line 499"]


def test_a_log_that_does_not_exist_is_empty(tmp_path: Path) -> None:
    assert last_lines(tmp_path / "kafka.log") == []


def test_following_goes_on_over_a_rotation(tmp_path: Path) -> None:
    file = tmp_path / "kafka.log"
    file.write_text("before\n")
    tail = Tail(file)
    with file.open("a") as log:
        log.write("added\nhalf a")
    file.rename(tmp_path / "kafka.log.1")
    file.write_text("after the rotation\n")
    assert list(tail.new_lines()) == ["added", "half a", "after the rotation"]
    assert list(tail.new_lines()) == []


def test_a_log_that_appears_later_is_followed_from_its_start(tmp_path: Path) -> None:
    file = tmp_path / "kafka.log"
    lines = follow([file], wait=0.01)
    Timer(0.05, file.write_text, ["first\n"]).start()
    assert next(lines) == (file, "first")
