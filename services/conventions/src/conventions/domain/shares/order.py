"""The order in time of shares: promised as the text is written, split once it binds."""

from conventions.domain.core.chronology import TEXT, Fact, Keys, order, whole
from conventions.domain.core.terms import Contribution, Share
from conventions.domain.shares import events as e


def _share(share: Share) -> Keys:
    return ((Fact.SHARE, share.share),)


def _funding(promise: Contribution | Share) -> Keys:
    of_party: Keys = ((Fact.FUNDING, str(promise.organisation_id)),)
    return of_party if promise.action is None else (*of_party, (Fact.FUNDING, promise.action))


def _promised(event: e.SharePromised) -> Keys:
    before = _funding(event.replaced) if event.replaced else ()
    return (*_share(event.share), *_funding(event.share), *before, *whole(Fact.EDITED))


def _promise_rests_on(event: e.SharePromised) -> Keys:
    share = event.share
    party: Keys = ((Fact.PARTY, str(share.organisation_id)),)
    action: Keys = ((Fact.ACTION, share.action),) if share.action is not None else ()
    return (*whole(*TEXT), *_share(share), *party, *action)


def _withdrawn(event: e.ShareWithdrawn) -> Keys:
    return (*_share(event.share), *_funding(event.share), *whole(Fact.EDITED))


def _split(event: e.ShareSplit) -> Keys:
    parts = ((Fact.CONTRIBUTION, part.contribution) for part in event.contributions)
    return (*_share(event.share), *parts, *whole(Fact.SPLIT))


ORDER = (
    order(e.SharePromised, tells=_promised, rests_on=_promise_rests_on),
    order(
        e.ShareWithdrawn,
        tells=_withdrawn,
        rests_on=lambda event: (*whole(*TEXT), *_share(event.share)),
    ),
    order(
        e.ShareSplit,
        tells=_split,
        rests_on=lambda event: (
            *whole(Fact.SIGNED, Fact.AMENDMENT_ENDED),
            *_share(event.share),
        ),
    ),
    order(e.SplitOverdue),
)
