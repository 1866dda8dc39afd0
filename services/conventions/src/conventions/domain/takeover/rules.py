"""What a take-over holds to: two persons, and papers that agree with themselves."""

from datetime import date

from mithaq.commands import Caller
from mithaq.dating import ARCHIVIST
from mithaq.errors import Forbidden, Invalid, RuleBroken
from mithaq.money import Money

from conventions.domain.core.archived import Archive
from conventions.domain.core.convention import Convention


class EntererMayNotCheck(Forbidden):
    """Who typed a paper file does not say that it was typed rightly."""

    code = "enterer-may-not-check"


class TakeOverNotWaiting(RuleBroken):
    """A record is checked or returned once, and entered anew once it was returned."""

    code = "take-over-not-waiting"


class TakeOverStale(RuleBroken):
    """What is checked is the record that was read."""

    code = "take-over-stale"


class ArchivedUndated(Invalid):
    """A paper file says when it was signed or in force, and since when it is in its state."""

    code = "archived-undated"


class ArchivedDatesDisordered(RuleBroken):
    """No fact of a paper file is dated before what it rests on."""

    code = "archived-dates-disordered"


class ArchivedPartUnknown(RuleBroken):
    """Money of a paper file is of a party, an action and a contribution that the file names."""

    code = "archived-part-unknown"


class ArchivedTotalExceeded(RuleBroken):
    """The contributions of a paper file come to its total, or leave a part of it open."""

    code = "archived-total-exceeded"


class ArchivedMoneyBeyond(RuleBroken):
    """On no day more was paid, delivered or justified than the file promises by then."""

    code = "archived-money-beyond"


class ArchivedKindMixed(RuleBroken):
    """Money is paid, what is in kind or land is delivered."""

    code = "archived-kind-mixed"


class ArchivedAmendmentMissing(RuleBroken):
    """The amendments of a paper file are numbered from one, without a hole."""

    code = "archived-amendment-missing"


class NotTakenOver(RuleBroken):
    """Only a convention that was taken over from paper has a file to complete."""

    code = "not-taken-over"


class ArchivedFactUnknown(RuleBroken):
    """A fact of the file is confirmed or returned once, after it was proposed."""

    code = "archived-fact-unknown"


class ArchivedFactMalformed(Invalid):
    """A fact of each kind brings what that kind is about."""

    code = "archived-fact-malformed"


class ArchivedFactNotOpen(RuleBroken):
    """What the file already tells is corrected with a reason, and money by its own steps."""

    code = "archived-fact-not-open"


class ArchivistOnly(Forbidden):
    """Paper files are taken over by the ministry's office, in the role of archivist."""

    code = "archivist-only"


def ensure_archives(_: Convention | None, caller: Caller) -> None:
    """Of the office and an archivist: of nobody else is a paper file taken over."""
    if "office" not in caller.roles or ARCHIVIST not in caller.roles:
        raise ArchivistOnly()


def ensure_reads(caller: Caller) -> None:
    """Paper files on their way are read by the office, and by auditors."""
    if caller.roles.isdisjoint({"office", "auditor"}):
        raise ArchivistOnly()


def ensure_another(known: frozenset[str] | set[str], caller: Caller, of: str) -> None:
    """None of the persons who entered it."""
    if caller.person in known:
        raise EntererMayNotCheck(of=of)


def ensure_ordered(before: str, first: date, after: str, then: date) -> None:
    """What happened `then` rests on what happened `first`."""
    if then < first:
        raise ArchivedDatesDisordered(
            fact=after, day=str(then), before=before, before_day=str(first)
        )


def ensure_within(name: str, promised: Money, moved: Money, on: date) -> None:
    if moved > promised:
        raise ArchivedMoneyBeyond(name=name, promised=str(promised), moved=str(moved), on=str(on))


def archive_of(convention: Convention) -> Archive:
    """Raises NotTakenOver."""
    if convention.archive is None:
        raise NotTakenOver(reference=convention.terms.outline.reference)
    return convention.archive


def ensure_taken_over(convention: Convention, _: Caller) -> None:
    archive_of(convention)
