"""A convention of the tests, told once: a region, a commune and an operator rebuild a medina."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from conventions.domain.commands import agreeing, drafting, executing
from conventions.domain.commands.base import ConventionCommand
from conventions.domain.decide import decide
from conventions.domain.events import ConventionEvent
from conventions.domain.events.drafting import YearlyCost
from conventions.domain.evolve import INITIAL, evolve
from conventions.domain.state import Absent, Convention
from conventions.domain.text import text_sha256
from conventions.domain.vocabulary import (
    ContributionKind,
    Instrument,
    PartyRole,
    RoundOutcome,
    SignatureLevel,
    Stance,
)
from mithaq.commands import Caller
from mithaq.money import Money
from mithaq.testing.given import Scenario

ID = UUID("018f0000-0000-7000-8000-000000000001")
REGION = UUID("018f0000-0000-7000-8000-0000000000a1")
COMMUNE = UUID("018f0000-0000-7000-8000-0000000000a2")
OPERATOR = UUID("018f0000-0000-7000-8000-0000000000a3")
STRANGER = UUID("018f0000-0000-7000-8000-0000000000ff")
MINISTRY = UUID("018f0000-0000-7000-8000-0000000000a9")
DAY = date(2026, 3, 2)

OFFICE = Caller(subject="office", organisation=MINISTRY, roles=frozenset({"office"}))
REGION_HEAD = Caller(subject="region-head", organisation=REGION, roles=frozenset({"partner"}))
COMMUNE_HEAD = Caller(subject="commune-head", organisation=COMMUNE, roles=frozenset({"partner"}))
OPERATOR_HEAD = Caller(subject="operator-head", organisation=OPERATOR, roles=frozenset({"partner"}))
OUTSIDER = Caller(subject="outsider", organisation=STRANGER, roles=frozenset({"partner"}))
AUDITOR = Caller(subject="auditor", organisation=None, roles=frozenset({"auditor"}))
CONTROLLER = Caller(subject="controller", organisation=None, roles=frozenset({"controller"}))
ACCOUNTANT = Caller(subject="accountant", organisation=None, roles=frozenset({"accountant"}))

Story = Scenario[Absent | Convention, ConventionCommand, ConventionEvent]


def mad(dirhams: int) -> Money:
    return Money.dirhams(dirhams)


def mandate(caller: Caller, **changes: object) -> agreeing.Mandate:
    assert caller.organisation is not None
    last = caller.organisation.int & 0xFFF
    plain = agreeing.Mandate(
        mandate_id=UUID(int=0x3000 + last),
        organisation_id=caller.organisation,
        representative_id=UUID(int=0x2000 + last),
        subject=caller.subject,
        capacity="president",
        instrument="deliberation 12/2026",
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def party(
    who: UUID, roles: PartyRole | tuple[PartyRole, ...], order: int | None, name: str = "Partie"
) -> drafting.NewParty:
    return drafting.NewParty(
        organisation_id=who,
        name_fr=f"{name} {who.int & 0xFF:x}",
        roles=(roles,) if isinstance(roles, PartyRole) else roles,
        signing_order=order,
    )


def article(name: str, text: str = "Le texte.") -> drafting.NewArticle:
    return drafting.NewArticle(
        article=name, heading_fr=name.capitalize(), text_fr=text, text_ar="النص"
    )


def contribution(
    name: str,
    who: UUID,
    dirhams: int,
    *,
    year: int = 2026,
    kind: ContributionKind = ContributionKind.CASH,
) -> drafting.NewContribution:
    return drafting.NewContribution(
        contribution=name,
        organisation_id=who,
        action="works",
        year=year,
        kind=kind,
        amount=mad(dirhams),
    )


PARTIES = (
    party(REGION, PartyRole.LEAD, 2, "Région"),
    party(COMMUNE, PartyRole.FUNDER, 1, "Commune"),
    party(OPERATOR, PartyRole.PROJECT_OWNER, 1, "Opérateur"),
)
WORKS = drafting.NewAction(
    action="works",
    label_fr="Travaux",
    territory="01.511.01.0",
    cost=mad(1000),
    years=(YearlyCost(year=2026, cost=mad(700)), YearlyCost(year=2027, cost=mad(300))),
)
PLEDGES = (
    contribution("region-26", REGION, 400),
    contribution("commune-26", COMMUNE, 200),
    contribution("commune-land", COMMUNE, 100, kind=ContributionKind.LAND),
    contribution("region-27", REGION, 300, year=2027),
)
ARTICLES = tuple(map(article, ("object", "commitments", "financing", "duration")))

DRAFT = drafting.DraftConvention(
    convention_id=ID,
    caller=REGION_HEAD,
    on=DAY,
    reference="MED-2026-01",
    instrument=Instrument.FINANCING,
    title_fr="Réhabilitation de la médina",
    title_ar="تأهيل المدينة العتيقة",
    territory="01.511.01.0",
    region="01",
    total=mad(1000),
    first_year=2026,
    last_year=2027,
    duration_months=24,
    parties=PARTIES,
    articles=ARTICLES,
    actions=(WORKS,),
    contributions=PLEDGES,
)


class Say:
    """Commands of the story on its day, by whoever gives them."""

    def __init__(self, caller: Caller, on: date = DAY) -> None:
        self.caller, self.on = caller, on

    def __call__(self, command: type[ConventionCommand], /, **fields: object) -> ConventionCommand:
        return command(convention_id=ID, caller=self.caller, on=self.on, **fields)

    def on_day(self, on: date) -> "Say":
        return Say(self.caller, on)


office, region = Say(OFFICE), Say(REGION_HEAD)
commune, operator = Say(COMMUNE_HEAD), Say(OPERATOR_HEAD)
controller, accountant = Say(CONTROLLER), Say(ACCOUNTANT)

ACCEPT = {"stance": Stance.ACCEPT}
NEGOTIATED = (
    region(drafting.ProposeConvention),
    region(agreeing.OpenNegotiationRound, deadline=date(2026, 3, 31)),
    region(agreeing.TakePosition, **ACCEPT),
    commune(agreeing.TakePosition, **ACCEPT),
    operator(agreeing.TakePosition, **ACCEPT),
    region(agreeing.CloseNegotiationRound, outcome=RoundOutcome.CONSENSUS),
)


def told() -> Story:
    return Scenario(INITIAL, evolve, decide)


def state_of(story: Story) -> Convention:
    assert isinstance(story.state, Convention)
    return story.state


def drafted() -> Story:
    return told().when(DRAFT)


def negotiated() -> Story:
    return drafted().when(*NEGOTIATED)


def agreed() -> Story:
    return negotiated().when(region(agreeing.AgreeText))


def ready_to_sign() -> Story:
    return agreed().when(region(agreeing.RequestApprovals, approvals=()))


def signature(story: Story, say: Say, **changes: object) -> ConventionCommand:
    fields: dict[str, object] = {
        "mandate": mandate(say.caller),
        "level": SignatureLevel.ADVANCED,
        "text_sha256": text_sha256(state_of(story)),
    }
    return say(agreeing.SignConvention, **(fields | changes))


def signed() -> Story:
    story = ready_to_sign()
    return story.when(*(signature(story, say) for say in (commune, operator, region)))


def in_force() -> Story:
    return signed().when(region(agreeing.EnterIntoForce))


def tranche(
    name: str, contribution: str, dirhams: int, due: date = date(2026, 6, 1), **conditions: object
) -> ConventionCommand:
    return region(
        executing.PlanTranche,
        tranche=name,
        contribution=contribution,
        amount=mad(dirhams),
        due_on=due,
        **conditions,
    )


def scheduled() -> Story:
    """Region's 400 in two tranches, the second after 80 % of the first, 50 % of works, a report."""
    return in_force().when(
        tranche("R1", "region-26", 150),
        tranche(
            "R2",
            "region-26",
            250,
            date(2026, 9, 1),
            justified_before=80,
            progress_at_least=50,
            documents=("site-report",),
        ),
    )


def step(
    command: type[executing.MoneyCommand], say: Say, dirhams: int, name: str = "R1"
) -> ConventionCommand:
    return say(command, tranche=name, amount=mad(dirhams), act=f"{command.__name__} {dirhams}")


def paid(dirhams: int = 150, name: str = "R1") -> tuple[ConventionCommand, ...]:
    """Every step of a tranche up to its payment."""
    return (
        step(executing.CallFunds, operator, dirhams, name),
        step(executing.CommitTranche, region, dirhams, name),
        step(executing.VisaTranche, controller, dirhams, name),
        step(executing.OrderPayment, region, dirhams, name),
        step(executing.PayTranche, accountant, dirhams, name),
    )
