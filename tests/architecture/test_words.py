"""Texts are in catalogues only, complete in every language."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mithaq.http import create_app
from mithaq.http.findings import SAYINGS
from mithaq.settings import Settings
from mithaq.words import texts_of
from mithaq.words.checking import findings
from mithaq.words.extract import needs_of
from mithaq.words.files import files_of, languages_of
from mithaq.words.message import Message

ROOT = Path(__file__).parents[2]
SERVICES = ("partners", "conventions", "programming", "notifications", "audit")
ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3]")


def sources() -> Iterator[Path]:
    for folder in (ROOT / "shared" / "src", *(ROOT / "services").glob("*/src")):
        yield from folder.rglob("*.py")


@pytest.mark.parametrize("package", ["mithaq", *SERVICES])
def test_every_id_of_the_code_has_good_words_in_every_language(package: str) -> None:
    assert findings(package) == []


# As many as pick each of the six forms of Arabic, at both ends of each.
COUNTS = (0, 1, 2, 3, 10, 11, 99, 100, 101)
ARABIC_FORMS = (0, 1, 2, 3, 3, 4, 4, 5, 5)
FRENCH_FORMS = (0, 0, 1, 1, 1, 1, 1, 1, 1)


def counted(language: str) -> Iterator[tuple[str, Message]]:
    for package in ("mithaq", *SERVICES):
        for file in files_of(package):
            for message_id, message in file.messages():
                if file.language == language and len(message.forms) > 1:
                    yield message_id, message


def test_each_count_picks_its_form_of_arabic_and_of_french() -> None:
    for language, expected in (("ar", ARABIC_FORMS), ("fr", FRENCH_FORMS)):
        messages = dict(counted(language))
        assert len(messages) >= len(COUNTS)
        for message_id, message in messages.items():
            picked = [message.form({message.counted or "": count}) for count in COUNTS]
            assert picked == [message.forms[place] for place in expected], message_id


def test_arabic_counts_one_and_two_in_words_and_more_in_figures() -> None:
    """One and two have no figure, and what is counted is spelt otherwise from 3 and from 11 on."""
    for message_id, message in counted("ar"):
        if message_id == "clause.months":  # an article's text is read with the figure it was given
            continue
        figure = f"{{{message.counted}:count}}"
        _none, one, two, few, many, _more = message.forms
        assert [figure in form for form in (one, two)] == [False, False], message_id
        assert all(figure in form for form in message.forms[3:]), message_id
        assert len({one, two, few, many}) == 4, message_id


def test_no_arabic_letter_is_in_a_module() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in sources()
        if ARABIC.search(path.read_text(encoding="utf-8"))
    }
    assert not found


def test_the_three_languages_are_there() -> None:
    assert {"ar", "en", "fr"} <= set(languages_of("mithaq"))


@pytest.mark.parametrize("service", SERVICES)
def test_each_closed_list_is_recognised_by_its_codes(service: str) -> None:
    """So a refusal can name the accepted values."""
    kinds = texts_of(service).kinds
    for kind, codes in kinds.items():
        assert texts_of(service).kind_of(sorted(codes)) == kind


def test_what_pydantic_finds_is_said_in_words() -> None:
    assert set(SAYINGS.values()) <= needs_of("mithaq").keys()


@pytest.mark.parametrize("service", SERVICES)
def test_every_closed_list_of_an_api_has_words(service: str) -> None:
    """What a body or a parameter accepts is told by its names when something else was sent."""
    described = importlib.import_module(f"{service}.bootstrap").SERVICE
    settings = Settings(
        database_url="postgresql+asyncpg://nowhere",
        token_issuer="nobody",
        jwks_url="http://nowhere",
    )
    texts = texts_of(service)
    app = create_app(
        service=service, title=service, routers=described.routers, texts=texts, settings=settings
    )
    lists = list(closed_lists(app.openapi()))
    assert lists
    assert [codes for codes in lists if texts.kind_of(codes) is None] == []


def closed_lists(schema: object) -> Iterator[list[str]]:
    match schema:
        case {"enum": list(codes)}:
            yield [str(code) for code in codes]
        case dict():
            for part in schema.values():
                yield from closed_lists(part)
        case list():
            for part in schema:
                yield from closed_lists(part)
