import socket
from collections.abc import Iterator

import pytest
from mithaq_local import ports
from mithaq_local.errors import NoFreePort


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as stranger:
        stranger.bind((ports.HOST, 0))
        stranger.listen()
        yield stranger.getsockname()[1]


def test_a_port_that_somebody_listens_on_is_not_free(taken: int) -> None:
    assert not ports.is_free(taken)


def test_a_chosen_port_is_free_and_below_the_range_of_outgoing_connections() -> None:
    port = ports.choose()
    assert ports.is_free(port)
    assert ports.FIRST <= port < ports.LAST


def test_a_name_keeps_its_port() -> None:
    remembered: dict[str, int] = {}
    ports.assign(remembered, ["kafka", "mail"], ours=())
    before = dict(remembered)
    assert ports.assign(remembered, ["kafka", "mail"], ours=()) == []
    assert remembered == before


def test_a_port_taken_by_a_stranger_is_replaced_and_told(taken: int) -> None:
    remembered = {"kafka": taken}
    (moved,) = ports.assign(remembered, ["kafka"], ours=())
    assert remembered["kafka"] == moved.new != taken
    assert str(moved) == (f"port {taken} is taken by another program: kafka moves to {moved.new}")


def test_a_port_that_our_own_process_holds_stays(taken: int) -> None:
    remembered = {"kafka": taken}
    assert ports.assign(remembered, ["kafka"], ours={"kafka"}) == []
    assert remembered == {"kafka": taken}


def test_no_free_port_is_a_named_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "is_free", lambda _: False)
    with pytest.raises(NoFreePort, match="Stop a program"):
        ports.choose()
