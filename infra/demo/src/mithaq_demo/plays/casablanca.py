"""Casablanca 2010: money nearly all spent while one action stands at 60 %."""

from datetime import date

from mithaq_demo.amendment import Amendment
from mithaq_demo.facts import case
from mithaq_demo.pieces import Days, Project, Seat
from mithaq_demo.plan import Plan
from mithaq_demo.planning import instalment, scores, shared
from mithaq_demo.plays import published

FACTS = case("casablanca-ancienne-medina-2010")
LISTED = "signataires non listés par la publication : ordre de jeu"

RELOGEMENT, REHOUSED = shared(
    "relogement",
    "Relogement de 150 ménages",
    {"interieur": {2011: 42_000_000, 2013: 8_000_000}},
    basis="coût publié (50 MDH) ; répartition par année et financeur de jeu, non publiée",
)
AUTRES, OTHERS = shared(
    "autres-composantes",
    "Assainissement, immeubles menaçant ruine, places et voirie (autres composantes)",
    {
        "interieur": {2011: 50_000_000, 2012: 60_000_000, 2013: 40_000_000},
        "fonds-hassan-ii": {2011: 40_000_000, 2012: 40_000_000, 2013: 20_000_000},
    },
    basis="coût calculé : total publié moins le relogement ; répartition de jeu, non publiée",
)
PLEDGES = (*REHOUSED, *OTHERS)
MOVES = {2011: date(2011, 3, 14), 2012: date(2012, 3, 12), 2013: date(2013, 2, 18)}
WAITING = "interieur-relogement-2013"
SEEN_ON, SEEN = date(2013, 4, 17), 60

PLAN = Plan(
    case=FACTS.id,
    reference="JEU-CASABLANCA-2010",
    instrument="financing",
    territory="06.141.01.0",
    drafter="interieur",
    total=FACTS.dirhams,
    years=(2011, 2013),
    seats=(
        Seat(
            organisation="interieur",
            roles=("lead", "funder"),
            signing_order=2,
            basis="chef de file de jeu ; signataires non listés par la publication",
        ),
        Seat(organisation="fonds-hassan-ii", roles=("funder",), signing_order=1, basis=LISTED),
        Seat(
            organisation="agence-urbaine-casablanca",
            roles=("project_owner",),
            signing_order=1,
            basis=LISTED,
        ),
    ),
    works=(RELOGEMENT, AUTRES),
    pledges=PLEDGES,
    days=Days(
        drafted=date(2010, 6, 7),
        round_opened=date(2010, 6, 14),
        round_closes=date(2010, 7, 2),
        agreed=date(2010, 7, 5),
        approved=date(2010, 9, 6),
        signed=date(2010, 10, 15),
        in_force=date(2010, 10, 15),
        basis="jours de jeu : l'année 2010 et un vendredi sont publiés, le jour non",
    ),
    instalments=tuple(
        instalment(
            pledge,
            MOVES[pledge.year],
            SEEN_ON if pledge.contribution == WAITING else MOVES[pledge.year],
            justified_before=80 if pledge.contribution == WAITING else 0,
            progress_at_least=80 if pledge.contribution == WAITING else 0,
        )
        for pledge in PLEDGES
    ),
    project=Project(type="heritage", action="autres-composantes", scores=scores(2, 3, 2, 4, 1, 2)),
    amendment=Amendment(
        reason=(
            "Avenant de jeu, non publié : la dernière tranche du relogement, que l'avancement de "
            "60 % retient, est reportée d'un an, et la fin avec elle."
        ),
        kinds=("schedule", "duration"),
        operations={
            "reschedules": [
                {
                    "tranche": f"T-{WAITING}",
                    "due_on": "2014-06-30",
                    "amount": 8_000_000,
                }
            ],
            "ends_on": "2014-12-31",
        },
        on=date(2013, 5, 6),
        approved=date(2013, 5, 20),
        effective_on=date(2013, 5, 27),
    ),
)
PUBLISHED = published.form(PLAN)
