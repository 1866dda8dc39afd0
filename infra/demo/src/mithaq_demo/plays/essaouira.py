"""Essaouira 2019-2023: 300 announced, 150 attributed, actions of 120; late, and not extended."""

from datetime import date

from mithaq_demo.amendment import Amendment
from mithaq_demo.facts import case
from mithaq_demo.pieces import Condition, Days, Project, Work
from mithaq_demo.plan import Plan
from mithaq_demo.planning import scores, spread
from mithaq_demo.plays import published, seating

FACTS = case("essaouira-medina-2019-2023")
REST = {"province-essaouira": 100_000_000, "commune-essaouira": 50_000_000}
SHARES = {**FACTS.shares, **REST}
WORKS = (
    *published.costed(
        FACTS,
        {2019: 9, 2020: 15},
        "coût publié ; année de jeu, la répartition annuelle n'est pas publiée",
    ),
    Work(
        action="reste",
        label_fr="Autres composantes, non publiées",
        years={2021: 100_000_000, 2022: 80_000_000},
        basis="coût calculé : total publié moins les actions chiffrées, non publié",
    ),
)

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-ESSAOUIRA-2018",
    instrument="financing",
    territory="07.211.01.05",
    drafter="province-essaouira",
    total=FACTS.dirhams,
    years=(2019, 2023),
    seats=seating.seats(FACTS, "province-essaouira", funding=REST),
    works=WORKS,
    pledges=spread(WORKS, SHARES, FACTS.shares),
    days=Days(
        drafted=date(2018, 9, 3),
        round_opened=date(2018, 9, 10),
        round_closes=date(2018, 9, 21),
        agreed=date(2018, 9, 24),
        approved=date(2018, 10, 15),
        signed=date(2018, 10, 22),
        in_force=date(2018, 12, 3),
        basis="signature du 22 octobre 2018 publiée ; les autres jours sont de jeu",
    ),
    # A delay is counted from the day of recording: its last day is as far ahead as it is made up.
    condition=Condition(
        condition="vote",
        label_fr="Délibération du conseil communal d'Essaouira, après la signature (jeu)",
        approval="council_deliberation",
        organisation="commune-essaouira",
        decide_by=date(2099, 12, 31),
        decided_on=date(2018, 11, 26),
    ),
    project=Project(type="heritage", action="action-15", scores=scores(3, 3, 4, 4, 2, 3)),
    amendment=Amendment(
        reason=(
            "Avenant de jeu, non publié : la fin en 2023 et l'avancement de 95 % en juin 2024 sont "
            "publiés, aucun avenant de prolongation ne l'est."
        ),
        kinds=("duration",),
        operations={"ends_on": "2024-12-31"},
        on=date(2023, 11, 6),
        approved=date(2023, 12, 4),
        effective_on=date(2023, 12, 11),
    ),
)
PUBLISHED = published.form(PLAN)
