"""Every rule has a test, and the page of rules is up to date."""

import pytest

from tests.contract import shown
from tests.contract.out_of_reach import OUT_OF_REACH
from tests.contract.rules import HOUSES, PAGE, ROOT, lacking, named_in, page, rules_of, untested
from tests.contract.shown import pairs_of


@pytest.mark.parametrize("house", HOUSES)
def test_every_rule_has_a_test(house: str) -> None:
    assert not untested(house)


@pytest.mark.parametrize("house", HOUSES)
def test_every_rule_is_shown_over_http_refused_and_allowed(house: str) -> None:
    assert not lacking(house), "show it in a test over HTTP and run `make rules`"


def test_what_is_out_of_reach_is_a_rule_and_not_reached() -> None:
    rules = {(house, rule.code) for house in HOUSES for rule in rules_of(house)}
    assert OUT_OF_REACH.keys() <= rules
    assert not [each for each in OUT_OF_REACH if pairs_of(*each)], "it is reached: say so no more"


def test_what_shows_a_pair_is_a_test() -> None:
    named = {test.partition("[")[0] for test in shown.credits().values()}
    files = {test.partition("::")[0] for test in named}
    assert not named - {test for file in files for test in named_in(ROOT / file)}, "`make rules`"


def test_the_page_of_rules_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), "a rule or its test changed: run `make contracts`"


def test_rules_are_found_where_they_are_declared() -> None:
    assert len(rules_of("conventions")) > 80
    assert {rule.name for rule in rules_of("partners")} >= {"MandateUnknown", "IceTaken"}
