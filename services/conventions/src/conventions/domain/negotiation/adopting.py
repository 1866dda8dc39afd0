"""A party's counter-proposal becomes the text, in one command that keeps who proposed it."""

from dataclasses import replace

from conventions.domain.core.convention import Convention
from conventions.domain.core.event import Events
from conventions.domain.core.limits import ensure_article_fits
from conventions.domain.core.position import Position
from conventions.domain.core.terms import Article
from conventions.domain.drafting.articles import ensure_wording
from conventions.domain.drafting.events import ArticleWritten
from conventions.domain.drafting.rules import ensure_readable
from conventions.domain.drafting.unlocking import ensure_unlocked
from conventions.domain.negotiation import commands as c
from conventions.domain.negotiation import events as e
from conventions.domain.negotiation import rules


def adopt_proposal(convention: Convention, command: c.AdoptProposal) -> Events:
    """The article as proposed; a lead's translation goes where the proposal says nothing.

    It is adopted whole: whoever wants other words writes the article. What a clause worded is then
    worded freely, where the template allows it.
    """
    ensure_unlocked(convention, command, command.article)
    negotiation, party = convention.negotiation, command.organisation_id
    before = convention.terms.articles.get(command.article)
    position = negotiation.said_by(party).get(command.article)
    if before is None or position is None or not position.proposes:
        name = convention.terms.name_of(party)
        raise rules.ProposalUnknown(article=command.article, party=name)
    after = _taken_over(before, position, command)
    ensure_readable(after)
    ensure_wording(convention.framed(), convention.terms, after)
    ensure_article_fits(convention.terms, after)
    convention_id = convention.convention_id
    adopted = e.ProposalAdopted(
        convention_id=convention_id,
        round=negotiation.round,
        organisation_id=party,
        article=command.article,
        position=position,
        translated=command.text_fr is not None or command.text_ar is not None,
    )
    return [ArticleWritten(convention_id=convention_id, article=after), adopted]


def _taken_over(before: Article, position: Position, command: c.AdoptProposal) -> Article:
    """Raises TranslationMissing where one language would be left behind the other."""
    proposed_fr, proposed_ar = position.proposed_text_fr, position.proposed_text_ar
    french = proposed_fr if proposed_fr is not None else command.text_fr
    arabic = proposed_ar if proposed_ar is not None else command.text_ar
    if french is None:
        raise rules.TranslationMissing(article=before.article, language="fr")
    if arabic is None and before.text_ar is not None:
        raise rules.TranslationMissing(article=before.article, language="ar")
    return replace(before, text_fr=french, text_ar=arabic, clause=None)
