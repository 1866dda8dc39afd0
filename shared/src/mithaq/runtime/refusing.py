"""A process that cannot start as it was told to says why in one line, and what to correct."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from mithaq.identity import RevocationsUnreadable
from mithaq.messaging.seals import SealsUnusable
from mithaq.projections.registry import RevisionTaken
from mithaq.settings import Settings
from mithaq.store.migrate import MigrationFailed
from mithaq.store.revisions import StoreTooNew
from mithaq.tls import TlsUnavailable

S = TypeVar("S", bound=Settings)


def read_settings(kind: type[S]) -> S:
    """The settings of the environment; ends the process (1) if they do not fit."""
    try:
        return kind()
    except ValidationError as error:
        sys.exit(f"Settings missing or invalid: {', '.join(wrong_settings(error))}.")


def wrong_settings(error: ValidationError) -> Iterable[str]:
    """Each variable's name and the rule it breaks; never its value, which might be a secret."""
    return map(_wrong, error.errors(include_input=False))


@contextmanager
def told() -> Iterator[None]:
    """A context in which a refusal to start ends the process (1) with its message alone."""
    try:
        yield
    except (
        TlsUnavailable,
        RevocationsUnreadable,
        SealsUnusable,
        MigrationFailed,
        RevisionTaken,
        StoreTooNew,
    ) as error:
        sys.exit(f"This process does not start: {error}.")


def _wrong(error: ErrorDetails) -> str:
    rule = error["msg"].removeprefix("Value error, ")
    if not error["loc"]:
        return rule
    name = f"MITHAQ_{'_'.join(map(str, error['loc'])).upper()}"
    return name if error["type"] == "missing" else f"{name} ({rule})"
