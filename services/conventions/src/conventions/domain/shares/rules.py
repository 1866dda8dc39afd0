"""What a share must be, and how it is split."""

from collections.abc import Sequence

from mithaq.commands import Caller
from mithaq.errors import Invalid, RuleBroken
from mithaq.money import Money

from conventions.domain.core import rules as core
from conventions.domain.core.balance import ensure_year_inside, summed
from conventions.domain.core.pledging import ensure_may_pledge
from conventions.domain.core.terms import Contribution, Share, Terms


class ShareUnknown(RuleBroken):
    """A share is withdrawn or split while there is one."""

    code = "share-unknown"


class ShareSplitAlready(Invalid):
    """What is known by action and by year is a contribution."""

    code = "share-split-already"


class SplitEmpty(Invalid):
    """A share is split into one contribution at least."""

    code = "split-empty"


class SplitTooLarge(RuleBroken):
    """Splitting a share never raises what its party owes."""

    code = "split-too-large"


class SplitOfAnother(RuleBroken):
    """A share is split into promises of its own party and kind, within its action and year."""

    code = "split-of-another"


class ContributionNameTaken(RuleBroken):
    """A split adds contributions; it changes none that there is."""

    code = "contribution-name-taken"


class SplitActMissing(RuleBroken):
    """Whoever splits the share of another party names the minutes that decided it."""

    code = "split-act-missing"


def share_of(terms: Terms, name: str) -> Share:
    """Raises ShareUnknown."""
    share = terms.shares.get(name)
    if share is None:
        raise ShareUnknown(share=name)
    return share


def ensure_promisable(terms: Terms, share: Share) -> None:
    """A party that signs, in a role in which one promises, for what the text knows."""
    core.ensure_positive(share.amount)
    if share.action is not None and share.year is not None:
        raise ShareSplitAlready(share=share.share, action=share.action, year=share.year)
    if share.year is not None:
        ensure_year_inside(terms, share.year)
    ensure_may_pledge(terms, share.organisation_id)
    if share.action is not None and share.action not in terms.actions:
        raise core.ActionUnknown(action=share.action)


def ensure_splits(terms: Terms, share: Share, parts: Sequence[Contribution]) -> Money:
    """What is left of the share after these parts, each of which has its place in the plan."""
    if not parts:
        raise SplitEmpty(share=share.share)
    core.ensure_named_once("contributions", (part.contribution for part in parts))
    for part in parts:
        _ensure_part(terms, share, part)
    wanted = summed(part.amount for part in parts)
    if wanted > share.amount:
        raise SplitTooLarge(
            share=share.share,
            amount=str(share.amount),
            asked=str(wanted),
            excess=str(wanted - share.amount),
        )
    return share.amount - wanted


def _ensure_part(terms: Terms, share: Share, part: Contribution) -> None:
    core.ensure_positive(part.amount)
    if part.contribution in terms.contributions:
        raise ContributionNameTaken(contribution=part.contribution)
    if part.action not in terms.actions:
        raise core.ActionUnknown(action=part.action)
    ensure_year_inside(terms, part.year)
    differs = {
        "organisation": part.organisation_id != share.organisation_id,
        "kind": part.kind != share.kind,
        "action": share.action not in (None, part.action),
        "year": share.year not in (None, part.year),
    }
    if any(differs.values()):
        named = tuple(name for name, other in differs.items() if other)
        raise SplitOfAnother(share=share.share, contribution=part.contribution, differs=named)


def ensure_decided(caller: Caller, share: Share, act: str | None) -> None:
    """By the party that owes it, or by minutes that are named."""
    if act is not None:
        core.ensure_written(share.share, act=act)
    elif caller.organisation != share.organisation_id:
        raise SplitActMissing(share=share.share)
