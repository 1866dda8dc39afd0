"""Topics derived from logs have the schemas that were published."""

import json

from jsonschema import Draft202012Validator

from tests.contract.topics import documents


def test_the_schemas_of_derived_topics_are_those_published() -> None:
    """`make contracts` writes them."""
    assert {file: file.read_text() for file in documents()} == documents()


def test_nothing_personal_is_in_them() -> None:
    text = "".join(documents().values())
    for word in ("email", "subject", "representative", "actor", "first_name"):
        assert f'"{word}"' not in text


def test_they_are_schemas() -> None:
    for text in documents().values():
        Draft202012Validator.check_schema(json.loads(text))
