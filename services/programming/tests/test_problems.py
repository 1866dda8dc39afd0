"""No refusal is left without words."""

from mithaq.http.told import assert_all_told
from programming.domain import rules
from programming.live import showing
from programming.live.problems import TEXTS as LIVE
from programming.problems import TEXTS


def test_every_rule_is_told_in_every_language() -> None:
    assert_all_told(rules, TEXTS)
    assert_all_told(showing, LIVE)
