"""Answers are of a bounded length: lists are cut and say so, pages end where they are full."""

from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st
from mithaq.errors import MithaqError
from mithaq.http import Window, fitting, shortened
from mithaq.http.problems import _ERRORS_BYTES, Problem, findings_of, response_of
from mithaq.http.trial import TrialView
from mithaq.trials import Change, Trial, TriedEvent
from mithaq.words import texts_of
from pydantic import TypeAdapter

LONG: dict[str, Any] = {
    "name": "much",
    "lines": list(range(100)),
    "inner": {"texts": ["x" * 50] * 40, "few": [1, 2]},
}
NUMBER = TypeAdapter(int)


def size(told: object) -> int:
    return len(orjson.dumps(told))


def test_what_is_short_stays_as_it_is() -> None:
    assert shortened(LONG, size(LONG) + 200) == (LONG, {})


def test_the_longest_lists_are_cut_first_and_what_is_left_out_is_counted() -> None:
    told, left_out = shortened(LONG, 1_000)
    assert size(told) <= 1_000
    assert told["lines"] == LONG["lines"]
    assert told["inner"]["few"] == [1, 2]
    assert left_out == {"inner.texts": 40 - len(told["inner"]["texts"])}
    assert LONG["inner"]["texts"] == ["x" * 50] * 40  # what was given is as it was


def test_what_has_no_lists_stays_long() -> None:
    assert shortened({"text": "x" * 500}, 100) == ({"text": "x" * 500}, {})


_JSON = st.recursive(
    st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=20) | st.dictionaries(st.text(max_size=3), inner),
)


@given(st.dictionaries(st.text(max_size=3), _JSON, max_size=5), st.integers(2, 400))
def test_lists_keep_their_beginning_and_nothing_is_lost_unsaid(told: dict, most: int) -> None:  # type: ignore[type-arg]
    shown, left_out = shortened(told, most)
    assert shown.keys() == told.keys()
    for name, value in told.items():
        if isinstance(value, list):
            count = len(shown[name])
            assert shown[name] == value[:count]
            assert left_out.get(name, 0) == len(value) - count


def test_a_page_ends_where_it_is_full_and_the_next_one_goes_on() -> None:
    rows, seen, token = list(range(25)), list[int](), None
    while True:
        cursor = Window(10, token)
        after = cursor.after(NUMBER)
        rest = [row for row in rows if after is None or row > after]
        page = cursor.shown(
            rest[: cursor.fetch], key=lambda row: row, show=lambda row: "x" * row, most=40
        )
        assert sum(map(size, page.items)) <= 40 or len(page.items) == 1
        seen += map(len, page.items)
        token = page.next
        if token is None:
            break
    assert seen == rows


def test_at_least_one_item_fits() -> None:
    assert fitting(["x" * 100, "y"], 10) == 1
    assert fitting(["x", "y"], 10) == 2
    assert fitting([], 10) == 0


class TooMany(MithaqError):
    code = "forbidden"


def test_a_refusal_of_thousands_of_things_is_bounded_and_says_how_many_there_are() -> None:
    findings = [TooMany(what="x" * 400) for _ in range(3_000)]
    told = findings_of(findings, texts_of(), "en")
    problem = Problem(code="forbidden", status=403, errors=told, found=len(findings))
    body = orjson.loads(response_of(problem, texts_of(), "en", None).body)
    assert size(body) < _ERRORS_BYTES * 1.1
    assert len(body["errors"]) + body["left_out"]["errors"] == 3_000


def test_a_refusal_that_names_thousands_names_the_first() -> None:
    error = TooMany(names=tuple(f"name-{nth:04d}" for nth in range(2_000)))
    problem = Problem(code="forbidden", status=403, values=error.values, lists=error.lists)
    body = orjson.loads(response_of(problem, texts_of(), "en", None).body)
    assert body["values"]["names"].startswith("name-0000, ")
    assert body["values"]["names"].endswith("name-0099")
    assert body["left_out"] == {"names": 1_900}


def test_a_trial_of_thousands_of_events_tells_the_first_and_the_figures_of_the_whole() -> None:
    event = TriedEvent(
        stream_id="a", version=1, type="T", data='{"text":"long"}', amounts=frozenset()
    )
    changes = [Change(figure=f"parts.{nth:04d}.paid", before=0, after=1) for nth in range(3_000)]
    whole = Change(figure="total", before=0, after=3_000)
    told = TrialView.of(Trial(events=[event] * 3_000, changes=[*changes, whole]))
    assert len(told.model_dump_json()) < 200_000
    assert len(told.events) + told.left_out["events"] == 3_000
    assert len(told.changes) + told.left_out["changes"] == 3_001
    assert told.changes[-1].figure == "total"
