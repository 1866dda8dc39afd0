"""The order in time of a proposal's events: part by part, each after what it rests on."""

from collections.abc import Callable

from conventions.domain.core.chronology import TEXT, UNSIGNED, E, Fact, Keys, Order, order, whole
from conventions.domain.core.terms import Contribution, Party
from conventions.domain.core.vocabulary import PartyRole
from conventions.domain.drafting import events as e


def _edit(
    event: type[E], part: Callable[[E], Keys], *, rests_on: Callable[[E], Keys] = lambda _: ()
) -> Order:
    """A change of one part of the text, after what that part was and after `rests_on`."""
    return order(
        event,
        tells=lambda each: (*part(each), *whole(Fact.EDITED)),
        rests_on=lambda each: (*whole(*TEXT), *part(each), *rests_on(each)),
    )


def _party(party: Party) -> Keys:
    own: Keys = ((Fact.PARTY, str(party.organisation_id)),)
    return (*own, (Fact.LEAD, None)) if PartyRole.LEAD in party.roles else own


def _funding(pledged: Contribution) -> Keys:
    return (Fact.FUNDING, str(pledged.organisation_id)), (Fact.FUNDING, pledged.action)


def _contribution(pledged: Contribution) -> Keys:
    return ((Fact.CONTRIBUTION, pledged.contribution),)


def _pledged(event: e.ContributionPledged) -> Keys:
    before = _funding(event.replaced) if event.replaced else ()
    pledged = event.contribution
    return (*_contribution(pledged), *_funding(pledged), *before, *whole(Fact.EDITED))


def _pledge_rests_on(event: e.ContributionPledged) -> Keys:
    pledged = event.contribution
    needed: Keys = ((Fact.ACTION, pledged.action), (Fact.PARTY, str(pledged.organisation_id)))
    return (*whole(*TEXT), *_contribution(pledged), *needed)


def _withdrawn(event: e.ContributionWithdrawn) -> Keys:
    pledged = event.contribution
    return (*_contribution(pledged), *_funding(pledged), *whole(Fact.EDITED))


ORDER = (
    order(e.ConventionDrafted, tells=[Fact.DRAFTED, Fact.EDITED]),
    _edit(e.FrameAdopted, lambda _: whole(Fact.FRAME)),
    _edit(e.PartyInvited, lambda event: _party(event.party)),
    _edit(
        e.PartyRemoved,
        lambda event: _party(event.party),
        rests_on=lambda event: ((Fact.FUNDING, str(event.party.organisation_id)),),
    ),
    _edit(
        e.ArticleWritten,
        lambda event: ((Fact.ARTICLE, event.article.article),),
        # in an open round, after the remark that it answers
        rests_on=lambda _: whole(Fact.ROUND_OPENED, Fact.POSITION),
    ),
    _edit(e.ActionPlanned, lambda event: ((Fact.ACTION, event.action.action),)),
    _edit(
        e.ActionRemoved,
        lambda event: ((Fact.ACTION, event.action.action),),
        rests_on=lambda event: ((Fact.FUNDING, event.action.action),),
    ),
    order(e.ContributionPledged, tells=_pledged, rests_on=_pledge_rests_on),
    order(
        e.ContributionWithdrawn,
        tells=_withdrawn,
        rests_on=lambda event: (*whole(*TEXT), *_contribution(event.contribution)),
    ),
    _edit(e.TotalRevised, lambda _: whole(Fact.TOTAL)),
    order(e.ConventionProposed, tells=[Fact.PROPOSED], rests_on=[Fact.DRAFTED, Fact.EDITED]),
    order(e.ConventionWithdrawn, rests_on=UNSIGNED),
)
