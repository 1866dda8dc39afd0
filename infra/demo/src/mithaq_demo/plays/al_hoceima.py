"""Al Hoceima 2015-2019: 6,500 MDH, of which 2,220 are attributed; later 7,200 in all."""

from datetime import date

from mithaq_demo.amendment import Amendment
from mithaq_demo.facts import case
from mithaq_demo.pieces import MADE_UP, Days, Project, Work
from mithaq_demo.plan import Plan
from mithaq_demo.planning import rewritten, scores, spread
from mithaq_demo.plays import published, seating

FACTS = case("al-hoceima-manarat-2015")
WIDER = FACTS.version("envelope")
REST = {"autres-departements": FACTS.dirhams - FACTS.attributed}
SHARES = {**FACTS.shares, **REST}
WORKS = (
    Work(
        action="programme",
        label_fr="Programme de 644 projets, ensemble",
        years={2016: 2_000_000_000, 2017: 2_500_000_000, 2018: 2_000_000_000},
        basis="total publié ; coût par projet et répartition annuelle non publiés",
    ),
)
ADDED = WIDER.dirhams - FACTS.dirhams
SECTORS = Work(
    action="secteurs",
    label_fr="Programmes complémentaires des secteurs",
    years={2020: ADDED},
    basis=MADE_UP,
)

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-AL-HOCEIMA-2015",
    instrument="framework",
    territory="01.051",
    drafter="interieur",
    total=FACTS.dirhams,
    years=(2015, 2019),
    seats=seating.seats(FACTS, "interieur", funding=REST),
    works=WORKS,
    pledges=spread(WORKS, SHARES, FACTS.shares),
    days=Days(
        drafted=date(2015, 9, 1),
        round_opened=date(2015, 9, 7),
        round_closes=date(2015, 9, 25),
        agreed=date(2015, 9, 28),
        approved=date(2015, 10, 12),
        signed=date(2015, 10, 17),
        in_force=date(2015, 10, 17),
        basis="jours de jeu : le mois d'octobre 2015 est publié, le jour non",
    ),
    project=Project(type="urban_upgrading", action="programme", scores=scores(3, 3, 3, 5, 2, 2)),
    amendment=Amendment(
        reason=(
            "Avenant de jeu, non publié : l'enveloppe portée à 7,2 milliards est publiée (mars "
            "2022), avec des programmes complémentaires des secteurs ; ni l'acte, ni qui les "
            "finance, ni leurs années ne le sont."
        ),
        kinds=("works", "amount", "period"),
        operations={
            "period": {"first_year": 2015, "last_year": 2020},
            "actions": [rewritten(SECTORS, "01.051")],
            "contributions": [
                {
                    "contribution": "autres-departements-secteurs-2020",
                    "organisation_id": "autres-departements",
                    "action": "secteurs",
                    "year": 2020,
                    "kind": "cash",
                    "amount": ADDED,
                    "basis": MADE_UP,
                }
            ],
        },
        on=date(2019, 9, 2),
        approved=date(2019, 10, 7),
        effective_on=date(2019, 10, 14),
    ),
)
PUBLISHED = published.form(PLAN, programme_kind="pdr")
