"""Tanger, second programme: the first text as its shares add up, then the second as an amendment.

Both texts are published, neither signature is. Whether the second replaced the first before or
after a signature is made up: here the agency joins a convention that is in force.
"""

from dataclasses import replace
from datetime import date

from mithaq_demo.amendment import Amendment
from mithaq_demo.facts import case
from mithaq_demo.pieces import Days, Project, Seat
from mithaq_demo.plan import Plan
from mithaq_demo.planning import instalment, rewritten, scores, shared
from mithaq_demo.plays import published

FACTS = case("tanger-medina-menacant-ruine-2")
FIRST, SECOND = FACTS.version("draft_v1"), FACTS.version("draft_v2")
ORDER = "ordre de signature de jeu, non publié"
LABEL = "Études, travaux sur 328 bâtiments, relogement temporaire, rénovation (ensemble)"
WORK, PLEDGES = shared(
    "medina",
    LABEL,
    {
        "politique-ville": {2025: 36_240_000},
        "region-tanger": {2025: 18_000_000, 2026: 18_000_000},
        "commune-tanger": {2025: 18_000_000, 2026: 18_000_000},
    },
    basis="somme des parts publiées de la version de mai 2024 ; répartition annuelle non publiée",
)
JOINS = "anrur"
AMENDED_WORK = replace(
    WORK,
    years={2025: 62_500_000, 2026: 36_000_000, 2028: SECOND.contributions[JOINS]},
    basis="total publié de la version d'octobre 2024 ; répartition annuelle non publiée",
)
PARTIES = (
    Seat(organisation="wilaya-tanger", roles=("lead",), signing_order=2, basis=ORDER),
    Seat(organisation="politique-ville", roles=("funder",), signing_order=1, basis=ORDER),
    Seat(organisation="region-tanger", roles=("funder",), signing_order=1, basis=ORDER),
    Seat(organisation="commune-tanger", roles=("funder",), signing_order=1, basis=ORDER),
    Seat(
        organisation="apdn",
        roles=("project_owner",),
        signing_order=1,
        basis="a paraphé la version de mai 2024 ; maître d'ouvrage de jeu, non publié",
    ),
)

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-TANGER-2024",
    instrument="financing",
    territory="01.511.01.0",
    drafter="wilaya-tanger",
    total=sum(FIRST.contributions.values()),
    announced=sum(FIRST.contributions.values()),
    years=(2024, 2027),
    seats=PARTIES,
    works=(WORK,),
    pledges=PLEDGES,
    days=Days(
        drafted=date(2024, 4, 15),
        round_opened=date(2024, 4, 22),
        round_closes=date(2024, 5, 10),
        agreed=date(2024, 5, 15),
        approved=date(2024, 6, 10),
        signed=date(2024, 6, 24),
        in_force=date(2024, 6, 24),
        basis="jours de jeu : la session de mai 2024 est publiée, ni ses jours ni une signature",
    ),
    notice_days=0,
    project=Project(type="threatened_buildings", action="medina", scores=scores(3, 2, 2, 5, 2, 3)),
    amendment=Amendment(
        reason=(
            "Avenant de jeu, non publié comme tel : les parts sont celles de la version publiée le "
            "21 octobre 2024, où l'ANRUR entre au financement et où la période va jusqu'en 2028."
        ),
        kinds=("accession", "amount", "period", "works"),
        operations={
            "period": {"first_year": 2024, "last_year": 2028},
            "parties": [{"organisation_id": JOINS, "roles": ["funder"], "signing_order": 1}],
            "amounts": [
                {
                    "contribution": "politique-ville-medina-2025",
                    "amount": SECOND.contributions["politique-ville"],
                }
            ],
            "contributions": [
                {
                    "contribution": "anrur-medina-2028",
                    "organisation_id": JOINS,
                    "action": "medina",
                    "year": 2028,
                    "kind": "cash",
                    "amount": SECOND.contributions[JOINS],
                    "basis": "part publiée ; année de jeu, non publiée",
                }
            ],
            "actions": [rewritten(AMENDED_WORK, "01.511.01.0")],
        },
        on=date(2024, 10, 21),
        approved=date(2024, 11, 18),
        effective_on=date(2024, 12, 2),
    ),
)
# What the steering committee releases; nothing of it is ordered.
RELEASED = instalment(
    PLAN.pledge("region-tanger-medina-2026"), date(2026, 12, 31), date(2026, 12, 31)
)
PLANNED_ON = date(2025, 1, 6)
PUBLISHED = published.form(
    PLAN,
    first_years=(2024, 2027),
    joined=(
        Seat(
            organisation=JOINS,
            roles=("project_owner", "funder"),
            signing_order=1,
            basis=ORDER,
        ),
    ),
)
