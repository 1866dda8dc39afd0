"""The command line and the environment of a process."""

from uuid import UUID

import pytest
from mithaq.ids import derive, new_id
from mithaq.runtime import Role
from mithaq.runtime.service import parse_role
from mithaq.settings import Settings
from pydantic import ValidationError

CAUSE = UUID("0199b1c4-6a7e-7f0a-9d3e-2f6f3c1b7a55")


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("MITHAQ_DATABASE_URL", "postgresql+asyncpg://mithaq:s3cret@db/things")
    monkeypatch.setenv("MITHAQ_TOKEN_ISSUER", "https://identity.test")
    monkeypatch.setenv("MITHAQ_JWKS_URL", "file:///etc/mithaq/jwks.json")
    return monkeypatch


@pytest.mark.parametrize("role", ["api", "worker", "all"])
def test_the_role_comes_from_the_command_line(role: str) -> None:
    assert parse_role("things", [role]) == Role(role)


@pytest.mark.parametrize("arguments", [[], ["both"], ["api", "worker"]])
def test_any_other_command_line_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        parse_role("things", arguments)


def test_roles_select_api_and_workers() -> None:
    assert [(role.serves_http, role.runs_workers) for role in Role] == [
        (True, False),
        (False, True),
        (True, True),
    ]


def test_settings_come_from_the_environment(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("MITHAQ_HTTP_PORT", "8101")
    environment.setenv("MITHAQ_PARTNERS_URL", "http://partners:8000")
    settings = Settings()
    assert settings.http_port == 8101
    assert str(settings.partners_url) == "http://partners:8000/"
    assert settings.conventions_url is None


def test_settings_do_not_show_their_secrets(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("MITHAQ_KEYS_DATABASE_URL", "postgresql+asyncpg://mithaq:s3cret@db/keys")
    assert "s3cret" not in repr(Settings())


def test_settings_do_not_change(environment: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValidationError):
        Settings().http_port = 1  # type: ignore[misc]


@pytest.mark.parametrize("name", ["DATABASE_URL", "TOKEN_ISSUER", "JWKS_URL"])
def test_settings_that_must_be_set_have_no_default(
    environment: pytest.MonkeyPatch, name: str
) -> None:
    environment.delenv(f"MITHAQ_{name}")
    with pytest.raises(ValidationError, match=name.lower()):
        Settings()


def test_new_ids_rise() -> None:
    ids = [new_id() for _ in range(1_000)]
    assert ids == sorted(ids)
    assert {each.version for each in ids} == {7}


def test_derived_ids_repeat() -> None:
    assert derive(CAUSE, "tranche") == derive(CAUSE, "tranche")
    assert derive(CAUSE, "tranche") != derive(CAUSE, "reminder")
    assert derive(CAUSE, "tranche") == UUID("35d75724-9903-5a4e-8f84-214df6ed19c9")
