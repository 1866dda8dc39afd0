"""Which edit of the text touches whom: the table of accords that it voids.

Who is not touched keeps its accord and is not asked again. An edit touches more where less is
known of it: an article that names nobody, a new article, a change of the parties or of the total
touch every party.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from mithaq.folding import fold

from conventions.domain.core.event import ConventionEvent
from conventions.domain.core.terms import Action, Article, Contribution, Party, Share, Terms
from conventions.domain.core.vocabulary import PartyRole
from conventions.domain.drafting import events as e
from conventions.domain.shares.events import SharePromised, ShareWithdrawn

Parties = frozenset[UUID]
# As `fold` leaves them: the parties, partners, signatories together, or each of them.
_TOGETHER: Final = re.compile(
    r"\b(?:parties|partenaires|signataires|(?:chaque|toute|aucune) partie)\b"
    # In Arabic: parties, partners, signatories in both cases, each party, any party.
    r"|\u0627\u0637\u0631\u0627\u0641|\u0634\u0631\u0643\u0627\u0621"
    r"|\u0645\u0648\u0642\u0639\u064a\u0646|\u0645\u0648\u0642\u0639\u0648\u0646"
    r"|(?:\u0643\u0644|\u0627\u064a) \u0637\u0631\u0641"
)
_OWNERS: Final = frozenset({PartyRole.PROJECT_OWNER, PartyRole.DELEGATED_OWNER})


def touched_by(terms: Terms, event: ConventionEvent) -> Parties:
    """The parties of `terms`, which are those before the edit, whose accord the edit voids."""
    touches = TOUCHING.get(type(event), _everybody)
    return touches(terms, event) & terms.parties.keys()


def article_of(event: ConventionEvent) -> str | None:
    """The article that an edit writes; None where it changes something else."""
    return event.article.article if isinstance(event, e.ArticleWritten) else None


def _everybody(terms: Terms, _: object) -> Parties:
    return frozenset(terms.parties)


def _article(terms: Terms, event: e.ArticleWritten) -> Parties:
    """Whom it concerns before and after, whom it names before or after, and the lead."""
    before, after = terms.articles.get(event.article.article), event.article
    if before is None:
        return _everybody(terms, event)
    concerned = [concerned_by(terms, each) for each in (before, after)]
    return frozenset().union(*concerned, named_in(terms, (before, after)), _lead(terms))


def concerned_by(terms: Terms, article: Article) -> Parties:
    """Those that it names as concerned and are parties still; every party where none is left."""
    concerned = frozenset(article.concerns) & terms.parties.keys()
    return concerned or _everybody(terms, article)


def named_in(terms: Terms, articles: Iterable[Article]) -> Parties:
    """The parties whose name stands in these articles, in either language, as readers read it.

    All of them where it speaks of the parties together.
    """
    read = fold("\n".join(_words(each) for each in articles))
    if _TOGETHER.search(read):
        return frozenset(terms.parties)
    return frozenset(key for key, party in terms.parties.items() if _named(party, read))


def _words(article: Article) -> str:
    parts = (article.heading_fr, article.heading_ar, article.text_fr, article.text_ar)
    return "\n".join(part for part in parts if part is not None)


def _named(party: Party, read: str) -> bool:
    names = (fold(name) for name in (party.name_fr, party.name_ar) if name)
    return any(name in read for name in names if name)


def _action(terms: Terms, action: Action) -> Parties:
    """Who pays for it, who builds, and the lead."""
    pledges = terms.contributions.values()
    funders = {each.organisation_id for each in pledges if each.action == action.action}
    return frozenset(funders) | _owners(terms) | _lead(terms)


def _pledge(terms: Terms, *pledges: Contribution | Share | None) -> Parties:
    """Who promises it, before and after, who builds, and the lead."""
    funders = frozenset(each.organisation_id for each in pledges if each is not None)
    return funders | _owners(terms) | _lead(terms)


def _owners(terms: Terms) -> Parties:
    return frozenset(k for k, each in terms.parties.items() if not _OWNERS.isdisjoint(each.roles))


def _lead(terms: Terms) -> Parties:
    lead = terms.lead()
    return frozenset() if lead is None else frozenset({lead})


# By event; any other that changes the text touches everybody.
TOUCHING: Final[Mapping[type, Callable[[Terms, Any], Parties]]] = MappingProxyType(
    {
        e.ArticleWritten: _article,
        e.ActionPlanned: lambda terms, event: _action(terms, event.action),
        e.ActionRemoved: lambda terms, event: _action(terms, event.action),
        e.ContributionPledged: lambda terms, event: _pledge(
            terms, event.contribution, event.replaced
        ),
        e.ContributionWithdrawn: lambda terms, event: _pledge(terms, event.contribution),
        SharePromised: lambda terms, event: _pledge(terms, event.share, event.replaced),
        ShareWithdrawn: lambda terms, event: _pledge(terms, event.share),
        e.PartyInvited: _everybody,
        e.PartyRemoved: _everybody,
        e.TotalRevised: _everybody,
    }
)
