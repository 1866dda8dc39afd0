"""Salé 2014: 963 then 1,038 announced, actions of 873, and no share at all; later replaced."""

from datetime import date

from mithaq_demo.amendment import Amendment
from mithaq_demo.facts import case
from mithaq_demo.pieces import MADE_UP, Days, Project, Work
from mithaq_demo.plan import Plan
from mithaq_demo.planning import instalment, scores, spread
from mithaq_demo.plays import published, seating

FACTS = case("sale-mise-a-niveau-2014")
SHARES = {
    "interieur": 300_000_000,
    "politique-ville": 250_000_000,
    "region-rabat": 150_000_000,
    "commune-sale": 100_000_000,
    "conseil-prefectoral-sale": 100_000_000,
    "habous": 50_000_000,
    "artisanat": 50_000_000,
    "culture": 38_000_000,
}
WORKS = (
    *published.costed(
        FACTS,
        {2014: 4, 2015: 7},
        "coût publié (projet de 2013) ; année de jeu, la répartition annuelle n'est pas publiée",
    ),
    Work(
        action="reste",
        label_fr="Autres composantes, non publiées",
        years={2016: FACTS.dirhams - FACTS.costed},
        basis="coût calculé : total signé moins les actions chiffrées, non publié",
    ),
)
PLEDGES = spread(WORKS, SHARES, FACTS.shares)
# Paid in full, justified in part: what is not justified goes back when it is ended.
PAID, JUSTIFIED = instalment(PLEDGES[0], date(2014, 4, 1), date(2014, 4, 7)), 60_000_000
OWED_BACK = PAID.dirhams - JUSTIFIED
ACCEPTED_ON, GIVEN_BACK_ON, CLOSED_ON = date(2018, 12, 3), date(2019, 5, 20), date(2019, 6, 10)

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-SALE-2014",
    instrument="financing",
    territory="04.441.01.0",
    drafter="prefecture-sale",
    total=FACTS.dirhams,
    years=(2014, 2016),
    seats=seating.seats(FACTS, "prefecture-sale", funding=SHARES),
    works=WORKS,
    pledges=PLEDGES,
    days=Days(
        drafted=date(2013, 12, 2),
        round_opened=date(2013, 12, 9),
        round_closes=date(2013, 12, 20),
        agreed=date(2013, 12, 23),
        approved=date(2014, 2, 3),
        signed=date(2014, 2, 12),
        in_force=date(2014, 2, 12),
        basis="12 février 2014 publié ; les autres jours sont de jeu",
    ),
    project=Project(type="urban_upgrading", action="action-7", scores=scores(2, 3, 3, 5, 1, 2)),
    instalments=(PAID,),
    amendment=Amendment(
        reason=(
            f"Résiliation à l'amiable de jeu ({MADE_UP}) : les objectifs non atteints et la "
            "convention qui la remplace, le 22 octobre 2018, sont publiés."
        ),
        kinds=("termination",),
        operations={"termination": {"refund_by": "2019-06-30"}},
        on=date(2018, 10, 1),
        approved=date(2018, 10, 15),
        effective_on=date(2018, 10, 22),
    ),
)
PUBLISHED = published.form(
    PLAN,
    first_years=(2013, 2015),
    days=Days(
        drafted=date(2013, 4, 15),
        round_opened=date(2013, 4, 22),
        round_closes=date(2013, 5, 10),
        agreed=date(2013, 5, 13),
        basis="avril 2013 et 12 février 2014 publiés ; les autres jours sont de jeu",
    ),
)
