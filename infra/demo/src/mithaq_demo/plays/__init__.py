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

SIGNED: tuple[Plan, ...] = (tanger_2019.PLAN, midelt.PLAN, souss_massa.PLAN, casablanca.PLAN)
REFUSED: tuple[Plan, ...] = (
    tta.PLAN,
    al_hoceima.PLAN,
    marrakech.PLAN,
    sale.PLAN,
    essaouira.PLAN,
)
PLANS: tuple[Plan, ...] = (*SIGNED, tanger_2.PLAN, *REFUSED)
