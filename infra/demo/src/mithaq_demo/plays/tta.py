"""Four conventions of January 2025: 581 announced, 317 attributed."""

from datetime import date

from mithaq_demo.facts import case
from mithaq_demo.plan import Days, Plan, Project
from mithaq_demo.planning import scores
from mithaq_demo.plays import published

FACTS = case("tta-quatre-conventions-2025")

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-TTA-2025",
    instrument="framework",
    territory="01",
    drafter="politique-ville",
    total=FACTS.dirhams,
    years=(2025, 2027),
    seats=published.seats(FACTS, "politique-ville"),
    works=(published.umbrella("Les quatre conventions, ensemble", FACTS.dirhams, 2025),),
    pledges=published.pledges(FACTS.shares, "programme", 2025),
    days=Days(
        drafted=date(2024, 11, 4),
        round_opened=date(2024, 11, 11),
        round_closes=date(2024, 12, 6),
        agreed=date(2025, 1, 8),
        basis="signature du 8 janvier 2025 publiée ; les autres jours sont de jeu",
    ),
    project=Project(type="urban_upgrading", action="programme", scores=scores(3, 4, 3, 4, 2, 3)),
)
