from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

import docker  # type: ignore[import-untyped]
import pytest
from docker.models.containers import ExecResult  # type: ignore[import-untyped]
from mithaq_local import providers
from mithaq_local.providers import Containers, LocalServers, UnknownProvider, choose
from testcontainers.core.config import ConnectionMode
from testcontainers.core.config import testcontainers_config as settings

MAPPED = "32768"


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> MagicMock:
    """A container engine that agrees to everything and remembers it."""
    engine = MagicMock(name="engine")
    engine.api.port.return_value = [{"HostPort": MAPPED}]
    engine.api.base_url = "http+docker://localhost"
    engine.containers.create.return_value.exec_run.return_value = ExecResult(0, b"")
    engine.containers.create.return_value.status = "running"
    monkeypatch.setattr(docker, "from_env", lambda **_: engine)
    monkeypatch.setattr(settings, "_ryuk_disabled", True)
    monkeypatch.setattr(settings, "tc_host_override", "127.0.0.1")
    monkeypatch.setattr(settings, "connection_mode_override", ConnectionMode.docker_host)
    monkeypatch.setattr(providers, "kafka_ready", lambda *_: True)
    return engine


def created(engine: MagicMock) -> tuple[str, dict[str, Any]]:
    call = engine.containers.create.call_args
    return call.args[0], call.kwargs


def test_postgres_in_a_container_is_of_the_same_version_and_tuned_alike(engine: MagicMock) -> None:
    with Containers().postgres() as address:
        image, options = created(engine)
    assert image == "postgres:18"
    assert "synchronous_commit=on" in options["command"]
    password = options["environment"]["POSTGRES_PASSWORD"]
    assert address == f"postgresql+asyncpg://mithaq:{password}@127.0.0.1:{MAPPED}"
    engine.containers.create.return_value.remove.assert_called_once()


def test_kafka_in_a_container_is_reached_where_it_says_it_is(engine: MagicMock) -> None:
    with Containers().kafka() as bootstrap:
        image, options = created(engine)
    host, _, port = bootstrap.partition(":")
    environment = options["environment"]
    assert image == "apache/kafka:4.4.0"
    assert environment["KAFKA_ADVERTISED_LISTENERS"] == f"CLIENTS://{host}:{port}"
    assert "CLIENTS:PLAINTEXT" in environment["KAFKA_LISTENER_SECURITY_PROTOCOL_MAP"]
    assert environment["KAFKA_PROCESS_ROLES"] == "broker,controller"
    assert options["ports"] == {port: int(port)}
    engine.containers.create.return_value.remove.assert_called_once()


def test_docker_is_chosen_where_an_engine_answers(engine: MagicMock, tmp_path: Path) -> None:
    assert isinstance(choose(tmp_path, {}), Containers)


def test_without_an_engine_the_local_stack_is_chosen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/nobody-listens")
    assert isinstance(choose(tmp_path, {}), LocalServers)


@pytest.mark.parametrize(("name", "kind"), [("docker", Containers), ("local", LocalServers)])
def test_the_variable_decides(tmp_path: Path, name: str, kind: type) -> None:
    assert isinstance(choose(tmp_path, {"MITHAQ_TEST_PROVIDER": name}), kind)


def test_an_unknown_provider_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownProvider, match="docker, local or auto"):
        choose(tmp_path, {"MITHAQ_TEST_PROVIDER": "podman"})
