"""Every refusal is told, in every language."""

import pytest
from conventions.domain import rules
from conventions.problems import TEXTS
from mithaq.http.told import assert_all_told


@pytest.mark.parametrize("topic", rules.__all__)
def test_every_rule_is_told_in_three_languages(topic: str) -> None:
    assert_all_told(getattr(rules, topic), TEXTS)
