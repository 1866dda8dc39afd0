"""Who may do what on a Kafka with an authorizer: rules, and how they are laid down.

A service writes to the topic named after its source and to those that begin with it, reads the
topics it hears, and uses groups of its own name. Whatever no rule allows is refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from aiokafka.errors import for_code
from aiokafka.protocol.admin import CreateAclsRequest, CreateAclsRequestStruct
from aiokafka.protocol.api import Request

from mithaq.messaging.clients import Kafka

_KINDS: Final = {"topic": 2, "group": 3}
_OPERATIONS: Final = {"read": 3, "write": 4, "create": 5, "delete": 6, "alter": 7, "describe": 8}
_LITERAL, _PREFIXED, _ALLOW = 3, 4, 3


@dataclass(frozen=True, slots=True)
class Rule:
    """A principal may do these operations on a topic or group; `prefixed`: on all that begin so."""

    principal: str
    kind: str
    name: str
    operations: tuple[str, ...]
    prefixed: bool = False

    def rows(self) -> list[tuple[object, ...]]:
        pattern = _PREFIXED if self.prefixed else _LITERAL
        where = (_KINDS[self.kind], self.name, pattern, f"User:{self.principal}", "*")
        return [(*where, _OPERATIONS[each], _ALLOW) for each in self.operations]


def service_rules(principal: str, source: str | None, heard: Sequence[str]) -> list[Rule]:
    """What a service does on Kafka.

    It reads its own topic too, to compare it with its log, and alters it to give it partitions.
    """
    own = ("create", "describe", "write", "read", "alter")
    rules = [Rule(principal, "topic", each, ("read", "describe")) for each in heard]
    rules.append(Rule(principal, "group", f"{principal}.", ("read", "describe"), prefixed=True))
    if source is not None:
        rules.append(Rule(principal, "topic", source, own))
        rules.append(Rule(principal, "topic", f"{source}.", own, prefixed=True))
    return rules


async def allow(kafka: Kafka, rules: Iterable[Rule]) -> None:
    """Lay the rules down; those that stand already stay. Raises KafkaError.

    `kafka` is reached as a super user.
    """
    rows = [row for rule in rules for row in rule.rows()]
    async with kafka.admin() as admin:
        answer = await admin._send_to_controller(_CreateAcls(rows))
    for code, reason in answer.creation_responses:
        if code:
            raise for_code(code)(str(reason))


class _CreateAcls(Request[CreateAclsRequestStruct]):  # type: ignore[misc]
    """aiokafka's own request is for one rule."""

    API_KEY = CreateAclsRequest.API_KEY

    def __init__(self, rows: Sequence[tuple[object, ...]]) -> None:
        self._rows = rows

    def build(self, request_struct_class: type[CreateAclsRequestStruct]) -> CreateAclsRequestStruct:
        return request_struct_class(list(self._rows))
