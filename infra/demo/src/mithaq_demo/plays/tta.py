"""Four conventions of January 2025: 581 announced, 317 attributed, of which a framework of 420.

Completed, the framework is one convention; two financing conventions reserve from its envelope, and
the fourth text is never signed by all.
"""

from dataclasses import replace
from datetime import date

from mithaq_demo.amendment import Amendment
from mithaq_demo.facts import case
from mithaq_demo.pieces import MADE_UP, Days, Project, Work
from mithaq_demo.plan import Plan
from mithaq_demo.planning import instalment, scores, spread
from mithaq_demo.plays import published, seating

FACTS = case("tta-quatre-conventions-2025")
ENVELOPE = FACTS.actions[0].dirhams or 0  # published
HALF = ENVELOPE // 2  # the ministry's, by two sources
YEARS = (2025, 2026, 2027)
SEATS = seating.seats(FACTS, "politique-ville")
# Who builds what the framework finances is not published: here the wilaya does.
BUILT = tuple(
    replace(seat, roles=("project_owner",), basis="maître d'ouvrage de jeu, non publié")
    if seat.organisation == "wilaya-tanger"
    else seat
    for seat in SEATS
)
NOT_SPLIT = "montant publié par deux sources ; sa répartition annuelle est de jeu, non publiée"


def _work(action: str, label_fr: str, years: dict[int, int], basis: str) -> Work:
    return Work(action=action, label_fr=label_fr, years=years, basis=basis)


def _days(month: int, basis: str) -> Days:
    """Each step a week after the other, from the first of that month of 2025 on."""
    return Days(
        drafted=date(2025, month, 3),
        round_opened=date(2025, month, 4),
        round_closes=date(2025, month, 10),
        agreed=date(2025, month, 11),
        approved=date(2025, month, 18),
        signed=date(2025, month, 24),
        in_force=date(2025, month, 24),
        basis=basis,
    )


FRAMEWORK_WORK = _work(
    "programme",
    FACTS.actions[0].label_fr,
    dict.fromkeys(YEARS, ENVELOPE // 3),
    "coût publié (420 MDH) ; répartition annuelle de jeu, non publiée",
)
PLAN = Plan(
    case=FACTS.id,
    reference="JEU-TTA-2025",
    instrument="framework",
    programme_kind="pdr",
    territory="01",
    drafter="politique-ville",
    total=ENVELOPE,
    announced=ENVELOPE,
    years=(2025, 2027),
    seats=SEATS,
    works=(FRAMEWORK_WORK,),
    # The region gives the rest, say two sources; a third one says otherwise: its share is open.
    pledges=tuple(
        replace(each, basis=NOT_SPLIT)
        for year in YEARS
        for each in spread(
            [replace(FRAMEWORK_WORK, years={year: HALF // 3})], {"politique-ville": HALF // 3}, {}
        )
    ),
    days=Days(
        drafted=date(2024, 11, 4),
        round_opened=date(2024, 11, 11),
        round_closes=date(2024, 12, 6),
        agreed=date(2024, 12, 9),
        approved=date(2024, 12, 23),
        signed=date(2025, 1, 8),
        in_force=date(2025, 1, 8),
        basis="signature du 8 janvier 2025 publiée ; les autres jours sont de jeu",
    ),
    project=Project(type="urban_upgrading", action="programme", scores=scores(3, 4, 3, 4, 2, 3)),
    amendment=Amendment(
        reason=(
            "Avenant de jeu, non publié : la part de la région, que les sources ne disent pas de "
            "même, est arrêtée à 210 MDH."
        ),
        kinds=("amount",),
        operations={
            "contributions": [
                {
                    "contribution": f"region-tanger-programme-{year}",
                    "organisation_id": "region-tanger",
                    "action": "programme",
                    "year": year,
                    "kind": "cash",
                    "amount": HALF // 3,
                    "basis": NOT_SPLIT,
                }
                for year in YEARS
            ]
        },
        on=date(2025, 1, 20),
        approved=date(2025, 2, 10),
        effective_on=date(2025, 2, 17),
        signers=("region-tanger", "politique-ville"),
    ),
)
PUBLISHED = published.form(PLAN, programme_kind="pdr")


def _financing(
    part: str, number: int, month: int, years: dict[int, int], *, of: str = MADE_UP
) -> Plan:
    """A financing convention under the framework: both funders give half of each year."""
    action = FACTS.actions[number - 1]
    work = _work(part, action.label_fr, years, f"montant de jeu, non publié ; {of}")
    halves = {year: cost // 2 for year, cost in years.items()}
    return Plan(
        case=FACTS.id,
        part=part,
        reference=f"JEU-TTA-{part.upper()}",
        instrument="financing",
        territory="01",
        drafter="politique-ville",
        total=work.dirhams,
        announced=work.dirhams,
        years=(min(years), max(years)),
        seats=BUILT,
        works=(work,),
        pledges=tuple(
            pledge
            for funder in ("politique-ville", "region-tanger")
            for year, half in halves.items()
            for pledge in spread([replace(work, years={year: half})], {funder: half}, {})
        ),
        days=_days(month, "convention publiée ; ses jours sont de jeu"),
        under=PLAN.key,
    )


LINKED = "rattachement à la convention-cadre de jeu, non publié"
CENTRES = _financing("centres", 2, 3, {2025: 60_000_000, 2026: 90_000_000}, of="première phase")
CENTRES = replace(
    CENTRES,
    instalments=(instalment(CENTRES.pledges[0], date(2025, 5, 5), date(2025, 5, 12)),),
)
# More than the envelope has for 2027, then what it has room for.
ZOUMI = _financing("zoumi", 3, 4, {2027: 120_000_000}, of=LINKED)
TOO_MUCH = _financing("zoumi", 3, 4, {2027: 160_000_000}, of=LINKED)
# Signed by one, never by the others: the last day to sign was over on paper.
LAPSED = _financing("quartiers", 4, 5, {2026: 40_000_000}, of=LINKED)
SIGNED_BY, SIGN_BY = "region-tanger", date(2025, 6, 30)
FAMILY = (PLAN, CENTRES, ZOUMI, LAPSED)
