"""The starter set is data that the office could have published itself."""

import pytest
from conventions.domain.core.frame import MANDATORY
from conventions.domain.core.vocabulary import Instrument
from conventions.domain.frames import commands as c
from conventions.domain.frames.sound import ensure_kind, ensure_template
from conventions.starter import starter_set

from ..people import OFFICE
from .published import by, kinds, templates, withdraw

STARTER = starter_set()
LATIN = set("abcdefghijklmnopqrstuvwxyz")


@pytest.mark.parametrize("name", sorted(STARTER.templates))
def test_its_templates_are_sound_and_ask_for_what_their_instrument_does(name: str) -> None:
    template = STARTER.templates[name]
    ensure_template(template)
    assert set(MANDATORY[template.instrument]) <= set(template.mandatory())


@pytest.mark.parametrize("code", sorted(STARTER.kinds))
def test_its_kinds_are_sound_and_say_what_is_assumed(code: str) -> None:
    kind = STARTER.kinds[code]
    ensure_kind(kind)
    bases = [kind.basis]
    bases += [each.basis for each in kind.committees]
    bases += [each.basis for each in kind.visas]
    assert all("Assumption" in basis for basis in bases)


def test_there_is_a_template_for_each_instrument_and_no_clause_without_arabic() -> None:
    assert {each.instrument for each in STARTER.templates.values()} == set(Instrument)
    for template in STARTER.templates.values():
        assert "Assumption" in template.basis
        for article in template.articles:
            for clause in article.clauses:
                bare = clause.text_ar
                for parameter in clause.parameters:
                    bare = bare.replace(f"{{{parameter.parameter}}}", "")
                assert not LATIN & set(bare.lower()), clause.clause


def test_taken_over_once_it_stays_as_the_office_left_it() -> None:
    template = STARTER.templates["convention-cadre"]
    take = c.PublishTemplate(**by(OFFICE), name="financement", template=template, once=True)  # type: ignore[arg-type]
    taken = templates().when(take)
    taken.then(take)
    taken.when(withdraw()).then(take)
    kind = STARTER.kinds["indh"]
    define = c.DefineProgrammeKind(**by(OFFICE), code="medinas", kind=kind, once=True)  # type: ignore[arg-type]
    kinds().when(define).then(define)
