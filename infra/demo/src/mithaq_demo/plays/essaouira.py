"""Essaouira 2019-2023: 300 announced, 150 attributed, actions of 120."""

from datetime import date

from mithaq_demo.facts import case
from mithaq_demo.plan import Days, Plan, Project
from mithaq_demo.planning import scores
from mithaq_demo.plays import published

FACTS = case("essaouira-medina-2019-2023")
ATTACHED = "part publiée ; l'action qui la reçoit et l'année sont de jeu, non publiées"

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-ESSAOUIRA-2018",
    instrument="financing",
    territory="07.211.01.05",
    drafter="province-essaouira",
    total=FACTS.dirhams,
    years=(2019, 2023),
    seats=published.seats(FACTS, "province-essaouira"),
    works=published.costed(FACTS, 2019),
    pledges=published.pledges(FACTS.shares, "action-9", 2019, basis=ATTACHED),
    days=Days(
        drafted=date(2018, 9, 3),
        round_opened=date(2018, 9, 10),
        round_closes=date(2018, 10, 5),
        agreed=date(2018, 10, 22),
        basis="signature du 22 octobre 2018 publiée ; les autres jours sont de jeu",
    ),
    project=Project(type="heritage", action="action-15", scores=scores(3, 3, 4, 4, 2, 3)),
)
