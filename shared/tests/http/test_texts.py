"""No problem of the kernel is untold, in any language."""

from types import ModuleType

import mithaq.errors
import mithaq.http
import mithaq.http.errors
import mithaq.identity.errors
import mithaq.money
import pytest
from mithaq.http import Text, Words
from mithaq.http.statuses import STATUSES
from mithaq.http.told import assert_all_told
from mithaq.http.words import KERNEL_TEXTS
from mithaq.http.words.fields import FIELDS

# Our own faults are told as an internal error.
FAULTS = {"error", "unknown-event-version", "malformed-event"}
BY_HAND = {"internal-error", "not-ready", "store-unavailable"}


@pytest.mark.parametrize(
    "module", [mithaq.http.errors, mithaq.identity.errors, mithaq.money], ids=lambda m: m.__name__
)
def test_every_error_is_told(module: ModuleType) -> None:
    assert_all_told(module, {**KERNEL_TEXTS, "error": KERNEL_TEXTS["internal-error"]})


def test_the_kernels_errors_are_told_or_our_fault() -> None:
    stand_in = KERNEL_TEXTS["internal-error"]
    assert_all_told(mithaq.errors, {**KERNEL_TEXTS, **dict.fromkeys(FAULTS, stand_in)})


def test_every_code_with_a_status_has_words() -> None:
    codes = {cls.code for cls in STATUSES} - FAULTS
    assert codes | BY_HAND <= set(KERNEL_TEXTS)


def test_a_missing_text_is_noticed() -> None:
    with pytest.raises(AssertionError, match="MoneyMalformed"):
        assert_all_told(mithaq.money, {})


def test_a_placeholder_lost_in_translation_is_noticed() -> None:
    with_value, without = Words("t", "{amount}", "w"), Words("t", "d", "w")
    texts = {**KERNEL_TEXTS, "money-malformed": Text(fr=with_value, ar=without, en=with_value)}
    with pytest.raises(AssertionError, match="placeholders differ"):
        assert_all_told(mithaq.money, texts)


def test_every_reason_is_told_in_every_language() -> None:
    assert all(set(saying) == {"fr", "ar", "en"} for saying in FIELDS.values())
    assert all(text for saying in FIELDS.values() for text in saying.values())


def test_the_public_surface_is_sorted_and_there() -> None:
    for module in (mithaq.http, mithaq.identity):
        exported = module.__all__
        assert exported == sorted(
            exported, key=lambda name: (not name.isupper(), not name[0].isupper(), name)
        )
        assert all(hasattr(module, name) for name in exported)
