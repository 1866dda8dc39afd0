"""Marrakech 2018: a draft of 454 MDH, then a text of 484 MDH of which parties promise 150."""

from datetime import date

from mithaq_demo.facts import case
from mithaq_demo.plan import Days, Plan, Project
from mithaq_demo.planning import scores
from mithaq_demo.plays import published

FACTS = case("marrakech-valorisation-medina-2018")
FIRST = FACTS.version("draft_v1")
LABEL = "Valorisation de la médina, ensemble du programme"

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-MARRAKECH-2018",
    instrument="financing",
    territory="07.351",
    drafter="wilaya-marrakech",
    total=FIRST.dirhams,
    years=(2018, 2022),
    seats=published.seats(FACTS, "wilaya-marrakech"),
    works=(published.umbrella(LABEL, FIRST.dirhams, 2018),),
    pledges=published.pledges(FIRST.contributions, "programme", 2018),
    days=Days(
        drafted=date(2018, 1, 26),
        round_opened=date(2018, 4, 9),
        round_closes=date(2018, 5, 4),
        agreed=date(2018, 5, 14),
        basis="26 janvier et 14 mai 2018 publiés ; les autres jours sont de jeu",
    ),
    project=Project(type="heritage", action="programme", scores=scores(3, 3, 2, 5, 2, 2)),
)

REVISED_ON = date(2018, 3, 12)
REVISED_WORK = published.umbrella(LABEL, FACTS.dirhams, 2018)
REVISED_PLEDGES = published.pledges(FACTS.shares, "programme", 2018)
REASON = "La version signée annonce 484 MDH au lieu de 454 ; l'écart n'est pas expliqué."
