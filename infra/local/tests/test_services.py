from pathlib import Path

import pytest
from mithaq_local import catalogue, services
from mithaq_local.errors import PackageMissing
from mithaq_local.services import SERVICES
from mithaq_local.state import State

PROMISED = {
    "MITHAQ_DATABASE_URL",
    "MITHAQ_KAFKA_BOOTSTRAP",
    "MITHAQ_HTTP_HOST",
    "MITHAQ_HTTP_PORT",
    "MITHAQ_PROBE_HOST",
    "MITHAQ_PROBE_PORT",
    "MITHAQ_TOKEN_ISSUER",
    "MITHAQ_TOKEN_AUDIENCE",
    "MITHAQ_JWKS_URL",
    "MITHAQ_LOG_FORMAT",
    "MITHAQ_SMTP_HOST",
    "MITHAQ_SMTP_PORT",
    "MITHAQ_STATE_DIR",
    "MITHAQ_PARTNERS_URL",
    "MITHAQ_CONVENTIONS_URL",
    "MITHAQ_PROGRAMMING_URL",
    "MITHAQ_NOTIFICATIONS_URL",
    "MITHAQ_AUDIT_URL",
    "MITHAQ_LIVE_URL",
    "MITHAQ_INSTANCE",
    "MITHAQ_KAFKA_PROTOCOL",
    "MITHAQ_KAFKA_MECHANISM",
    "MITHAQ_KAFKA_USER",
    "MITHAQ_KAFKA_PASSWORD_FILE",
    "MITHAQ_KAFKA_PUBLIC_KEYS",
}


@pytest.fixture
def state(tmp_path: Path) -> State:
    ports = {name: 20_000 + number for number, name in enumerate(catalogue.PORTS)}
    return State(tmp_path, "secret", ports)


def test_a_service_is_told_all_it_was_promised_and_no_more(state: State) -> None:
    for service in SERVICES:
        keys = {"MITHAQ_KEYS_DATABASE_URL"} if service.keys else set()
        # Whoever publishes nothing has nothing to seal.
        seal = {"MITHAQ_KAFKA_SEAL_KEY"} if service.argument == "all" else set()
        assert set(services.environment(state, service)) == PROMISED | keys | seal


def test_the_issuer_that_a_service_trusts_is_the_one_that_runs(state: State) -> None:
    environment = services.environment(state, SERVICES[0])
    issuer = catalogue.catalogue(state)["issuer"]
    assert environment["MITHAQ_TOKEN_ISSUER"] == issuer.environment["MITHAQ_TOKEN_ISSUER"]
    assert environment["MITHAQ_JWKS_URL"].startswith(environment["MITHAQ_TOKEN_ISSUER"])


def test_the_live_views_share_the_database_of_their_service(state: State) -> None:
    by_name = {one.name: services.environment(state, one) for one in SERVICES}
    live, programming = by_name["live"], by_name["programming"]
    assert live["MITHAQ_DATABASE_URL"] == programming["MITHAQ_DATABASE_URL"]
    assert live["MITHAQ_HTTP_PORT"] != programming["MITHAQ_HTTP_PORT"]


def test_every_service_enters_its_database_as_its_own_role(state: State) -> None:
    environments = [services.environment(state, one) for one in SERVICES]
    addresses = {
        value for one in environments for name, value in one.items() if "DATABASE_URL" in name
    }
    users = {address.partition("://")[2].partition(":")[0] for address in addresses}
    assert users == set(services.DATABASES)


def test_no_two_processes_share_a_port(state: State) -> None:
    assert len(set(state.ports.values())) == len(catalogue.PORTS)
    assert set(catalogue.catalogue(state)) == set(catalogue.NAMES)


def test_a_service_that_is_not_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "find_spec", lambda name: name != "audit" or None)
    services.require_installed(["partners"])
    with pytest.raises(PackageMissing, match=r"audit.*--only postgres,kafka"):
        services.require_installed(["partners", "audit"])


def test_addresses_name_every_part(state: State) -> None:
    addresses = catalogue.addresses(state)
    assert {"postgres", "kafka", "smtp", "mail", "issuer", "live"} <= set(addresses)
    assert addresses["kafka"] == f"127.0.0.1:{state.ports['kafka']}"
