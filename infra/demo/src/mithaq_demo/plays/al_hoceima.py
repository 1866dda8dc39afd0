"""Al Hoceima 2015-2019: 6,500 MDH announced, of which parties promise 2,220."""

from datetime import date

from mithaq_demo.facts import case
from mithaq_demo.plan import Days, Plan, Project
from mithaq_demo.planning import scores
from mithaq_demo.plays import published

FACTS = case("al-hoceima-manarat-2015")

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-AL-HOCEIMA-2015",
    instrument="framework",
    territory="01.051",
    drafter="interieur",
    total=FACTS.dirhams,
    years=(2015, 2019),
    seats=published.seats(FACTS, "interieur", not_signing=("autres-departements",)),
    works=(published.umbrella("Programme de 644 projets, ensemble", FACTS.dirhams, 2015),),
    pledges=published.pledges(FACTS.shares, "programme", 2015),
    days=Days(
        drafted=date(2015, 9, 1),
        round_opened=date(2015, 9, 7),
        round_closes=date(2015, 9, 25),
        agreed=date(2015, 10, 17),
        basis="jours de jeu : le mois d'octobre 2015 est publié, le jour non",
    ),
    project=Project(type="urban_upgrading", action="programme", scores=scores(3, 3, 3, 5, 2, 2)),
)
