"""Whatever can be wrong has an alert, and an alert says what status says."""

from tests.contract.alerts import RULES, written


def test_the_alert_rules_are_those_of_the_kernels_list() -> None:
    assert RULES.read_text() == written(), "run: python -m tests.contract.alerts"
