from configparser import RawConfigParser
from pathlib import Path

import pytest
from mithaq_local.configuration import render
from mithaq_local.programs import Program
from mithaq_local.state import StackPaths
from supervisor.datatypes import dict_of_key_value_pairs

AWKWARD = {
    "PLAIN": "127.0.0.1:9092",
    "COMMAS": "a,b=c",
    "PERCENT": "50%d",
    "HASH": "a#b;c",
    "QUOTE": "il l'a dit",
    "DOUBLE": 'say "so" twice',
    "SPACES": "two words",
}


def program(**options: object) -> Program:
    values: dict[str, object] = {"name": "mail", "command": ("true",), "ready": lambda: True}
    return Program(**(values | options))  # type: ignore[arg-type]


def section(paths: StackPaths, one: Program) -> dict[str, str]:
    parser = RawConfigParser()
    parser.read_string(render(paths, {one.name: one}))
    return dict(parser[f"program:{one.name}"])


@pytest.fixture
def paths(tmp_path: Path) -> StackPaths:
    return StackPaths(tmp_path)


def test_a_process_is_given_its_environment_as_it_was_said(paths: StackPaths) -> None:
    text = section(paths, program(environment=AWKWARD))["environment"]
    read = dict_of_key_value_pairs(text % {})  # as the supervisor reads it
    assert read == AWKWARD | {"MITHAQ_STACK": str(paths.folder)}


def test_a_program_restarts_but_does_not_start_by_itself(paths: StackPaths) -> None:
    options = section(paths, program())
    assert (options["autostart"], options["autorestart"]) == ("false", "true")


def test_only_a_program_with_an_account_changes_its_user(paths: StackPaths) -> None:
    assert "user" not in section(paths, program())
    assert section(paths, program(account="nobody"))["user"] == "nobody"


def test_the_same_programs_give_the_same_text(paths: StackPaths) -> None:
    assert render(paths, {"mail": program()}) == render(paths, {"mail": program()})
