"""Every rule has a test, and the page of rules is up to date."""

import pytest

from tests.contract.rules import HOUSES, PAGE, page, rules_of, untested


@pytest.mark.parametrize("house", HOUSES)
def test_every_rule_has_a_test(house: str) -> None:
    assert not untested(house)


def test_the_page_of_rules_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), "a rule or its test changed: run `make contracts`"


def test_rules_are_found_where_they_are_declared() -> None:
    assert len(rules_of("conventions")) > 80
    assert {rule.name for rule in rules_of("partners")} >= {"MandateUnknown", "IceTaken"}
