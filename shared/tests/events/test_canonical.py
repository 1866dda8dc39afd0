"""Our canonical JSON against an independent RFC 8785 implementation."""

from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from mithaq.canonical import canonical

keys = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=12)
leaves = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
)
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_bytes_are_those_of_the_rfc_property(value: Any) -> None:
    assert canonical(value).encode() == rfc8785.dumps(value)


@pytest.mark.parametrize("beyond", [2**53, -(2**53)])
def test_an_integer_that_json_numbers_cannot_hold_is_refused(beyond: int) -> None:
    with pytest.raises(TypeError):
        canonical({"n": beyond})
