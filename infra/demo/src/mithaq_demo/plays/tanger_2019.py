"""Tanger 2019: signed, in force, paid in the two years that are published."""

from datetime import date

from mithaq_demo.amendment import Amendment
from mithaq_demo.facts import case
from mithaq_demo.pieces import Days, Project, Seat
from mithaq_demo.plan import Plan
from mithaq_demo.planning import instalment, scores, shared
from mithaq_demo.plays import published

FACTS = case("tanger-medina-menacant-ruine-2019")
CONDITION = "ordre de signature de jeu, non publié"

WORK, PLEDGES = shared(
    "medina",
    "Études, confortement ou démolition de 300 bâtisses menaçant ruine (ensemble du programme)",
    {
        "politique-ville": {2019: 12_000_000, 2020: 12_000_000},
        "region-tanger": {2019: 8_000_000, 2020: 12_000_000},
        "commune-tanger": {2019: 4_000_000, 2020: 6_000_000},
    },
)
DUE = {2019: date(2019, 11, 15), 2020: date(2020, 6, 30)}
MOVES = {2019: date(2019, 11, 20), 2020: date(2020, 7, 6)}

# What is published of its duration, and what the amendment makes of it; the Arabic is the demo's.
DURATION = {
    "heading_fr": "Durée et entrée en vigueur",
    "heading_ar": "المدة والدخول حيز التنفيذ",
    "text_fr": "La présente convention est conclue pour 48 mois.",
    "text_ar": "أبرمت هذه الاتفاقية لمدة 48 شهرا.",
}
CLEARER = {
    **DURATION,
    "article": "duration",
    "text_fr": f"{DURATION['text_fr'].rstrip('.')} à compter de son entrée en vigueur.",
    "text_ar": "أبرمت هذه الاتفاقية لمدة 48 شهرا ابتداء من دخولها حيز التنفيذ.",
}

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-TANGER-2019",
    instrument="financing",
    territory="01.511.01.0",
    drafter="wilaya-tanger",
    total=FACTS.dirhams,
    years=(2019, 2023),
    seats=(
        Seat(organisation="wilaya-tanger", roles=("lead",), signing_order=2, basis=CONDITION),
        Seat(organisation="politique-ville", roles=("funder",), signing_order=1, basis=CONDITION),
        Seat(
            organisation="economie-finances", roles=("signatory",), signing_order=1, basis=CONDITION
        ),
        Seat(organisation="region-tanger", roles=("funder",), signing_order=1, basis=CONDITION),
        Seat(organisation="commune-tanger", roles=("funder",), signing_order=1, basis=CONDITION),
        Seat(organisation="apdn", roles=("project_owner",), signing_order=1, basis=CONDITION),
    ),
    works=(WORK,),
    pledges=PLEDGES,
    days=Days(
        drafted=date(2019, 6, 3),
        round_opened=date(2019, 6, 10),
        round_closes=date(2019, 6, 28),
        agreed=date(2019, 7, 1),
        approved=date(2019, 7, 22),
        signed=date(2019, 9, 2),
        in_force=date(2019, 9, 2),
        basis="jours de jeu : seul le mois de septembre 2019 est publié",
    ),
    instalments=tuple(
        instalment(
            pledge,
            DUE[pledge.year],
            MOVES[pledge.year],
            progress_at_least=0 if pledge.year == 2019 else 20,
            documents=("permis",) if pledge.year == 2020 else (),
        )
        for pledge in PLEDGES
    ),
    articles={"duration": DURATION},
    project=Project(type="threatened_buildings", action="medina", scores=scores(3, 2, 2, 5, 2, 3)),
    amendment=Amendment(
        reason=(
            "Avenant de jeu, non publié : il n'est pas publié si les 48 mois courent du visa ou de "
            "la signature ; le texte le dit désormais."
        ),
        kinds=("wording",),
        operations={"articles": [CLEARER]},
        on=date(2020, 2, 3),
        approved=date(2020, 2, 17),
        effective_on=date(2020, 3, 2),
    ),
)
PUBLISHED = published.form(PLAN)
