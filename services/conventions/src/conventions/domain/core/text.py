"""The canonical text: what is frozen, signed and compared."""

from uuid import UUID

from mithaq.canonical import digest

from conventions.domain.core.amendment import Amendment
from conventions.domain.core.convention import Convention
from conventions.domain.core.terms import (
    Action,
    Article,
    Contribution,
    Party,
    ReleaseTerms,
    Terms,
)

Json = dict[str, object]


def canonical_text(convention_id: UUID, terms: Terms) -> Json:
    """All that binds, in one order and one form: its digest is what the parties sign."""
    outline = terms.outline
    return {
        "convention_id": str(convention_id),
        "reference": outline.reference,
        "instrument": str(outline.instrument),
        "title_fr": outline.title_fr,
        "title_ar": outline.title_ar,
        "territory": outline.territory,
        "total_centimes": outline.total.centimes,
        "period": {
            "first_year": outline.first_year,
            "last_year": outline.last_year,
            "duration_months": outline.duration_months,
        },
        "parties": [_party(p) for _, p in sorted(terms.parties.items(), key=lambda x: str(x[0]))],
        "articles": [_article(article) for _, article in sorted(terms.articles.items())],
        "actions": [_action(action) for _, action in sorted(terms.actions.items())],
        "contributions": [_contribution(c) for _, c in sorted(terms.contributions.items())],
    }


def _article(article: Article) -> Json:
    """An Arabic heading is there if it was written: digests signed without one hold."""
    written = {"heading_ar": article.heading_ar} if article.heading_ar is not None else {}
    return {
        "article": article.article,
        "heading_fr": article.heading_fr,
        **written,
        "text_fr": article.text_fr,
        "text_ar": article.text_ar,
    }


def _party(party: Party) -> Json:
    return {
        "organisation_id": str(party.organisation_id),
        "name_fr": party.name_fr,
        "name_ar": party.name_ar,
        **_roles(party),
        "signing_order": party.signing_order,
    }


def _roles(party: Party) -> Json:
    """One role reads as it did before there could be several: digests already signed hold."""
    if len(party.roles) == 1:
        return {"role": str(party.roles[0])}
    return {"roles": sorted(party.roles)}


def _action(action: Action) -> Json:
    years = sorted(action.years, key=lambda yearly: yearly.year)
    return {
        "action": action.action,
        "label_fr": action.label_fr,
        "label_ar": action.label_ar,
        "territory": action.territory,
        "cost_centimes": action.cost.centimes,
        "years": [{"year": y.year, "cost_centimes": y.cost.centimes} for y in years],
    }


def _contribution(contribution: Contribution) -> Json:
    return {
        "contribution": contribution.contribution,
        "organisation_id": str(contribution.organisation_id),
        "action": contribution.action,
        "year": contribution.year,
        "kind": str(contribution.kind),
        "amount_centimes": contribution.amount.centimes,
        **_release(contribution.release),
    }


def _release(release: ReleaseTerms | None) -> Json:
    """Only where the text asks for something: a text without stays as it was."""
    if release is None:
        return {}
    return {
        "release": {
            "justified_before": release.justified_before,
            "progress_at_least": release.progress_at_least,
            "documents": sorted(release.documents),
        }
    }


def text_sha256(convention: Convention) -> str:
    return digest(canonical_text(convention.convention_id, convention.terms))


def french_sha256(terms: Terms) -> str:
    """Of what is read in French: title, articles, labels of actions."""
    articles = [[a.article, a.heading_fr, a.text_fr] for _, a in sorted(terms.articles.items())]
    actions = [[a.action, a.label_fr] for _, a in sorted(terms.actions.items())]
    return digest({"title": terms.outline.title_fr, "articles": articles, "actions": actions})


def arabic_sha256(terms: Terms) -> str | None:
    """Of what is read in Arabic; None as long as the title or an article lacks its Arabic."""
    written = [article for _, article in sorted(terms.articles.items())]
    if terms.outline.title_ar is None or any(article.text_ar is None for article in written):
        return None
    articles = [_in_arabic(article) for article in written]
    actions = [[a.action, a.label_ar] for _, a in sorted(terms.actions.items())]
    return digest({"title": terms.outline.title_ar, "articles": articles, "actions": actions})


def _in_arabic(article: Article) -> list[str | None]:
    heading = [article.heading_ar] if article.heading_ar is not None else []
    return [article.article, *heading, article.text_ar]


def amendment_sha256(convention: Convention, amendment: Amendment, after: Terms) -> str:
    """Of the amendment's own text: what it rests on, what it changes, and how all then reads."""
    operations = amendment.operations
    return digest(
        {
            "amendment": amendment.number,
            "base_text_sha256": convention.text.text_sha256 if convention.text else None,
            "reason": amendment.reason,
            "amounts": [[x.contribution, x.amount.centimes] for x in operations.amounts],
            "costs": [[x.action, x.year, x.cost.centimes] for x in operations.costs],
            "ends_on": str(operations.ends_on) if operations.ends_on else None,
            "text": canonical_text(convention.convention_id, after),
        }
    )
