"""Promise a share, change it, or withdraw it: a promise not split yet, of which nothing moved."""

from dataclasses import replace

from mithaq.states import put_all

from conventions.domain.amendments.operations.names import NameTaken, ensure_share_free
from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.limits import PartsTooMany, ensure_within
from conventions.domain.core.splitting import (
    SplitTimeMissing,
    SplitTimeTooShort,
    ensure_time_left,
)
from conventions.domain.core.terms import Terms
from conventions.domain.core.vocabulary import Part
from conventions.domain.shares import rules


def _written(setting: Setting) -> None:
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
    ensure_time_left(setting.convention.terms, setting.after, setting.on)


def _apply(terms: Terms, operations: Operations) -> Terms:
    promised, withdrawn = operations.shares, operations.withdrawn_shares
    if not (promised or withdrawn):
        return terms
    left = {name: share for name, share in terms.shares.items() if name not in withdrawn}
    return replace(terms, shares=put_all(left, {each.share: each for each in promised}))


SHARES = Operation(
    fields=("shares", "withdrawn_shares"),
    written=_written,
    apply=_apply,
    holds=_holds,
    holding_rules=(SplitTimeMissing, SplitTimeTooShort),
    writing_rules=(
        rules.ShareUnknown,
        rules.ShareSplitAlready,
        NameTaken,
        core.AmountNotPositive,
        core.ActionUnknown,
        PartsTooMany,
    ),
)
