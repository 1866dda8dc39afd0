"""What settings may say of Kafka, and what every client of ours then does."""

from pathlib import Path
from typing import Any

import pytest
from mithaq.messaging import Kafka
from mithaq.messaging.clients import NewTopic
from mithaq.messaging.seals import SealsUnusable
from mithaq.runtime import read_settings
from mithaq.settings import Settings
from mithaq.tls import TlsUnavailable
from pydantic import ValidationError

from ..certificates import Authority

ALWAYS: dict[str, Any] = {
    "database_url": "postgresql+asyncpg://m@127.0.0.1/t",
    "token_issuer": "https://identity.test",
    "jwks_url": "https://identity.test/jwks.json",
}


def settings(**given: Any) -> Settings:
    return Settings(**ALWAYS, **given)


@pytest.fixture
def password(tmp_path: Path) -> Path:
    file = tmp_path / "password"
    file.write_text("s3cret\n")
    return file


@pytest.mark.parametrize("bootstrap", ["kafka.internal:9092", "127.0.0.1:9092,10.0.0.7:9092"])
def test_no_word_about_the_protocol_is_not_enough_for_another_machine(bootstrap: str) -> None:
    with pytest.raises(TlsUnavailable, match="MITHAQ_KAFKA_PROTOCOL is not set"):
        Kafka.of(settings(kafka_bootstrap=bootstrap))
    said = settings(kafka_bootstrap=bootstrap, kafka_protocol="PLAINTEXT")
    assert Kafka.of(said).access.protocol == "PLAINTEXT"
    assert Kafka.of(settings()).access.protocol == "PLAINTEXT"


def test_required_tls_covers_kafka(tmp_path: Path) -> None:
    own = Authority(tmp_path).pair("own", "127.0.0.1")
    secure = {
        "require_tls": True,
        "postgres_sslmode": "verify-full",
        "http_certificate": own.certificate,
        "http_key": own.key,
    }
    with pytest.raises(ValidationError, match="MITHAQ_KAFKA_PROTOCOL asks for none"):
        settings(**secure, kafka_protocol="PLAINTEXT")
    assert settings(**secure, kafka_protocol="SSL")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"kafka_protocol": "SASL_SSL"}, "MITHAQ_KAFKA_PROTOCOL needs MITHAQ_KAFKA_PASSWORD_FILE"),
        (
            {"kafka_protocol": "SASL_SSL", "kafka_mechanism": "OAUTHBEARER"},
            "MITHAQ_KAFKA_PROTOCOL needs MITHAQ_KAFKA_TOKEN_FILE",
        ),
        (
            {"kafka_user": "partners"},
            "MITHAQ_KAFKA_USER and MITHAQ_KAFKA_PASSWORD_FILE go together",
        ),
        ({"kafka_min_insync": 2}, "MITHAQ_KAFKA_MIN_INSYNC is at most"),
        ({"kafka_mechanism": "GSSAPI"}, "kafka_mechanism"),
    ],
)
def test_settings_that_do_not_fit_are_refused(given: dict[str, Any], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        settings(**given)


async def test_every_client_is_made_as_the_settings_say(tmp_path: Path, password: Path) -> None:
    authority = Authority(tmp_path)
    kafka = Kafka.of(
        settings(
            kafka_bootstrap="kafka.internal:9092",
            kafka_protocol="SASL_SSL",
            kafka_mechanism="SCRAM-SHA-256",
            kafka_user="partners",
            kafka_password_file=password,
            kafka_ca=authority.file,
            kafka_replication=3,
            kafka_min_insync=2,
            instance="partners-0",
        )
    ).named("partners.relay")
    assert kafka.topic == NewTopic(partitions=12, replication=3, min_insync=2)
    consumer, producer = kafka.consumer(), kafka.producer()
    for client in (consumer._client, producer.client, kafka.client()):
        assert client._sasl_mechanism == "SCRAM-SHA-256"
        assert (client._sasl_plain_username, client._sasl_plain_password) == ("partners", "s3cret")
        assert client._ssl_context.check_hostname
        assert client._client_id == "mithaq.partners-0.partners.relay"
    password.write_text("another")  # noqa: ASYNC240 (a test waits for nobody)
    assert kafka.client()._sasl_plain_password == "another"  # rotated while the process runs
    assert "s3cret" not in repr(kafka)
    await consumer.stop()
    await producer.stop()


async def test_a_token_is_read_again_at_each_connection(tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text("first\n")
    kafka = Kafka.of(
        settings(
            kafka_protocol="SASL_PLAINTEXT", kafka_mechanism="OAUTHBEARER", kafka_token_file=file
        )
    )
    provider = kafka.client()._sasl_oauth_token_provider
    assert await provider.token() == "first"
    file.write_text("second")
    assert await provider.token() == "second"


def test_seals_are_required_unless_said_otherwise(tmp_path: Path) -> None:
    with pytest.raises(SealsUnusable, match="MITHAQ_KAFKA_SEAL_KEY is missing"):
        Kafka.of(settings()).seals.sealer()
    with pytest.raises(SealsUnusable, match=r"has no key of ma\.mithaq\.partners"):
        Kafka.of(settings()).seals.trust("ma.mithaq.partners")
    accepted = Kafka.of(settings(kafka_seals="accepted")).seals
    assert accepted.sealer() is None
    assert not accepted.trust("ma.mithaq.partners").required


@pytest.mark.parametrize("content", ["", "{}x", '{"a": 1}', '{"a": ["zz"]}', '{"a": ["QUJD"]}'])
def test_unfit_public_keys_are_told_by_their_file(tmp_path: Path, content: str) -> None:
    file = tmp_path / "keys.json"
    file.write_text(content)
    with pytest.raises(SealsUnusable, match=r"keys\.json"):
        Kafka.of(settings(kafka_public_keys=file)).seals.trust("a")


@pytest.mark.parametrize("content", ["no key", None])
def test_an_unfit_key_for_seals_is_told_by_its_file(tmp_path: Path, content: str | None) -> None:
    """None: a key of another kind, as TLS has it."""
    key = Authority(tmp_path).pair("own").key
    if content is not None:
        key.write_text(content)
    with pytest.raises(SealsUnusable, match=r"own\.key"):
        Kafka.of(settings(kafka_seal_key=key)).seals.sealer()


def test_a_file_that_is_missing_is_told_by_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in ALWAYS.items():
        monkeypatch.setenv(f"MITHAQ_{name.upper()}", value)
    monkeypatch.setenv("MITHAQ_KAFKA_SEAL_KEY", "/nowhere/seal.pem")
    with pytest.raises(SystemExit, match=r"MITHAQ_KAFKA_SEAL_KEY \(Path does not point to a file"):
        read_settings(Settings)
