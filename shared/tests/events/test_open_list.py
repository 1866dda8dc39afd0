"""A new value of an open list does not break consumers."""

import copy
from dataclasses import dataclass
from enum import StrEnum

import pytest
from mithaq.contracts import breaks
from mithaq.events import Catalogue, Open
from mithaq.events.open_list import member


class Role(StrEnum):
    LEAD = "lead"
    FUNDER = "funder"


class LaterRole(StrEnum):
    LEAD = "lead"
    FUNDER = "funder"
    WITNESS = "witness"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    role: Open[Role]
    roles: tuple[Open[Role], ...] = ()
    former: Open[Role] | None = None


CATALOGUE: Catalogue[Invited] = Catalogue.of("ma.mithaq.test", Invited)
SCHEMA = CATALOGUE.schemas["ma.mithaq.test.Invited.v1"]


def decoded(payload: str) -> Invited:
    return CATALOGUE.decode("Invited", 1, payload)


def test_a_known_value_is_the_member() -> None:
    event = decoded('{"role":"lead","roles":["funder"],"former":null}')
    assert event == Invited(role=Role.LEAD, roles=(Role.FUNDER,))
    assert event.role is Role.LEAD


def test_an_unknown_value_is_read_and_written_as_it_came() -> None:
    event = decoded('{"role":"witness","roles":["lead","witness"],"former":"witness"}')
    assert isinstance(event.role, Role)
    assert (event.role, event.role.value, event.role.name) == ("witness",) * 3
    assert event.role is event.roles[1]
    assert event.role not in (Role.LEAD, Role.FUNDER)
    payload = '{"former":"witness","role":"witness","roles":["lead","witness"]}'
    assert CATALOGUE.encode(event)[2] == payload


def test_an_unknown_value_is_no_member() -> None:
    unknown = member(Role, "witness")
    assert list(Role) == [Role.LEAD, Role.FUNDER]
    assert {unknown: 1}[member(Role, "witness")] == 1
    assert copy.deepcopy(unknown) is unknown
    with pytest.raises(ValueError, match="witness"):
        Role("witness")


def test_the_schema_names_examples_and_closes_nothing() -> None:
    assert SCHEMA["properties"]["role"]["examples"] == ["lead", "funder"]
    assert "enum" not in str(SCHEMA)


def test_an_additional_value_is_compatible() -> None:
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Invited:
        role: Open[LaterRole]
        roles: tuple[Open[LaterRole], ...] = ()
        former: Open[LaterRole] | None = None

    later: Catalogue[Invited] = Catalogue.of("ma.mithaq.test", Invited)
    assert not breaks(SCHEMA, later.schemas["ma.mithaq.test.Invited.v1"])
