"""Small steps that every fact of the history shares."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from conventions.domain.state import Convention, Terms

K = TypeVar("K")
V = TypeVar("V")


def moved(convention: Convention, **changes: Any) -> Convention:  # noqa: ANN401
    """The convention one event later."""
    return replace(convention, version=convention.version + 1, **changes)


def reworded(convention: Convention, **changes: Any) -> Convention:  # noqa: ANN401
    """The convention with other terms: an earlier consensus does not cover them."""
    terms: Terms = replace(convention.terms, **changes)
    negotiation = convention.negotiation
    if negotiation.concluded:
        negotiation = replace(negotiation, concluded=False)
    return moved(convention, terms=terms, negotiation=negotiation)


def put(mapping: Mapping[K, V], key: K, value: V) -> dict[K, V]:
    return {**mapping, key: value}


def without(mapping: Mapping[K, V], key: K) -> dict[K, V]:
    return {k: v for k, v in mapping.items() if k != key}
