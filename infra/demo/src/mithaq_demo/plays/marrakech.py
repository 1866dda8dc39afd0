"""Marrakech 2018: a draft of 454 MDH, then a text of 484 MDH of which parties promise 150."""

from dataclasses import replace
from datetime import date

from mithaq_demo.amendment import Amendment
from mithaq_demo.facts import case
from mithaq_demo.pieces import Days, Project, Work
from mithaq_demo.plan import Plan
from mithaq_demo.planning import scores, spread
from mithaq_demo.plays import published, seating

FACTS = case("marrakech-valorisation-medina-2018")
FIRST = FACTS.version("draft_v1")
# The draft of January gives Interior 140 and the city 20; the rest is made up.
REST = {**FIRST.contributions, "politique-ville": 100_000_000, "region-marrakech": 74_000_000}
SHARES = {**FACTS.shares, **REST}
WORKS = (
    Work(
        action="programme",
        label_fr="Valorisation de la médina, ensemble du programme",
        years={2018: 84_000_000, 2019: 200_000_000, 2020: 200_000_000},
        basis="total publié ; coût par action et répartition annuelle non publiés",
    ),
)
# Who builds is not published: here the holding does, in the name of the wilaya.
BUILDING = {"wilaya-marrakech": ("lead", "project_owner"), "al-omrane": ("delegated_owner",)}
SEATS = tuple(
    replace(
        seat,
        roles=BUILDING.get(seat.organisation, seat.roles),
        basis="maîtrise d'ouvrage de jeu, non publiée"
        if seat.organisation in BUILDING
        else seat.basis,
    )
    for seat in seating.seats(FACTS, "wilaya-marrakech", funding=REST)
)

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-MARRAKECH-2018",
    instrument="financing",
    territory="07.351",
    drafter="wilaya-marrakech",
    total=FACTS.dirhams,
    years=(2018, 2022),
    seats=SEATS,
    works=WORKS,
    pledges=spread(WORKS, SHARES, FACTS.shares),
    days=Days(
        drafted=date(2018, 1, 26),
        round_opened=date(2018, 4, 9),
        round_closes=date(2018, 4, 20),
        agreed=date(2018, 4, 23),
        approved=date(2018, 5, 7),
        signed=date(2018, 5, 14),
        in_force=date(2018, 5, 14),
        basis="26 janvier et 14 mai 2018 publiés ; les autres jours sont de jeu",
    ),
    project=Project(type="heritage", action="programme", scores=scores(3, 3, 2, 5, 2, 2)),
    amendment=Amendment(
        reason=(
            "Avenant de jeu, non publié : la maîtrise d'ouvrage déléguée passe de la holding à sa "
            "filiale, annoncée parmi les signataires en janvier 2018."
        ),
        kinds=("delegation",),
        operations={
            "parties": [
                {
                    "organisation_id": "al-omrane-marrakech",
                    "roles": ["delegated_owner"],
                    "signing_order": 1,
                }
            ],
            "delegated_owner": {"leaver": "al-omrane", "successor": "al-omrane-marrakech"},
        },
        on=date(2019, 2, 4),
        approved=date(2019, 3, 4),
        effective_on=date(2019, 3, 11),
        signers=("al-omrane", "al-omrane-marrakech", "wilaya-marrakech"),
    ),
)
PUBLISHED = published.form(replace(PLAN, seats=seating.seats(FACTS, "wilaya-marrakech")))
