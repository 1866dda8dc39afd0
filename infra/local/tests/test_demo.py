import signal
from collections.abc import Mapping

import pytest
from mithaq_local.demo import INTERRUPTED, run
from mithaq_local.errors import StartFailed
from mithaq_local.stack import Stack

ADDRESSES = {"partners": "http://127.0.0.1:20000"}


class Stage(Stack):
    """A stack that only remembers what was asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def start(self, names: object = ()) -> None:
        self.asked.append("start")

    def stop(self) -> None:
        self.asked.append("stop")

    def addresses(self) -> Mapping[str, str]:
        return ADDRESSES


async def well(endpoints: Mapping[str, str]) -> int:
    assert endpoints == ADDRESSES
    return 0


async def badly(_: Mapping[str, str]) -> int:
    return 3


async def interrupted(_: Mapping[str, str]) -> int:
    raise KeyboardInterrupt


def press_ctrl_c() -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("play", "code"), [(well, 0), (badly, 3), (interrupted, INTERRUPTED)])
def test_once_plays_stops_and_tells_how_it_went(play: object, code: int) -> None:
    stage = Stage()
    assert run(stage, play, once=True) == code  # type: ignore[arg-type]
    assert stage.asked == ["start", "stop"]


def test_otherwise_the_stack_stays_until_ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage()
    monkeypatch.setattr(signal, "pause", press_ctrl_c)
    assert run(stage, well, once=False) == 0
    assert stage.asked == ["start", "stop"]


def test_a_stack_that_does_not_start_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Stage()

    def fail(_: object = ()) -> None:
        raise StartFailed("kafka", "exits again and again", "")

    monkeypatch.setattr(stage, "start", fail)
    with pytest.raises(StartFailed):
        run(stage, well, once=True)
    assert stage.asked == ["stop"]
