"""Tanger, second programme: a first text whose shares do not add up, a second one that does."""

from datetime import date

from mithaq_demo.facts import case
from mithaq_demo.plan import YEAR_MADE_UP, Days, Plan, Pledge, Project, Seat, Work
from mithaq_demo.planning import scores

FACTS = case("tanger-medina-menacant-ruine-2")
FIRST, SECOND = FACTS.version("draft_v1"), FACTS.version("draft_v2")
ORDER = "ordre de signature de jeu, non publié"
BUILDS_AND_FUNDS = ("project_owner", "funder")
LABEL = "Études, travaux sur 328 bâtiments, relogement temporaire, rénovation (ensemble)"
BASIS = "total publié de cette version ; coût par action et répartition annuelle non publiés"


def work(dirhams: int, year: int) -> Work:
    return Work(action="medina", label_fr=LABEL, years={year: dirhams}, basis=BASIS)


def pledges(contributions: dict[str, int], year: int) -> tuple[Pledge, ...]:
    return tuple(
        Pledge(
            contribution=organisation,
            organisation=organisation,
            action="medina",
            year=year,
            dirhams=dirhams,
            basis=YEAR_MADE_UP,
        )
        for organisation, dirhams in contributions.items()
    )


PLAN = Plan(
    case=FACTS.id,
    reference="JEU-TANGER-2024",
    instrument="financing",
    territory="01.511.01.0",
    drafter="wilaya-tanger",
    total=FIRST.dirhams,
    years=(2024, 2027),
    seats=(
        Seat(organisation="wilaya-tanger", roles=("lead",), signing_order=2, basis=ORDER),
        Seat(organisation="politique-ville", roles=("funder",), signing_order=1, basis=ORDER),
        Seat(organisation="region-tanger", roles=("funder",), signing_order=1, basis=ORDER),
        Seat(organisation="commune-tanger", roles=("funder",), signing_order=1, basis=ORDER),
        Seat(organisation="anrur", roles=BUILDS_AND_FUNDS, signing_order=1, basis=ORDER),
        Seat(
            organisation="apdn",
            roles=("signatory",),
            signing_order=1,
            basis="a paraphé la version de mai 2024 seulement : quitte la suivante",
        ),
    ),
    works=(work(FIRST.dirhams, 2024),),
    pledges=pledges(dict(FIRST.contributions), 2024),
    days=Days(
        drafted=date(2024, 4, 15),
        round_opened=date(2024, 4, 22),
        round_closes=date(2024, 5, 10),
        agreed=date(2024, 5, 15),
        basis="jours de jeu : la session de mai 2024 est publiée, pas ses jours",
    ),
    project=Project(type="threatened_buildings", action="medina", scores=scores(3, 2, 2, 5, 2, 3)),
)

SECOND_ON = date(2024, 10, 21)  # published
SECOND_YEARS = (2025, 2028)
SECOND_WORK = work(SECOND.dirhams, 2025)
SECOND_PLEDGES = pledges(dict(SECOND.contributions), 2025)
LEAVES = "apdn"
