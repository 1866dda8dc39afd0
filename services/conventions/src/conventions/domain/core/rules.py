"""Rules that several topics apply, and the checks that raise them."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from mithaq.errors import Forbidden, Invalid, RuleBroken
from mithaq.money import ZERO, Money
from mithaq.morocco import day_after
from mithaq.unicode import blank


class CommandClosed(RuleBroken):
    """The table of transitions has no such command from this state."""

    code = "command-closed"


class ArchivedAlready(CommandClosed):
    """Nothing is recorded of a convention that is archived."""

    code = "archived-already"


class CapacityRefused(Forbidden):
    """A command is given in one of the capacities its row names."""

    code = "capacity-refused"


class NotTheFunder(Forbidden):
    """Only the organisation that promised money moves it."""

    code = "not-the-funder"


class CallerWithoutOrganisation(Invalid):
    """A command that binds an organisation is given by somebody who belongs to it."""

    code = "caller-without-organisation"


class NothingWaits(RuleBroken):
    """A step has something to work on."""

    code = "nothing-waits"


class ReasonMissing(Invalid):
    """What undoes or refuses something says why."""

    code = "reason-missing"


class RemarkMissing(Invalid):
    """Who does not accept says what should change."""

    code = "remark-missing"


class TextBlank(Invalid):
    """A text that must be there has something to read."""

    code = "text-blank"


class NameDuplicated(Invalid):
    """A list names each thing once."""

    code = "name-duplicated"


class AmountNotPositive(Invalid):
    """An amount is more than nothing."""

    code = "amount-not-positive"


class AmountNegative(Invalid):
    """A planned cost or a changed contribution is nothing or more."""

    code = "amount-negative"


class PercentMalformed(Invalid):
    """A percentage is whole, from 0 to 100."""

    code = "percent-malformed"


class ActionUnknown(RuleBroken):
    """Money is promised for an action of this convention."""

    code = "action-unknown"


class ContributionUnknown(RuleBroken):
    """No contribution of this name."""

    code = "contribution-unknown"


class TextStale(RuleBroken):
    """What is signed is the text as it is frozen now."""

    code = "text-stale"


class SignatureBeforeText(RuleBroken):
    """Nobody signs a text before the day it was agreed."""

    code = "signature-before-text"


class AlreadySigned(RuleBroken):
    """A party signs once."""

    code = "already-signed"


class OutOfTurn(RuleBroken):
    """Groups sign in their order."""

    code = "out-of-turn"


class MandateUnknown(RuleBroken):
    """A mandate is recorded with partners, by the organisation that signs."""

    code = "mandate-unknown"


class MandateOfAnotherParty(RuleBroken):
    """One signs under one's own organisation's mandate."""

    code = "mandate-of-another-party"


class MandateOfAnotherPerson(RuleBroken):
    """Only the mandated person signs."""

    code = "mandate-of-another-person"


class MandateNotConfirmed(RuleBroken):
    """A mandate signs nothing before a second person confirmed it."""

    code = "mandate-not-confirmed"


class DelegationTooDeep(RuleBroken):
    """A mandate signs only if each that it came from may be passed on as many times over."""

    code = "delegation-too-deep"


class MandateNotYetValid(RuleBroken):
    """A mandate holds on the day of signing, and today: it has begun."""

    code = "mandate-not-yet-valid"


class MandateExpired(RuleBroken):
    """A mandate holds on the day of signing, and today: it has not ended."""

    code = "mandate-expired"


class MandateRevoked(RuleBroken):
    """A mandate holds on the day of signing, and today: it was not revoked by then."""

    code = "mandate-revoked"


class MandateCeilingExceeded(RuleBroken):
    """A mandate covers all that its party promises."""

    code = "mandate-ceiling-exceeded"


class MandateTotalExceeded(RuleBroken):
    """A mandate whose ceiling is for its whole covers all that was signed under it, together."""

    code = "mandate-total-exceeded"


class LevelWithoutEvidence(RuleBroken):
    """A signature is of a level for which the deployment says where its evidence is kept."""

    code = "level-without-evidence"


class SignatureForwardedToAnother(RuleBroken):
    """Once a party's signature is forwarded, only whom it was forwarded to signs or refuses."""

    code = "signature-forwarded-to-another"


class OnePersonTwoParties(RuleBroken):
    """One person signs a convention for one of its parties only."""

    code = "one-person-two-parties"


class PledgerDoesNotSign(RuleBroken):
    """Nobody owes what nobody of theirs signs."""

    code = "pledger-does-not-sign"


class SigningTimeTooShort(Invalid):
    """The parties have a day to sign at least, from the day it is recorded."""

    code = "signing-time-too-short"


class SigningTimeOver(RuleBroken):
    """A text is signed until its last day, that day included, by the day of recording."""

    code = "signing-time-over"


# What lets somebody sign, or refuse to; then what a signature needs besides.
EMPOWERING_RULES: tuple[type[RuleBroken], ...] = (
    TextStale,
    SignatureBeforeText,
    MandateUnknown,
    MandateOfAnotherParty,
    MandateOfAnotherPerson,
    SignatureForwardedToAnother,
    MandateNotConfirmed,
    DelegationTooDeep,
    MandateNotYetValid,
    MandateExpired,
    MandateRevoked,
)
SIGNING_RULES = (
    *EMPOWERING_RULES,
    LevelWithoutEvidence,
    MandateCeilingExceeded,
    MandateTotalExceeded,
)


def ensure_positive(amount: Money) -> None:
    if amount <= ZERO:
        raise AmountNotPositive(amount=str(amount))


def ensure_not_negative(amount: Money) -> None:
    if amount < ZERO:
        raise AmountNegative(amount=str(amount))


def ensure_time_to_sign(sign_by: date, recorded_on: date, *, until_now: date | None) -> None:
    """Later than the day it is recorded, and than what was said before."""
    earliest = day_after(max(recorded_on, until_now or recorded_on))
    if sign_by < earliest:
        raise SigningTimeTooShort(sign_by=str(sign_by), earliest=str(earliest))


def ensure_percent(percent: int) -> None:
    if not 0 <= percent <= 100:
        raise PercentMalformed(percent=percent)


def ensure_reason(reason: str | None) -> None:
    if reason is None or blank(reason):
        raise ReasonMissing()


def ensure_written(part: str, **texts: str | None) -> None:
    """What stands in these fields can be read; a text that is left out is None."""
    for field, text in texts.items():
        if text is not None and blank(text):
            raise TextBlank(part=part, field=field)


def ensure_named_once(among: str, names: Iterable[str]) -> None:
    """Of two under one name the last would silently win."""
    for name, times in Counter(names).items():
        if times > 1:
            raise NameDuplicated(among=among, name=name)


class ActingForUnsaid(Invalid):
    """Who answers for several parties of a convention says for which one it acts."""

    code = "acting-for-unsaid"


class ActingForRefused(Forbidden):
    """One acts for one's organisation, and for what was merged into it where it has a part."""

    code = "acting-for-refused"
