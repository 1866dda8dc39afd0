"""A library that says the same again and again says it once in a while."""

import logging

import pytest
from mithaq.observability import repeats
from mithaq.observability.repeats import Repeats


def line(name: str, text: str, *args: object) -> logging.LogRecord:
    return logging.LogRecord(name, logging.ERROR, __file__, 1, text, args, None)


def test_of_a_kind_one_line_passes_every_ten_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(repeats, "monotonic", lambda: now[0])
    repeating = Repeats()
    passed = [repeating.filter(line("aiokafka.cluster", "Topic %s not found", n)) for n in range(9)]
    assert passed == [True, *[False] * 8]
    assert repeating.filter(line("aiokafka.cluster", "another"))
    now[0] = 11.0
    again = line("aiokafka.cluster", "Topic %s not found", "t")
    assert repeating.filter(again)
    assert again.getMessage() == "Topic t not found (and 8 more of its kind)"


def test_our_own_lines_always_pass() -> None:
    repeating = Repeats()
    assert all(repeating.filter(line("mithaq.runtime", "worker.failed")) for _ in range(9))
