"""No refusal is left without words."""

from audit import errors
from audit.problems import TEXTS
from mithaq.http.told import assert_all_told


def test_every_refusal_is_told_in_every_language() -> None:
    assert_all_told(errors, TEXTS)
