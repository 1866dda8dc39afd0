"""The page of the lifecycle is up to date, and each of its rules has its place in the list."""

import re

from tests.contract import rules
from tests.contract.lifecycle import PAGE, page


def test_the_page_of_the_lifecycle_is_up_to_date() -> None:
    assert PAGE.read_text() == page(), "a table changed: run `make contracts`"


def test_every_rule_it_names_has_an_anchor_in_the_list_of_rules() -> None:
    named = set(re.findall(r"rules\.md#([a-z0-9-]+)", page()))
    anchors = set(re.findall(r'<a id="([a-z0-9-]+)"></a>', rules.page()))
    assert named
    assert named <= anchors


def test_a_newcomer_finds_what_an_amendment_never_does_and_its_test() -> None:
    """By the words that he has, "amendment" and "paid": the row tells the commands and the test."""
    (row,) = [line for line in rules.page().splitlines() if "`amendment-below-paid`" in line]
    says, commands, test = [cell.strip() for cell in row.split("|")][2:5]
    assert "paid" in says
    assert "AgreeAmendmentText" in commands
    assert "services/conventions/tests/" in test
