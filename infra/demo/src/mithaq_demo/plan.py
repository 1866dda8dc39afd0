"""What the demo invents, beyond the published facts, so that a convention can be played.

Nothing here is published. Every amount that the facts do not give carries a `basis`, which is sent
along with it, kept in the events and marked * in every table. A case is played in two forms: as
published, where what is not known stays unknown, and completed by made-up values.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mithaq_demo.amendment import Amendment
from mithaq_demo.facts import Version
from mithaq_demo.pieces import (
    Condition,
    Days,
    Form,
    Instalment,
    Pledge,
    Project,
    Seat,
    Share,
    Work,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan by which one convention is played.

    `part` tells apart the conventions that one case is played in. `announced` is the published
    amount that it comes to, where that is not the total of its case. `first` is an earlier version
    of its text that is published, `first_years` are its years. `articles` are
    worded otherwise than from the facts. `notice_days` are between a committee's convening and its
    meeting.
    """

    case: str
    reference: str
    instrument: str
    territory: str
    drafter: str
    total: int
    years: tuple[int, int] | None
    seats: tuple[Seat, ...]
    works: tuple[Work, ...]
    pledges: tuple[Pledge, ...]
    days: Days
    form: Form = Form.COMPLETED
    part: str = ""
    programme_kind: str = "politique-de-la-ville"
    announced: int | None = None
    first: Version | None = None
    first_years: tuple[int, int] | None = None
    shares: tuple[Share, ...] = ()
    articles: Mapping[str, Mapping[str, str]] | None = None
    condition: Condition | None = None
    project: Project | None = None
    instalments: tuple[Instalment, ...] = ()
    amendment: Amendment | None = None
    notice_days: int = 10
    under: str | None = None

    @property
    def key(self) -> str:
        """Names its stream, its idempotency keys and its place among all plans."""
        return ".".join(filter(None, (self.case, self.form, self.part)))

    @property
    def lead(self) -> str:
        return next(seat.organisation for seat in self.seats if "lead" in seat.roles)

    @property
    def signatories(self) -> tuple[str, ...]:
        """In the order of their signing."""
        return in_signing_order(self.seats)

    @property
    def joining(self) -> tuple[Seat, ...]:
        """Who joins by its amendment."""
        return tuple(_joining(self.amendment)) if self.amendment else ()

    @property
    def region(self) -> str:
        return self.territory.split(".")[0]

    def pledge(self, contribution: str) -> Pledge:
        return next(pledge for pledge in self.pledges if pledge.contribution == contribution)


def signers(plan: Plan) -> tuple[str, ...]:
    """Who signs it, and who joins and signs its amendment."""
    return in_signing_order((*plan.seats, *plan.joining))


def amendment_signers(plan: Plan) -> tuple[str, ...]:
    """Who signs its amendment: as it says, or all who sign, those who join included."""
    said = plan.amendment.signers if plan.amendment else ()
    return signers(plan) if said is None else said


def in_signing_order(seats: tuple[Seat, ...]) -> tuple[str, ...]:
    signing = [seat for seat in seats if seat.signing_order is not None]
    return tuple(
        seat.organisation for seat in sorted(signing, key=lambda seat: seat.signing_order or 0)
    )


def _joining(amendment: Amendment) -> Iterator[Seat]:
    for each in amendment.operations.get("parties", ()):
        yield Seat(
            organisation=each["organisation_id"],
            roles=tuple(each["roles"]),
            signing_order=each["signing_order"],
        )
