"""A template: the articles that a text of an instrument is made of, in French and in Arabic.

A clause is a text with places to fill: `{advance}`, each of one kind and there in both languages.
"""

from dataclasses import dataclass
from enum import StrEnum

from mithaq.events import Open

from conventions.domain.core.vocabulary import Instrument


class ParameterKind(StrEnum):
    """What is written into the place: an organisation is one of the parties, by its name."""

    AMOUNT = "amount"
    DATE = "date"
    PERCENT = "percent"
    MONTHS = "months"
    TEXT = "text"
    ORGANISATION = "organisation"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the wordings that may be chosen."""

    choice: str
    text_fr: str
    text_ar: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A place to fill. `choices` are there for the kind `choice` alone."""

    parameter: str
    kind: Open[ParameterKind]
    label_fr: str
    label_ar: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A wording of an article; each of its parameters stands in both languages."""

    clause: str
    text_fr: str
    text_ar: str
    parameters: tuple[Parameter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateArticle:
    """An article and its wordings to choose from; `free`: it may be worded otherwise."""

    article: str
    heading_fr: str
    heading_ar: str
    mandatory: bool = False
    free: bool = True
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The articles in their order; `basis` says where the wording comes from."""

    instrument: Open[Instrument]
    title_fr: str
    title_ar: str
    basis: str
    articles: tuple[TemplateArticle, ...]

    def mandatory(self) -> tuple[str, ...]:
        return tuple(each.article for each in self.articles if each.mandatory)

    def not_free(self) -> tuple[str, ...]:
        """The articles that are worded by a clause alone."""
        return tuple(each.article for each in self.articles if not each.free)

    def article(self, name: str) -> TemplateArticle | None:
        return next((each for each in self.articles if each.article == name), None)
