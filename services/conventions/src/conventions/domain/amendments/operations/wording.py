"""Write, rewrite or strike an article; those that the text must have stay.

What the template words by its clauses alone is not worded otherwise by an amendment either.
"""

from dataclasses import replace

from conventions.domain.amendments.operations.operation import Operation, Setting
from conventions.domain.core import rules as core
from conventions.domain.core.amendment import Operations
from conventions.domain.core.limits import PartsTooMany, TextTooLong, ensure_articles_fit
from conventions.domain.core.terms import Terms
from conventions.domain.drafting.articles import WORDING_RULES, ensure_wording
from conventions.domain.drafting.rules import ensure_readable
from conventions.domain.negotiation.rules import ArticleUnknown


def _written(setting: Setting) -> None:
    known = setting.convention.terms.articles
    for name in setting.operations.struck_articles:
        if name not in known:
            raise ArticleUnknown(article=name)
    for article in setting.operations.articles:
        ensure_readable(article)
        ensure_wording(setting.convention.framed(), setting.after, article)
    if setting.operations.articles:
        ensure_articles_fit(setting.after)


def _apply(terms: Terms, operations: Operations) -> Terms:
    written, struck = operations.articles, operations.struck_articles
    if not (written or struck):
        return terms
    left = {k: v for k, v in terms.articles.items() if k not in struck}
    return replace(terms, articles={**left, **{each.article: each for each in written}})


WORDING = Operation(
    fields=("articles", "struck_articles"),
    written=_written,
    apply=_apply,
    writing_rules=(
        ArticleUnknown,
        core.TextBlank,
        PartsTooMany,
        TextTooLong,
        *WORDING_RULES,
    ),
)
