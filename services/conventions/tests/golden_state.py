"""Long histories as they are stored, and what `evolve` made of them when they were written down.

A snapshot holds what `evolve` made once: whoever changes what it makes of events that exist raises
the revision of `conventions.application.FORM` and writes the digest anew, by

    python -m services.conventions.tests.golden_state
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple, TypedDict
from uuid import UUID

from conventions.application import FORM
from conventions.catalogue import CONVENTIONS
from conventions.domain.core.convention import Absent, Convention
from conventions.domain.core.event import ConventionEvent
from conventions.domain.lifecycle import INITIAL, evolve
from mithaq.canonical import digest
from mithaq.events import Metadata, Provenance, decode_origin
from mithaq.events.encoding import encode_metadata
from mithaq.money import Money

from .huge import Size, history
from .lives import LIVES

FOLDER: Final = Path(__file__).parent / "golden_state"
RECORD: Final = FOLDER / "record.json"
_SIZE: Final = Size(parties=4, actions=3, contributions=6, events=200)


class Record(TypedDict):
    """Digests of states by history, under the form they had."""

    revision: int
    schema: str
    digests: dict[str, str]


class Told(NamedTuple):
    """An event as the store has it."""

    type: str
    schema: int
    data: str
    meta: str


def stored() -> Iterator[tuple[str, Sequence[Told]]]:
    """Each history that was written down, by name."""
    for file in sorted(FOLDER.glob("*.jsonl")):
        lines = file.read_text().splitlines()
        yield file.stem, [Told(*json.loads(line)) for line in lines]


def decoded(told: Sequence[Told]) -> Iterator[tuple[ConventionEvent, Provenance]]:
    for each in told:
        event = CONVENTIONS.decode(each.type, each.schema, each.data)
        yield event, decode_origin(each.meta)


def folded(told: Sequence[Told]) -> Convention:
    state: Absent | Convention = INITIAL
    for event, provenance in decoded(told):
        state = evolve(state, event, provenance)
    assert isinstance(state, Convention)
    return state


def record() -> Record:
    """What this code makes of the histories, in which form."""
    digests = {name: digest(plain(folded(told))) for name, told in stored()}
    return {"revision": FORM.revision, "schema": FORM.schema.hex(), "digests": digests}


def plain(value: object) -> object:  # noqa: PLR0911 - one case a kind of value
    """A state as JSON that is the same in every process: mappings in their order, sets sorted."""
    match value:
        case Mapping():
            return [[plain(key), plain(each)] for key, each in value.items()]
        case AbstractSet():
            return sorted(map(str, value))
        case tuple():
            return [plain(each) for each in value]
        case Money():
            return value.centimes
        case None | bool() | int():
            return value
        case _ if is_dataclass(value):
            return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        case _:
            return str(value)


def _histories() -> Iterator[tuple[str, list[tuple[ConventionEvent, Provenance]]]]:
    yield "paid", list(history(_SIZE))
    for life in LIVES:
        yield life.__name__, list(life().told)


def _written(nth: int, event: ConventionEvent, provenance: Provenance) -> str:
    metadata = Metadata(
        actor=provenance.by,
        command_id=UUID(int=nth),
        correlation_id="golden",
        effective_date=provenance.effective_date or date.min,
    )
    return json.dumps([*CONVENTIONS.encode(event), encode_metadata(metadata)], ensure_ascii=False)


def unraised(before: Record, now: Record) -> list[str]:
    """The histories of which `evolve` makes another state under the same form as before."""
    if (before["revision"], before["schema"]) != (now["revision"], now["schema"]):
        return []
    known = before["digests"].items()
    return [name for name, digest_ in known if now["digests"].get(name, digest_) != digest_]


def main() -> int:
    """Histories that are there stay as they are: they are what stores hold."""
    FOLDER.mkdir(exist_ok=True)
    for name, events in _histories():
        file = FOLDER / f"{name}.jsonl"
        if not file.exists():
            lines = (_written(nth, *each) for nth, each in enumerate(events, start=1))
            file.write_text("\n".join(lines) + "\n")
    now = record()
    if RECORD.exists() and (moved := unraised(json.loads(RECORD.read_text()), now)):
        sys.stderr.write(f"raise the revision of FORM: evolve makes other states of {moved}\n")
        return 1
    RECORD.write_text(json.dumps(now, indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
