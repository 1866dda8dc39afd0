"""The starter set is data that the office could have published itself."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import conventions.starter
import pytest
from conventions.domain.amendments.kinds import BY_KIND
from conventions.domain.core.frame import MANDATORY
from conventions.domain.core.vocabulary import AmendmentKind, Instrument
from conventions.domain.frames import commands as c
from conventions.domain.frames.sound import ensure_kind, ensure_template
from conventions.starter import starter_set
from mithaq.words.glossary import glossary

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


@pytest.mark.parametrize("code", sorted(STARTER.kinds))
def test_its_committees_put_tranches_off_and_amend_nothing_that_anybody_owes(code: str) -> None:
    kind = STARTER.kinds[code]
    assert kind.minutes_amend == (AmendmentKind.SCHEDULE,)
    assert kind.committees
    assert BY_KIND[AmendmentKind.SCHEDULE].owns == ("reschedules",)


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


def test_it_calls_things_as_the_catalogues_do() -> None:
    folder = Path(conventions.starter.__file__).parent
    pairs = [
        pair
        for path in sorted(folder.rglob("*.toml"))
        for pair in both(tomllib.loads(path.read_text(encoding="utf-8")))
    ]
    assert len(pairs) > 50
    terms = glossary()
    found = {
        french: [
            *terms.strays("fr", french),
            *terms.strays("ar", arabic),
            *terms.losses(french, "ar", arabic),
        ]
        for french, arabic in pairs
    }
    assert {french: faults for french, faults in found.items() if faults} == {}


def both(read: object) -> Iterator[tuple[str, str]]:
    """Every French text of a file with the Arabic one beside it."""
    match read:
        case dict():
            for key, value in read.items():
                if key.endswith("_fr"):
                    yield value, read[f"{key.removesuffix('_fr')}_ar"]
                else:
                    yield from both(value)
        case list():
            for part in read:
                yield from both(part)
