"""Midelt 2020-2022: signed after its first year, a payer that does not sign, and an amendment."""

from datetime import date

from mithaq_demo.amendment import Amendment
from mithaq_demo.facts import case
from mithaq_demo.pieces import Days, Instalment, Project, Seat
from mithaq_demo.plan import Plan
from mithaq_demo.planning import instalment, scores, shared
from mithaq_demo.plays import published

FACTS = case("midelt-mise-a-niveau-2020-2022")
ORDER = "ordre de signature de jeu, non publié"

WORK, PLEDGES = shared(
    "ville",
    "Mise à niveau urbaine de Midelt (ensemble du programme)",
    {
        "politique-ville": {2021: 12_620_000, 2022: 13_000_000},
        "conseil-provincial-midelt": {2021: 9_000_000, 2022: 10_000_000},
        "commune-midelt": {2021: 3_000_000, 2022: 4_000_000},
        "onee": {2021: 8_000_000, 2022: 8_250_000},
    },
)
FIRST_YEAR = tuple(
    instalment(pledge, date(2021, 6, 30), date(2021, 7, 5))
    for pledge in PLEDGES
    if pledge.year == 2021
)

# A party gives more for another, a commune gives later, the end moves; the total stays.
AMENDED = {
    "politique-ville-ville-2022": 11_000_000,
    "conseil-provincial-midelt-ville-2022": 12_000_000,
    "commune-midelt-ville-2021": 2_000_000,
    "commune-midelt-ville-2022": 5_000_000,
}
SHARES_AFTER = {"politique-ville": 23_620_000, "conseil-provincial-midelt": 21_000_000}
COSTS = {2021: 31_620_000, 2022: 36_250_000}
ENDS_ON = date(2023, 12, 31)
AMENDMENT = Amendment(
    reason=(
        "Avenant de jeu, non publié : report d'une part de la commune sur 2022, reprise d'une part "
        "du ministère par le conseil provincial et prolongation d'un an, à total constant."
    ),
    kinds=("amount", "duration"),
    operations={
        "amounts": [{"contribution": name, "amount": given} for name, given in AMENDED.items()],
        "costs": [{"action": "ville", "year": year, "cost": cost} for year, cost in COSTS.items()],
        "ends_on": ENDS_ON.isoformat(),
    },
    on=date(2022, 2, 7),
    approved=date(2022, 2, 21),
    effective_on=date(2022, 3, 1),
)

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-MIDELT-2021",
    instrument="financing",
    territory="08.363.01.03",
    drafter="province-midelt",
    total=FACTS.dirhams,
    years=(2020, 2022),
    seats=(
        Seat(
            organisation="province-midelt",
            roles=("lead",),
            signing_order=2,
            basis="chef de file de jeu : la publication n'en nomme pas",
        ),
        Seat(organisation="politique-ville", roles=("funder",), signing_order=1, basis=ORDER),
        Seat(
            organisation="conseil-provincial-midelt",
            roles=("funder",),
            signing_order=1,
            basis=ORDER,
        ),
        Seat(organisation="commune-midelt", roles=("funder",), signing_order=1, basis=ORDER),
        Seat(
            organisation="onee",
            roles=("funder",),
            signing_order=1,
            basis="contribue sans être parmi les signataires publiés : signe ici ce qu'il promet",
        ),
        Seat(
            organisation="al-omrane-draa",
            roles=("project_owner",),
            signing_order=None,
            basis="ne figure pas parmi les signataires publiés",
        ),
    ),
    works=(WORK,),
    pledges=PLEDGES,
    days=Days(
        drafted=date(2021, 1, 11),
        round_opened=date(2021, 1, 18),
        round_closes=date(2021, 2, 5),
        agreed=date(2021, 2, 8),
        approved=date(2021, 3, 15),
        signed=date(2021, 4, 10),
        in_force=date(2021, 4, 10),
        basis="signature du 10 avril 2021 publiée ; les autres jours sont de jeu",
    ),
    instalments=FIRST_YEAR,
    amendment=AMENDMENT,
    project=Project(type="urban_upgrading", action="ville", scores=scores(3, 4, 3, 4, 2, 3)),
)
PUBLISHED = published.form(PLAN)


def _after(contribution: str, day: date, *, nth: str = "", at_least: int = 0) -> Instalment:
    return Instalment(
        tranche=f"T-{contribution}{nth}",
        contribution=contribution,
        organisation=PLAN.pledge(contribution).organisation,
        dirhams=AMENDED.get(contribution, PLAN.pledge(contribution).dirhams),
        due_on=day,
        moves_on=day,
        progress_at_least=at_least,
    )


# The commune's first tranche no longer fits after the amendment: it is planned anew.
DISPLACED = "commune-midelt-ville-2021"
PLANNED_ANEW = _after(DISPLACED, date(2022, 3, 15), nth="-bis")
SECOND_YEAR = tuple(
    _after(pledge.contribution, date(2022, 5, 16)) for pledge in PLEDGES if pledge.year == 2022
)
PAID_SECOND_YEAR = ("politique-ville", "commune-midelt")
LATE = ("conseil-provincial-midelt", "onee")
SUSPENDED_ON, RESUMED_ON = date(2022, 9, 5), date(2022, 12, 5)
