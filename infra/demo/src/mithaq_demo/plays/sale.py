"""Salé 2014: 963 then 1,038 announced, actions of 873, and no share at all."""

from datetime import date

from mithaq_demo.facts import case
from mithaq_demo.plan import Days, Plan, Project
from mithaq_demo.planning import scores
from mithaq_demo.plays import published

FACTS = case("sale-mise-a-niveau-2014")
FIRST = FACTS.version("draft_v1")

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-SALE-2014",
    instrument="financing",
    territory="04.441.01.0",
    drafter="prefecture-sale",
    total=FIRST.dirhams,
    years=(2013, 2015),
    seats=published.seats(FACTS, "prefecture-sale"),
    works=published.costed(FACTS, 2013),
    pledges=(),
    days=Days(
        drafted=date(2013, 4, 15),
        round_opened=date(2014, 1, 13),
        round_closes=date(2014, 1, 31),
        agreed=date(2014, 2, 12),
        basis="avril 2013 et 12 février 2014 publiés ; les autres jours sont de jeu",
    ),
    project=Project(type="urban_upgrading", action="action-7", scores=scores(2, 3, 3, 5, 1, 2)),
)

REVISED_ON, REVISED_YEARS = date(2014, 1, 6), (2014, 2016)
REVISED_WORKS = published.costed(FACTS, 2014)
REASON = "La version signée annonce 1 038 MDH pour 2014-2016 au lieu de 963 pour 2013-2015."
