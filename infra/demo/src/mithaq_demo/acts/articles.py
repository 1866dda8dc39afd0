"""The articles of the demo's texts: their wording is the demo's, their content is published."""

from collections.abc import Mapping

from mithaq_demo.client import Json
from mithaq_demo.facts import Case
from mithaq_demo.pieces import MADE_UP
from mithaq_demo.plan import Plan


def articles_of(plan: Plan, facts: Case) -> list[Json]:
    """The mandatory ones, and what a plan words otherwise."""
    texts = {name: _in_french(*said) for name, said in _usual(plan, facts).items()}
    return [{"article": name, **text} for name, text in {**texts, **(plan.articles or {})}.items()]


def _usual(plan: Plan, facts: Case) -> Mapping[str, tuple[str, str]]:
    actions = " ; ".join(action.label_fr for action in facts.actions)
    followed = facts.committee or f"Comité non publié (rédaction de jeu : {MADE_UP})."
    return {
        "object": ("Objet de la convention", f"{facts.title_fr}. Actions publiées : {actions}."),
        "commitments": ("Engagements des parties", f"Rédaction de jeu ({MADE_UP})."),
        "financing": ("Coût et financement", f"Tel que publié. {facts.notes}"),
        "duration": ("Durée et entrée en vigueur", plan.days.basis),
        "governance": ("Pilotage et suivi", followed),
    }


def _in_french(heading: str, text: str) -> Json:
    return {"heading_fr": heading, "text_fr": text}
