"""The chain can be recomputed from docs/chain.md alone, without any of our code."""

import hashlib
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from mithaq.canonical import canonical
from mithaq.events import LogRecord
from mithaq.store import GENESIS, canonical_bytes, link

PAGE: Final = (Path(__file__).parents[2] / "docs" / "chain.md").read_text()
BLOCKS: Final = re.findall(r"```(?:json)?\n(.*?)\n```", PAGE, re.DOTALL)
LINES: Final[list[dict[str, Any]]] = json.loads(BLOCKS[1])


def written(event: dict[str, Any]) -> bytes:
    """The canonical bytes, as the page defines them."""
    text = json.dumps(event, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def test_the_example_is_recomputed_from_the_page_alone() -> None:
    tag = bytes.fromhex(re.findall(r"TAG +=\s+([0-9a-f]+)", PAGE)[0])
    previous = bytes(32)
    for number, line in enumerate(LINES, start=1):
        assert line["seq"] == number
        previous = hashlib.sha256(tag + previous + written(line["event"])).digest()
        assert previous.hex() == line["hash"]
    assert BLOCKS[2].encode() == written(LINES[0]["event"])
    assert f"The bytes of the first, {len(BLOCKS[2].encode())} of them" in PAGE


def test_the_store_chains_as_the_page_says() -> None:
    previous = GENESIS
    for line in LINES:
        record = _record(line["seq"], line["event"])
        assert canonical_bytes(record) == written(line["event"])
        previous = link(previous, record)
        assert previous.hex() == line["hash"]


def _record(seq: int, event: dict[str, Any]) -> LogRecord:
    return LogRecord(
        seq=seq,
        hash=b"",
        event_id=UUID(event["id"]),
        stream_id=event["stream"],
        version=event["version"],
        type=event["type"],
        schema=event["schema"],
        data=canonical(event["data"]),
        meta=canonical(event["meta"]),
        recorded_at=datetime.fromisoformat(event["recordedAt"]),
    )
