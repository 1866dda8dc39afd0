"""Complexity is judged before parsing, and as a parser would."""

import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mithaq.http.complexity import is_too_complex

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=30,
)


def depth_of(value: Any) -> int:
    match value:
        case dict():
            return 1 + max(map(depth_of, value.values()), default=0)
        case list():
            return 1 + max(map(depth_of, value), default=0)
        case _:
            return 0


def members_of(value: Any) -> int:
    match value:
        case dict():
            return len(value) + sum(map(members_of, value.values()))
        case list():
            return len(value) + sum(map(members_of, value))
        case _:
            return 0


@given(value=JSON, depth=st.integers(0, 6), escaped=st.booleans())
def test_nesting_is_what_a_parser_would_find(value: Any, depth: int, *, escaped: bool) -> None:
    text = json.dumps(value, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    found = is_too_complex(text, max_depth=depth, max_values=1_000_000)
    assert found == (depth_of(value) > depth)


@given(value=JSON, most=st.integers(1, 20))
def test_what_passes_has_few_members(value: Any, most: int) -> None:
    if not is_too_complex(json.dumps(value).encode(), max_depth=100, max_values=most):
        # Commas stand between members: each list or object has one member more than commas.
        assert members_of(value) <= 2 * most + json.dumps(value).count("[") + 20


@pytest.mark.parametrize(
    "text",
    [
        b"[" * 1_000_000,
        b"[]," * 330_000,
        b"[[]," * 250_000,
        b'"' + b"\\" * 999_999,
        b'"' * 1_000_000,
        b'["' + b'\\"' * 499_000,
        b"{}" * 500_000,
        (b"[" * 31 + b"]" * 31) * 16_000,
        b"]" * 1_000_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_the_judgement_itself_is_cheap(text: bytes) -> None:
    begun = time.process_time()
    is_too_complex(text, max_depth=32, max_values=50_000)
    assert time.process_time() - begun < 0.25
