"""The canonical text: what is frozen, signed and compared."""

from collections.abc import Mapping
from uuid import UUID

from mithaq.canonical import digest

from conventions.domain.core.convention import Convention
from conventions.domain.core.remembering import of_the_same
from conventions.domain.core.terms import (
    Action,
    Article,
    Contribution,
    Outline,
    Party,
    ReleaseTerms,
    Share,
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
        **_belonging(outline),
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
        **_shares(terms),
        **_conditions(terms),
        **_obligations(terms),
        **_committees(terms),
        **_departed(terms),
    }


def _conditions(terms: Terms) -> Json:
    """Only where there are some: a text without stays as it was."""
    written = [
        {
            "condition": each.condition,
            "label_fr": each.label_fr,
            "label_ar": each.label_ar,
            "approval": each.approval,
            "organisation_id": str(each.organisation_id) if each.organisation_id else None,
            "decide_by": str(each.decide_by),
        }
        for _, each in sorted(terms.conditions.items())
    ]
    return {"conditions": written} if written else {}


def _obligations(terms: Terms) -> Json:
    """Only where there are some: a text without stays as it was."""
    written = [
        {
            "obligation": each.obligation,
            "kind": str(each.kind),
            "owner": str(each.owner),
            "beneficiary": str(each.beneficiary) if each.beneficiary else None,
            "due": {
                "kind": str(each.due.kind),
                "day": str(each.due.day) if each.due.day else None,
                "months": each.due.months,
                "days": each.due.days,
                "grace_days": each.due.grace_days,
            },
            "evidence": sorted(each.evidence),
            "subject_fr": each.subject_fr,
            "subject_ar": each.subject_ar,
        }
        for _, each in sorted(terms.obligations.items())
    ]
    return {"obligations": written} if written else {}


def _committees(terms: Terms) -> Json:
    """Only where there are some: a text without stays as it was."""
    written = [
        {
            "committee": each.committee,
            "kind": str(each.kind),
            "subject_fr": each.subject_fr,
            "subject_ar": each.subject_ar,
            "members": sorted(map(str, each.members)),
            "chair": str(each.chair),
            "every_months": each.every_months,
            "notice_days": each.notice_days,
            "quorum_percent": each.quorum_percent,
        }
        for _, each in sorted(terms.committees.items())
    ]
    return {"committees": written} if written else {}


def _belonging(outline: Outline) -> Json:
    """Kind, framework and template stand there if they were named: digests signed without hold."""
    template, framework = outline.template, outline.framework_id
    named: Json = {
        "programme_kind": outline.programme_kind,
        "framework_id": None if framework is None else str(framework),
        "template": None
        if template is None
        else {"name": template.name, "version": template.version},
    }
    return {name: each for name, each in named.items() if each is not None}


def _departed(terms: Terms) -> Json:
    """Only where somebody left: a text that nobody left stays as it was."""
    if not terms.departed:
        return {}
    left = sorted(terms.departed.items(), key=lambda each: str(each[0]))
    return {"departed": [_party(party) for _, party in left]}


def _article(article: Article) -> Json:
    """What came later is there if it was written: digests signed without it hold."""
    heading = {"heading_ar": article.heading_ar} if article.heading_ar is not None else {}
    concerns = {"concerns": sorted(map(str, article.concerns))} if article.concerns else {}
    annex = {"annex": True} if article.annex else {}
    return {
        "article": article.article,
        "heading_fr": article.heading_fr,
        **heading,
        "text_fr": article.text_fr,
        "text_ar": article.text_ar,
        **concerns,
        **annex,
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
        "cost_centimes": None if action.cost is None else action.cost.centimes,
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


def _shares(terms: Terms) -> Json:
    """Only where there are some: a text without stays as it was."""
    written: Json = {}
    if terms.shares:
        written["shares"] = [_share(share) for _, share in sorted(terms.shares.items())]
    if terms.split_by is not None:
        written["split_by"] = str(terms.split_by)
    return written


def _share(share: Share) -> Json:
    return {
        "share": share.share,
        "organisation_id": str(share.organisation_id),
        "action": share.action,
        "year": share.year,
        "kind": str(share.kind),
        "amount_centimes": share.amount.centimes,
    }


def _release(release: ReleaseTerms | None) -> Json:
    """Only where the text asks for something: a text without stays as it was."""
    if release is None:
        return {}
    committees = {"committees": sorted(release.committees)} if release.committees else {}
    return {
        "release": {
            "justified_before": release.justified_before,
            "progress_at_least": release.progress_at_least,
            "documents": sorted(release.documents),
            **committees,
        }
    }


def text_sha256(convention: Convention) -> str:
    return terms_sha256(convention.convention_id, convention.terms)


@of_the_same
def terms_sha256(convention_id: UUID, terms: Terms) -> str:
    return digest(canonical_text(convention_id, terms))


def french_sha256(terms: Terms) -> str:
    """Of what is read in French: title, articles, labels of actions and conditions, subjects."""
    articles = [[a.article, a.heading_fr, a.text_fr] for _, a in sorted(terms.articles.items())]
    actions = [[a.action, a.label_fr] for _, a in sorted(terms.actions.items())]
    labels = {name: each.label_fr for name, each in sorted(terms.conditions.items())}
    subjects = {name: each.subject_fr for name, each in sorted(terms.committees.items())}
    owed = {name: each.subject_fr for name, each in sorted(terms.obligations.items())}
    read = {"title": terms.outline.title_fr, "articles": articles, "actions": actions}
    return digest(
        {
            **read,
            **_named("conditions", labels),
            **_named("committees", subjects),
            **_named("obligations", owed),
        }
    )


def arabic_sha256(terms: Terms) -> str | None:
    """Of what is read in Arabic; None as long as the title or an article lacks its Arabic."""
    written = [article for _, article in sorted(terms.articles.items())]
    if terms.outline.title_ar is None or any(article.text_ar is None for article in written):
        return None
    articles = [_in_arabic(article) for article in written]
    actions = [[a.action, a.label_ar] for _, a in sorted(terms.actions.items())]
    labels = {name: each.label_ar for name, each in sorted(terms.conditions.items())}
    subjects = {name: each.subject_ar for name, each in sorted(terms.committees.items())}
    owed = {name: each.subject_ar for name, each in sorted(terms.obligations.items())}
    read = {"title": terms.outline.title_ar, "articles": articles, "actions": actions}
    return digest(
        {
            **read,
            **_named("conditions", labels),
            **_named("committees", subjects),
            **_named("obligations", owed),
        }
    )


def _named(part: str, words: Mapping[str, str | None]) -> Json:
    """Only where there are some: digests signed without hold."""
    return {part: words} if words else {}


def _in_arabic(article: Article) -> list[str | None]:
    heading = [article.heading_ar] if article.heading_ar is not None else []
    return [article.article, *heading, article.text_ar]
