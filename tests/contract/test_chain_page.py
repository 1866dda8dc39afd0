"""The chain can be recomputed from docs/chain.md alone, without any of our code."""

import base64
import hashlib
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from mithaq.canonical import canonical
from mithaq.events import LogRecord
from mithaq.messaging import encode
from mithaq.messaging.seals import Seal, Sealed, Trust
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


def test_the_seal_of_the_example_is_checked_from_the_page_alone() -> None:
    public, header = BLOCKS[5].split("\n")
    raw = base64.b64decode(public)
    key, count, signature = header.split(".")
    assert (key, count) == (hashlib.sha256(raw).hexdigest()[:16], "2")
    rows = [f"{line['seq']} {line['seq'] - 1} {line['hash']}" for line in LINES]
    text = "\n".join(["mithaq.seal.v1", "ma.mithaq.conventions", "4", *rows]).encode()
    sealed = base64.urlsafe_b64decode(signature)
    Ed25519PublicKey.from_public_bytes(raw).verify(sealed, text)
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(raw).verify(sealed, text.replace(b"4", b"5", 1))


def test_the_kernel_seals_as_the_page_says() -> None:
    public, header = BLOCKS[5].split("\n")
    lines = [
        Sealed(line["seq"], line["seq"] - 1, bytes.fromhex(line["hash"]), ()) for line in LINES
    ]
    trust = Trust("ma.mithaq.conventions", [base64.b64decode(public)], required=True)
    assert trust.proves(Seal.read(header.encode()), 4, lines)
    assert not trust.proves(Seal.read(header.encode()), 3, lines)


def test_a_record_of_a_topic_gives_the_event_back_as_the_page_says() -> None:
    """From the headers and the value of a record alone, by the table of the page."""
    tag = bytes.fromhex(re.findall(r"TAG +=\s+([0-9a-f]+)", PAGE)[0])
    previous = bytes(32)
    for line in LINES:
        record = _record(line["seq"], line["event"])._replace(hash=bytes.fromhex(line["hash"]))
        _, value, headers = encode("ma.mithaq.conventions", record, 0, previous)
        header = {name: text.decode() for name, text in headers}
        for name in re.findall(r"\| header `(ce_\w+)`", PAGE):
            assert name in header
        kind, schema = header["ce_type"].removeprefix("ma.mithaq.conventions.").split(".v")
        event = {
            "data": json.loads(value),
            "id": header["ce_id"],
            "meta": json.loads(header["ce_meta"]),
            "recordedAt": header["ce_time"],
            "schema": int(schema),
            "stream": header["ce_subject"],
            "type": kind,
            "version": int(header["ce_streamversion"]),
        }
        assert event == line["event"]
        previous = hashlib.sha256(tag + previous + written(event)).digest()
        assert (previous.hex(), int(header["ce_sequence"])) == (header["ce_loghash"], line["seq"])


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
