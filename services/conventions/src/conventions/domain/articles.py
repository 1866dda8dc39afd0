"""The articles a convention is expected to have, by instrument."""

from dataclasses import dataclass

from conventions.domain.rules.terms import ArticleMissing
from conventions.domain.state import Terms
from conventions.domain.vocabulary import Instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateArticle:
    article: str
    heading_fr: str
    heading_ar: str
    mandatory: bool


def _article(article: str, fr: str, ar: str, *, mandatory: bool = False) -> TemplateArticle:
    return TemplateArticle(article=article, heading_fr=fr, heading_ar=ar, mandatory=mandatory)


_COMMON = (
    _article("object", "Objet de la convention", "موضوع الاتفاقية", mandatory=True),
    _article("commitments", "Engagements des parties", "التزامات الأطراف", mandatory=True),
    _article("duration", "Durée et entrée en vigueur", "المدة والدخول حيز التنفيذ", mandatory=True),
    _article("governance", "Pilotage et suivi", "القيادة والتتبع"),
    _article("amendment", "Avenants", "الملاحق التعديلية"),
    _article("termination", "Résiliation", "الفسخ"),
    _article("disputes", "Règlement des différends", "تسوية النزاعات"),
)
_FINANCING = _article("financing", "Coût et financement", "الكلفة والتمويل", mandatory=True)

TEMPLATES: dict[Instrument, tuple[TemplateArticle, ...]] = {
    Instrument.FRAMEWORK: _COMMON,
    Instrument.FINANCING: (*_COMMON[:2], _FINANCING, *_COMMON[2:]),
}


def ensure_mandatory_articles(terms: Terms) -> None:
    missing = [
        template.article
        for template in TEMPLATES[terms.instrument]
        if template.mandatory and template.article not in terms.articles
    ]
    if missing:
        raise ArticleMissing(articles=", ".join(missing))
