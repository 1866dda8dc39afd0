"""No refusal is left without words."""

from mithaq.errors import MithaqError
from mithaq.http.words import KERNEL_TEXTS
from partners.domain import access, rules
from partners.problems import TEXTS


def test_every_rule_is_told_and_every_text_belongs_to_a_rule() -> None:
    codes = {
        each.code
        for module in (rules, access)
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, MithaqError)
    }
    assert codes - KERNEL_TEXTS.keys() == TEXTS.keys()
