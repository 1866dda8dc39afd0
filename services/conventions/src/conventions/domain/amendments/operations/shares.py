"""Promise a share, change it, or withdraw it: a promise not split yet, of which nothing moved.

And the last day to split those that there are: given, put off or brought forward.
"""

from dataclasses import replace
from uuid import UUID

from mithaq.errors import RuleBroken
from mithaq.states import put_all

from conventions.domain.amendments.operations.names import NameTaken, ensure_share_free
from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.convention import Convention
from conventions.domain.core.limits import PartsTooMany, ensure_within
from conventions.domain.core.splitting import SPLITTING_RULES, ensure_time_left
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import Part
from conventions.domain.shares import rules


class SplitWithoutShares(RuleBroken):
    """A text says until when shares are split where it has some."""

    code = "split-without-shares"


def _written(setting: Setting) -> None:
    if setting.operations.split_by is not None and not setting.after.shares:
        raise SplitWithoutShares(split_by=str(setting.operations.split_by))
    _holds(setting)
    known = setting.convention.terms.shares
    for name in setting.operations.withdrawn_shares:
        if name not in known:
            raise rules.ShareUnknown(share=name)
    for share in setting.operations.shares:
        before = known.get(share.share)
        if before is None or before.organisation_id != share.organisation_id:
            ensure_share_free(setting.convention, share.share)
        rules.ensure_promisable(setting.after, share)
    ensure_within(Part.SHARES, setting.after.shares)


def _holds(setting: Setting) -> None:
    frame = setting.convention.framed()
    ensure_time_left(setting.convention.terms, setting.after, frame, setting.on)


def _apply(terms: Terms, operations: Operations) -> Terms:
    promised, withdrawn = operations.shares, operations.withdrawn_shares
    if not (promised or withdrawn or operations.split_by):
        return terms
    left = {name: share for name, share in terms.shares.items() if name not in withdrawn}
    shares = put_all(left, {each.share: each for each in promised})
    return replace(terms, shares=shares, split_by=operations.split_by or terms.split_by)


def _splitters(convention: Convention, operations: Operations) -> frozenset[UUID]:
    """Who has a share to split agrees on until when."""
    if operations.split_by is None:
        return frozenset()
    return frozenset(each.organisation_id for each in convention.terms.shares.values())


SHARES = Operation(
    fields=("shares", "withdrawn_shares", "split_by"),
    written=_written,
    apply=_apply,
    holds=_holds,
    signed_by=_splitters,
    holding_rules=SPLITTING_RULES,
    writing_rules=(
        SplitWithoutShares,
        *SPLITTING_RULES,
        rules.ShareUnknown,
        rules.ShareSplitAlready,
        NameTaken,
        core.AmountNotPositive,
        core.ActionUnknown,
        PartsTooMany,
    ),
)
