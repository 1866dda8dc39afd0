"""The collector rests while long states are made, and works again afterwards, whatever happened."""

import gc

import pytest
from mithaq.store.long_lived import long_lived


def test_it_rests_inside_and_works_again_after_the_last() -> None:
    with long_lived():
        assert not gc.isenabled()
        with long_lived():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_works_again_after_a_failure() -> None:
    with pytest.raises(KeyError), long_lived():
        raise KeyError
    assert gc.isenabled()


def test_what_was_made_inside_is_out_of_its_sight_until_all_is_looked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("mithaq.store.long_lived.FULL_EVERY", 2)
    with long_lived():
        cycle: list[object] = []
        cycle.append(cycle)
    assert not any(each is cycle for each in gc.get_objects())
    with long_lived():
        pass
    assert gc.get_freeze_count() > 0
