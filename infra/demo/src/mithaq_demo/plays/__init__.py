"""One module per case, with what is invented so that it can be played."""

from mithaq_demo.plan import Plan
from mithaq_demo.plays import (
    al_hoceima,
    casablanca,
    essaouira,
    marrakech,
    midelt,
    sale,
    souss_massa,
    tanger_2,
    tanger_2019,
    tta,
)

_CASES = (
    tanger_2019,
    midelt,
    souss_massa,
    casablanca,
    tanger_2,
    tta,
    al_hoceima,
    marrakech,
    sale,
    essaouira,
)
# What is published alone, which no text can be agreed on; completed by made-up values, up to force.
PUBLISHED: tuple[Plan, ...] = tuple(each.PUBLISHED for each in _CASES)
COMPLETED: tuple[Plan, ...] = tuple(each.PLAN for each in _CASES)
FINANCED: tuple[Plan, ...] = (tta.CENTRES, tta.ZOUMI)
SIGNED: tuple[Plan, ...] = (*COMPLETED, *FINANCED)
PLANS: tuple[Plan, ...] = (*PUBLISHED, *SIGNED, tta.LAPSED)
