"""Souss-Massa 2019: one envelope over 149 communes, two funders, played to its completion."""

from dataclasses import replace
from datetime import date

from mithaq_demo.amendment import Amendment
from mithaq_demo.facts import case
from mithaq_demo.pieces import MADE_UP, Days, Instalment, Project, Seat
from mithaq_demo.plan import Plan
from mithaq_demo.planning import instalment, rewritten, scores, shared
from mithaq_demo.plays import published

FACTS = case("souss-massa-centres-ruraux-2019")
ORDER = "ordre de signature de jeu, non publié"
LEAD = "chef de file de jeu : la publication n'en nomme pas"

WORK, PLEDGES = shared(
    "centres",
    "Mise à niveau des centres des 149 communes rurales (ensemble du programme)",
    {
        "politique-ville": {2019: 87_000_000, 2020: 120_000_000, 2021: 120_000_000},
        "region-souss": {2019: 65_000_000, 2020: 90_000_000, 2021: 90_000_000},
    },
)
# Signed as published, each share of one amount, and split by year afterwards.
SPLIT_ON = date(2019, 7, 22)
LATER, LATER_DIRHAMS = "region-souss-centres-2022", 30_000_000
SHORTENED = "region-souss-centres-2021"
AMENDED_WORK = replace(
    WORK, years={**WORK.years, 2021: WORK.years[2021] - LATER_DIRHAMS, 2022: LATER_DIRHAMS}
)
MOVES = {2019: date(2019, 10, 7), 2020: date(2020, 5, 11), 2021: date(2021, 4, 19)}

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-SOUSS-2019",
    instrument="financing",
    territory="09",
    drafter="wilaya-souss",
    total=FACTS.dirhams,
    years=(2019, 2021),
    seats=(
        Seat(organisation="wilaya-souss", roles=("lead",), signing_order=2, basis=LEAD),
        Seat(organisation="politique-ville", roles=("funder",), signing_order=1, basis=ORDER),
        Seat(organisation="region-souss", roles=("funder",), signing_order=1, basis=ORDER),
        Seat(organisation="gouverneurs-souss", roles=("signatory",), signing_order=1, basis=ORDER),
        Seat(
            organisation="communes-souss",
            roles=("beneficiary",),
            signing_order=None,
            basis="les 149 communes sont publiées comme un seul bénéficiaire, qui ne signe pas",
        ),
    ),
    works=(WORK,),
    pledges=PLEDGES,
    shares=published.shares(FACTS.shares),
    programme_kind="jeu-reprise",
    days=Days(
        drafted=date(2019, 5, 6),
        round_opened=date(2019, 5, 13),
        round_closes=date(2019, 5, 31),
        agreed=date(2019, 6, 3),
        approved=date(2019, 6, 24),
        signed=date(2019, 7, 17),
        in_force=date(2019, 7, 17),
        basis="signature du 17 juillet 2019 publiée ; les autres jours sont de jeu",
    ),
    instalments=tuple(
        instalment(
            pledge,
            date(pledge.year, 4 if pledge.year > 2019 else 9, 30),
            MOVES[pledge.year],
            justified_before=0 if pledge.year == 2019 else 80,
        )
        for pledge in PLEDGES
    ),
    project=Project(type="rural_centres", action="centres", scores=scores(3, 4, 3, 5, 2, 3)),
    amendment=Amendment(
        reason=(
            "Avenant de jeu, non publié : une part de la région pour 2021 est reportée sur une "
            "année de plus, 2022, à total constant."
        ),
        kinds=("split", "period", "works"),
        operations={
            "period": {"first_year": 2019, "last_year": 2022},
            "amounts": [{"contribution": SHORTENED, "amount": 90_000_000 - LATER_DIRHAMS}],
            "contributions": [
                {
                    "contribution": LATER,
                    "organisation_id": "region-souss",
                    "action": "centres",
                    "year": 2022,
                    "kind": "cash",
                    "amount": LATER_DIRHAMS,
                    "basis": MADE_UP,
                }
            ],
            "actions": [rewritten(AMENDED_WORK, "09")],
        },
        on=date(2021, 2, 1),
        approved=date(2021, 3, 1),
        effective_on=date(2021, 3, 8),
    ),
)
PUBLISHED = published.form(PLAN)
# What is left of the region's tranche of 2021 once the amendment displaced it, and the rest; due
# no earlier than it was, as what is planned anew must be.
PLANNED_ANEW = tuple(
    Instalment(
        tranche=f"T-{contribution}-bis",
        contribution=contribution,
        organisation="region-souss",
        dirhams=dirhams,
        due_on=day,
        moves_on=day,
        justified_before=80,
    )
    for contribution, dirhams, day in (
        (SHORTENED, 90_000_000 - LATER_DIRHAMS, date(2021, 4, 30)),
        (LATER, LATER_DIRHAMS, date(2022, 3, 7)),
    )
)
COMPLETED_ON = date(2022, 6, 30)
GUARANTEE_DAYS = 365
ACCEPTED_ON, CLOSED_ON, ARCHIVED_ON = date(2023, 7, 3), date(2023, 9, 4), date(2023, 10, 2)
REPORT = "Rapport final de jeu : aucun bilan n'est publié pour cette convention."
PLANNED_ON = date(2021, 3, 15)
# The tranches of 2021 that the amendment leaves as they were.
LAST_YEAR = tuple(
    each for each in PLAN.instalments if each.due_on.year == 2021 and each.contribution != SHORTENED
)
