"""What settings may say of TLS, and what ends a process that was told what cannot be had."""

from pathlib import Path

import pytest
from mithaq.runtime import doors, read_settings, told
from mithaq.settings import Settings
from mithaq.tls import TlsUnavailable
from pydantic import ValidationError

from ..certificates import Authority

SECURE = {
    "token_issuer": "https://identity.test",
    "jwks_url": "https://identity.test/jwks.json",
    "partners_url": "https://partners.test",
    "postgres_sslmode": "verify-full",
    "kafka_protocol": "SSL",
}


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("MITHAQ_DATABASE_URL", "postgresql+asyncpg://mithaq:s3cret@127.0.0.1/things")
    monkeypatch.setenv("MITHAQ_TOKEN_ISSUER", "https://identity.test")
    monkeypatch.setenv("MITHAQ_JWKS_URL", "file:///etc/mithaq/jwks.json")
    return monkeypatch


@pytest.mark.parametrize(
    "name",
    [
        "POSTGRES_CA",
        "POSTGRES_CERTIFICATE",
        "POSTGRES_KEY",
        "TLS_CA",
        "TLS_CERTIFICATE",
        "TLS_KEY",
        "HTTP_CERTIFICATE",
        "HTTP_KEY",
        "REVOCATIONS_FILE",
    ],
)
def test_a_file_that_is_missing_is_told_by_its_variable(
    environment: pytest.MonkeyPatch, name: str
) -> None:
    environment.setenv(f"MITHAQ_{name}", "/nowhere/at/all.pem")
    with pytest.raises(SystemExit, match=rf"MITHAQ_{name} \(Path does not point to a file\)"):
        read_settings(Settings)


@pytest.mark.parametrize("url", ["db.internal", "10.0.0.7", "[2001:db8::7]", "db:5432"])
@pytest.mark.parametrize("variable", ["DATABASE_URL", "KEYS_DATABASE_URL"])
def test_no_word_about_tls_is_not_enough_for_another_machine(
    environment: pytest.MonkeyPatch, url: str, variable: str
) -> None:
    environment.setenv(f"MITHAQ_{variable}", f"postgresql+asyncpg://mithaq:s3cret@{url}/things")
    with pytest.raises(TlsUnavailable, match="MITHAQ_POSTGRES_SSLMODE is not set") as refused:
        Settings().database_tls()
    assert "s3cret" not in str(refused.value)
    environment.setenv("MITHAQ_POSTGRES_SSLMODE", "disable")
    assert Settings().database_tls().context() is False


@pytest.mark.parametrize(
    "url",
    ["mithaq:x@127.0.0.1/t", "mithaq:x@[::1]:5432/t", "mithaq:x@localhost/t", "/t?host=/run/pg"],
)
def test_on_this_machine_it_is(environment: pytest.MonkeyPatch, url: str) -> None:
    environment.setenv("MITHAQ_DATABASE_URL", f"postgresql+asyncpg://{url}")
    assert Settings().database_tls().context() is False


def test_tls_that_was_asked_for_is_used_on_this_machine_too(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    authority = Authority(tmp_path)
    environment.setenv("MITHAQ_POSTGRES_SSLMODE", "verify-full")
    environment.setenv("MITHAQ_POSTGRES_CA", str(authority.file))
    assert Settings().database_tls().context()


@pytest.mark.parametrize("mode", ["", "disable", "require", "prefer", "allow"])
def test_an_authority_that_would_not_be_asked_is_refused(
    environment: pytest.MonkeyPatch, tmp_path: Path, mode: str
) -> None:
    environment.setenv("MITHAQ_POSTGRES_CA", str(Authority(tmp_path).file))
    if mode:
        environment.setenv("MITHAQ_POSTGRES_SSLMODE", mode)
    with pytest.raises(SystemExit, match="MITHAQ_POSTGRES_SSLMODE"):
        read_settings(Settings)


@pytest.mark.parametrize("pair", ["POSTGRES", "TLS", "HTTP"])
@pytest.mark.parametrize("half", ["CERTIFICATE", "KEY"])
def test_a_certificate_and_its_key_go_together(
    environment: pytest.MonkeyPatch, tmp_path: Path, pair: str, half: str
) -> None:
    environment.setenv(f"MITHAQ_{pair}_{half}", str(Authority(tmp_path).file))
    with pytest.raises(SystemExit, match=f"MITHAQ_{pair}_CERTIFICATE and MITHAQ_{pair}_KEY go"):
        read_settings(Settings)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("token_issuer", "http://identity.test", "MITHAQ_TOKEN_ISSUER is http"),
        ("jwks_url", "http://identity.test/jwks.json", "MITHAQ_JWKS_URL is http"),
        ("partners_url", "http://partners.test", "MITHAQ_PARTNERS_URL is http"),
        ("live_url", "http://live.test", "MITHAQ_LIVE_URL is http"),
        ("postgres_sslmode", "disable", "MITHAQ_POSTGRES_SSLMODE asks for none"),
        ("kafka_protocol", "SASL_PLAINTEXT", "MITHAQ_KAFKA_PROTOCOL asks for none"),
        ("http_certificate", None, "MITHAQ_HTTP_CERTIFICATE is missing"),
    ],
)
def test_required_tls_leaves_nothing_in_clear(
    tmp_path: Path, name: str, value: str | None, told: str
) -> None:
    own = Authority(tmp_path).pair("own", "127.0.0.1")
    serving = {"http_certificate": str(own.certificate), "http_key": str(own.key)}
    given = {"database_url": "postgresql+asyncpg://m@127.0.0.1/t", **SECURE, **serving}
    assert Settings(require_tls=True, **given)  # type: ignore[arg-type]
    given[name] = value  # type: ignore[assignment]
    if name == "kafka_protocol":
        own.key.with_suffix(".password").write_text("s3cret")
        given |= {"kafka_user": "m", "kafka_password_file": str(own.key.with_suffix(".password"))}
    if name == "http_certificate":
        given.pop("http_key")
    with pytest.raises(ValidationError, match=told):
        Settings(require_tls=True, **given)  # type: ignore[arg-type]


def test_a_process_told_what_cannot_be_had_says_so_in_one_line(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "own.pem"
    file.write_text("no certificate")
    environment.setenv("MITHAQ_HTTP_CERTIFICATE", str(file))
    environment.setenv("MITHAQ_HTTP_KEY", str(file))
    with (
        pytest.raises(SystemExit, match=r"This process does not start: .*own\.pem") as ended,
        told(),
    ):
        doors(Settings(), object(), None)  # type: ignore[arg-type]
    assert "\n" not in str(ended.value)
