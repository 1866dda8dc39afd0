"""Who may do what on the stack's Kafka: an account for each service, and nobody else gets in.

The broker asks for SASL (SCRAM-SHA-512) and has an authorizer; what no rule allows is refused. The
accounts are made when the storage is formatted, the rules once the broker is ready. A stack whose
Kafka is `open` asks for nothing: that is for tests of other things.
"""

import asyncio
import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from mithaq_local.ports import HOST
from mithaq_local.state import State, write_private

ADMIN = "admin"
ITERATIONS = 4096
SALT_BYTES = 18
_SCRAM = "org.apache.kafka.common.security.scram.ScramLoginModule"
_PLAIN = "org.apache.kafka.common.security.plain.PlainLoginModule"
PARTNERS, CONVENTIONS, PROGRAMMING, NOTIFICATIONS, AUDIT = (
    f"ma.mithaq.{name}"
    for name in ("partners", "conventions", "programming", "notifications", "audit")
)


@dataclass(frozen=True, slots=True)
class Account:
    """A principal: the source it publishes, the topics it hears, and topics it has to itself."""

    name: str
    source: str | None = None
    hears: tuple[str, ...] = ()
    own_prefix: str | None = None


ACCOUNTS = (
    Account("partners", PARTNERS),
    Account("conventions", CONVENTIONS, (PARTNERS,)),
    Account("programming", PROGRAMMING, (CONVENTIONS, PARTNERS)),
    Account("notifications", NOTIFICATIONS, (CONVENTIONS, PARTNERS)),
    Account("audit", AUDIT, (PARTNERS, CONVENTIONS, PROGRAMMING)),
    Account("live", None, (CONVENTIONS,), own_prefix="mithaq-live-"),
    Account("demo", None, (PARTNERS, CONVENTIONS, PROGRAMMING)),
)


def password(state: State, account: str) -> str:
    return state.password(f"kafka:{account}")


def broker_settings(state: State) -> dict[str, str]:
    """What the broker asks of its clients, and how it reaches itself."""
    secret = password(state, ADMIN)
    login = f'required username="{ADMIN}" password="{secret}"'
    return {
        "listener.security.protocol.map": "CLIENTS:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT",
        "inter.broker.listener.name": "CLIENTS",
        "sasl.mechanism.inter.broker.protocol": "SCRAM-SHA-512",
        "sasl.mechanism.controller.protocol": "PLAIN",
        "listener.name.clients.sasl.enabled.mechanisms": "SCRAM-SHA-512",
        "listener.name.clients.scram-sha-512.sasl.jaas.config": f"{_SCRAM} {login};",
        "listener.name.controller.sasl.enabled.mechanisms": "PLAIN",
        "listener.name.controller.plain.sasl.jaas.config": (
            f'{_PLAIN} {login} user_{ADMIN}="{secret}";'
        ),
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": f"User:{ADMIN}",
        "allow.everyone.if.no.acl.found": "false",
    }


def format_arguments(state: State) -> list[str]:
    """Arguments of the formatter that make the accounts; they hold no password, only its proof."""
    names = (ADMIN, *(account.name for account in ACCOUNTS))
    return [word for name in names for word in ("--add-scram", _scram(name, password(state, name)))]


def _scram(name: str, secret: str) -> str:
    salt = hashlib.sha256(f"{name}:{secret}".encode()).digest()[:SALT_BYTES]
    salted = hashlib.pbkdf2_hmac("sha512", secret.encode(), salt, ITERATIONS)
    proof = f'salt="{b64encode(salt).decode()}",saltedpassword="{b64encode(salted).decode()}"'
    return f"SCRAM-SHA-512=[name={name},iterations={ITERATIONS},{proof}]"


def lay_down_rules(state: State) -> None:
    """Allow each account what the table says; what is allowed already stays so."""
    # Imported where they are needed: most commands of the stack do without a Kafka client.
    from mithaq.messaging import Kafka
    from mithaq.messaging.access import Access
    from mithaq.messaging.acls import Rule, allow, service_rules

    rules: list[Rule] = []
    for account in ACCOUNTS:
        rules += service_rules(account.name, account.source, account.hears)
        if account.own_prefix is not None:
            every = ("create", "delete", "describe", "read", "write")
            prefix = account.own_prefix
            rules.append(Rule(account.name, "topic", prefix, every, prefixed=True))
            rules.append(Rule(account.name, "group", prefix, ("read", "describe"), prefixed=True))
    access = Access(
        protocol="SASL_PLAINTEXT", user=ADMIN, password_file=password_file(state, ADMIN)
    )
    bootstrap = f"{HOST}:{state.ports['kafka']}"
    asyncio.run(allow(Kafka(bootstrap, access=access), rules))


def password_file(state: State, account: str) -> Path:
    return state.folder / "kafka" / f"{account}.password"


def seal_key_file(state: State, service: str) -> Path:
    return state.folder / "kafka" / f"{service}.seal.pem"


def public_keys_file(state: State) -> Path:
    return state.folder / "kafka" / "seal-keys.json"


def write_credentials(state: State) -> None:
    """The accounts' passwords, the services' keys for seals, and the public ones for all."""
    public: dict[str, Sequence[str]] = {}
    for name in (ADMIN, *(account.name for account in ACCOUNTS)):
        write_private(password_file(state, name), password(state, name))
    for account in ACCOUNTS:
        if account.source is not None:
            key = _seal_key(state, account.name)
            pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
            write_private(seal_key_file(state, account.name), pem.decode())
            raw = key.public_key().public_bytes_raw()
            public[account.source] = [b64encode(raw).decode()]
    write_private(public_keys_file(state), json.dumps(public, indent=2))


def _seal_key(state: State, name: str) -> Ed25519PrivateKey:
    """The same as long as the stack's state lives."""
    seed = hashlib.sha256(state.password(f"seal:{name}").encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed)


def environment(state: State, name: str) -> Mapping[str, str]:
    """A service's settings for Kafka."""
    account = next(each for each in ACCOUNTS if each.name == name)
    found = {
        "MITHAQ_KAFKA_BOOTSTRAP": f"{HOST}:{state.ports['kafka']}",
        "MITHAQ_KAFKA_PUBLIC_KEYS": str(public_keys_file(state)),
    }
    if account.source is not None:
        found["MITHAQ_KAFKA_SEAL_KEY"] = str(seal_key_file(state, name))
    if not state.open_kafka:
        found |= {
            "MITHAQ_KAFKA_PROTOCOL": "SASL_PLAINTEXT",
            "MITHAQ_KAFKA_MECHANISM": "SCRAM-SHA-512",
            "MITHAQ_KAFKA_USER": name,
            "MITHAQ_KAFKA_PASSWORD_FILE": str(password_file(state, name)),
        }
    return found
