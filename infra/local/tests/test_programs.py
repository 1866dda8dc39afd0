from graphlib import CycleError

import pytest
from mithaq_local.errors import UnknownProcess
from mithaq_local.programs import Program, waves, with_needs


def program(name: str, *needs: str) -> Program:
    return Program(name=name, command=("true",), ready=lambda: True, needs=needs)


STACK = {
    one.name: one
    for one in (
        program("postgres"),
        program("kafka"),
        program("partners", "postgres", "kafka"),
        program("live", "partners"),
    )
}


def test_a_process_brings_what_it_needs() -> None:
    assert with_needs(STACK, ["live"]) == {"live", "partners", "postgres", "kafka"}


def test_a_process_without_needs_comes_alone() -> None:
    assert with_needs(STACK, ["kafka"]) == {"kafka"}


def test_an_unknown_name_lists_the_known_ones() -> None:
    with pytest.raises(UnknownProcess, match="Known: postgres, kafka, partners, live"):
        with_needs(STACK, ["redis"])


def test_each_wave_needs_only_earlier_ones() -> None:
    assert waves(STACK, STACK) == [("kafka", "postgres"), ("partners",), ("live",)]


def test_a_circle_of_needs_is_refused() -> None:
    circle = {"a": program("a", "b"), "b": program("b", "a")}
    with pytest.raises(CycleError):
        waves(circle, circle)
