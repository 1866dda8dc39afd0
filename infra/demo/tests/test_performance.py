"""The whole play on a stack that accepts everything: what is sent, and always the same."""

import re
from collections.abc import Mapping

import httpx
from mithaq_demo.client import Client
from mithaq_demo.performance import Played, perform
from mithaq_demo.plan import Plan
from mithaq_demo.plays import PLANS
from mithaq_demo.script import Script

from .stage import EVERYWHERE, Stage


class Silent:
    def enrolled(self, organisations: int) -> None: ...

    def told(self, plan: Plan) -> None: ...

    def programmed(self, plan: Plan) -> None: ...


async def performed(steps: list[str]) -> tuple[Stage, Script, Played]:
    stage = Stage()
    client = Client(EVERYWHERE, transport=httpx.MockTransport(stage.answer))

    async def on_step(key: str, _number: int) -> None:
        steps.append(key)

    script = Script(client, on_step)
    played = await perform(script, Silent())
    await client.close()
    return stage, script, played


async def test_every_command_has_a_key_of_its_own_that_a_service_takes() -> None:
    steps: list[str] = []
    stage, script, _ = await performed(steps)
    assert len(steps) == len(set(steps)) == len(stage.sent) == script.steps
    assert all(re.fullmatch(r"[\x21-\x7e]{1,200}", key) for key in steps)


async def test_two_plays_send_the_same_under_the_same_keys() -> None:
    """What makes a repeat, after a crash or on another day, answer the first results."""
    (first, *_), (second, *_) = await performed([]), await performed([])
    assert first.sent == second.sent


async def test_every_case_becomes_a_convention_of_its_own() -> None:
    _, _, played = await performed([])
    conventions: Mapping[str, str] = played.conventions
    assert conventions.keys() == {plan.key for plan in PLANS}
    assert len(set(conventions.values())) == len(PLANS)


async def test_amounts_that_no_source_gives_are_sent_with_their_basis() -> None:
    stage, *_ = await performed([])
    planned = [body for _, path, body in stage.sent.values() if "/tranches/T-" in path]
    assert planned
    for method, path, body in stage.sent.values():
        if method == "PUT" and re.search("/(tranches|actions|contributions)/", path):
            assert b'"basis":"' in body, path


async def test_attempts_name_the_rules_that_must_refuse_them() -> None:
    _, script, _ = await performed([])
    rules = {refusal.rule for refusal in script.refusals}
    assert rules == {
        "text-stale",
        "out-of-turn",
        "mandate-expired",
        "mandate-of-another-person",
        "overpayment",
        "duties-not-separated",
        "idempotency-key-reused",
        "not-found",
        "release-refused",
        "period-unknown",
        "cost-unknown",
        "consensus-not-reached",
        "condition-undecided",
        "closed-by-you",
        "envelope-exceeded",
        "publisher-may-not-confirm",
    }
