"""The convention of the tests, told stage by stage from its draft to its entry into force."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from conventions.domain.core.commands import ConventionCommand
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.position import Position
from conventions.domain.core.signing_round import Mandate, Power, Signing
from conventions.domain.core.text import text_sha256
from conventions.domain.core.vocabulary import RoundOutcome, SignatureLevel, Stance
from conventions.domain.drafting.commands import ProposeConvention
from conventions.domain.lifecycle import INITIAL, evolve
from conventions.domain.negotiation import commands as negotiation
from conventions.domain.signatures.commands import EnterIntoForce, RefuseSignature, SignConvention
from mithaq.commands import Caller
from mithaq.events import Actor, Origin
from mithaq.testing.given import Scenario

from .approvals.story import NEEDED, grants, request
from .declared import decide
from .people import Say, commune, operator, region
from .proposal import DRAFT

Story = Scenario[Absent | Convention, ConventionCommand, ConventionEvent]
DEADLINE = date(2026, 3, 31)
ACCEPT = Position(stance=Stance.ACCEPT)

TO_A_ROUND = (
    region(ProposeConvention),
    region(negotiation.OpenNegotiationRound, deadline=DEADLINE),
)
TO_CONSENSUS = (
    *(say(negotiation.TakePosition, position=ACCEPT) for say in (region, commune, operator)),
    region(negotiation.CloseNegotiationRound, outcome=RoundOutcome.CONSENSUS),
)


def by_caller(command: ConventionCommand) -> Actor:
    """Who gave a command of the story, as the log would keep it."""
    caller = command.caller
    return Actor(
        id=caller.subject,
        organisation=str(caller.organisation) if caller.organisation else None,
        capacity=min(caller.roles, default="none"),
        instrument=command.empowered_by(),
    )


def origin_of(command: ConventionCommand) -> Origin:
    """By whom, and from which day, are the events of a command of the story."""
    return Origin(by=by_caller(command), effective_date=command.on)


def told() -> Story:
    """Nothing happened yet."""
    return Scenario(INITIAL, evolve, decide, by=by_caller, on=lambda command: command.on)


def state_of(story: Story) -> Convention:
    assert isinstance(story.state, Convention)
    return story.state


def drafted() -> Story:
    return told().when(DRAFT)


def in_a_round() -> Story:
    """A first round is open; nobody has answered."""
    return drafted().when(*TO_A_ROUND)


def negotiated() -> Story:
    return in_a_round().when(*TO_CONSENSUS)


def agreed() -> Story:
    return negotiated().when(region(negotiation.AgreeText))


def ready_to_sign() -> Story:
    """Asked for by the lead, granted by the councils and the Interior."""
    return agreed().when(request(*NEEDED), *grants(*NEEDED))


def mandate(caller: Caller, **changes: object) -> Mandate:
    assert caller.organisation is not None
    last = caller.organisation.int & 0xFFF
    plain = Mandate(
        mandate_id=UUID(int=0x3000 + last),
        organisation_id=caller.organisation,
        representative_id=UUID(int=0x2000 + last),
        subject=caller.subject,
        capacity="president",
        instrument="deliberation 12/2026",
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
        confirmed=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def signing(say: Say, text_sha256: str, level: SignatureLevel) -> Signing:
    """What a head gives to sign, under a mandate that holds."""
    return Signing(
        mandate=mandate(say.caller), level=level, text_sha256=text_sha256, evidence="identity"
    )


def signature(story: Story, say: Say, **changes: object) -> SignConvention:
    plain = signing(say, text_sha256(state_of(story)), SignatureLevel.SIMPLE)
    return say(SignConvention, signing=replace(plain, **changes))  # type: ignore[arg-type]


def power(story: Story, say: Say, **changes: object) -> Power:
    """What a head shows to refuse: a mandate that would let it sign, and the frozen text."""
    plain = Power(mandate=mandate(say.caller), text_sha256=text_sha256(state_of(story)))
    return replace(plain, **changes)  # type: ignore[arg-type]


def refusal(story: Story, say: Say, **changes: object) -> RefuseSignature:
    return say(RefuseSignature, power=power(story, say, **changes), reason="vote")


def signed() -> Story:
    story = ready_to_sign()
    return story.when(*(signature(story, say) for say in (commune, operator, region)))


def in_force() -> Story:
    return signed().when(region(EnterIntoForce))
