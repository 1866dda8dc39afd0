"""Souss-Massa 2019: one envelope over 149 communes, two funders, played to its completion."""

from datetime import date

from mithaq_demo.facts import case
from mithaq_demo.plan import Days, Plan, Project, Seat
from mithaq_demo.planning import instalment, scores, shared

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
)
COMPLETED_ON = date(2022, 6, 30)
REPORT = "Rapport final de jeu : aucun bilan n'est publié pour cette convention."
