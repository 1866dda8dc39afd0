"""What a seal proves: only lines its service sent, where it sent them, as it sent them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as some
from mithaq.events import LogRecord
from mithaq.messaging.cloudevents import PublishedLine
from mithaq.messaging.runs import Runs, are_whole_runs
from mithaq.messaging.seals import MAX_RUN, Seal, Sealed, Sealer, Trust
from mithaq.store.chain import GENESIS, link
from mithaq.testing.broker import broker

SOURCE = "ma.mithaq.counters"
SEALS = broker("").seals
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def chained(count: int, by: int = 1) -> list[PublishedLine]:
    """The first lines of a log, of one partition."""
    found: list[PublishedLine] = []
    before = GENESIS
    for seq in range(1, count + 1):
        data = f'{{"by":{by}}}'
        bare = LogRecord(seq, b"", UUID(int=seq), "counter-a", seq, "Counted", 1, data, "{}", AT)
        line = bare._replace(hash=link(before, bare))
        found.append(PublishedLine(SOURCE, line, seq - 1, before))
        before = line.hash
    return found


def sealed(run: Sequence[PublishedLine], partition: int = 0) -> list[PublishedLine]:
    sealer = SEALS.sealer()
    assert sealer
    rows = [
        Sealed(each.line.seq, each.previous, each.line.hash, each.after, each.restores)
        for each in run
    ]
    return [*run[:-1], run[-1]._replace(seal=sealer.seal(SOURCE, partition, rows))]


@dataclass
class Read:
    """What a reader of the partition believes, and what it sets aside."""

    believed: list[PublishedLine]
    forged: list[PublishedLine]


def read(lines: Sequence[PublishedLine], trust: Trust | None = None) -> Read:
    runs, found = Runs[int](trust or SEALS.trust(SOURCE), 0), Read([], [])
    for number, published in enumerate(lines):
        sound, forged = runs.add(number, published)
        found.believed += [each.published for each in sound]
        found.forged += [lines[each.record] for each in forged]
    found.forged += [lines[each.record] for each in runs.end()]
    return found


def test_sealed_lines_are_believed_once_their_seal_is_there() -> None:
    run = sealed(chained(3))
    assert read(run) == Read(run, [])
    assert read(run[:2]) == Read([], run[:2])


def test_a_perfectly_following_line_without_a_seal_is_not_believed_and_hides_nothing() -> None:
    true = chained(4)
    forged = chained(4, by=1_000)[3]._replace(before=true[2].line.hash)
    forged = forged._replace(line=forged.line._replace(hash=link(forged.before, forged.line)))
    told = [*sealed(true[:3]), forged, *sealed(true[3:])]
    assert read(told) == Read([each for each in told if each is not forged], [forged])


@pytest.mark.parametrize("place", [0, 1])
def test_a_seal_holds_for_one_partition(place: int) -> None:
    run = sealed(chained(2), partition=place)
    assert read(run).believed == (run if place == 0 else [])


def test_a_seal_of_another_key_or_over_other_lines_is_none() -> None:
    true = chained(3)
    run = sealed(true)
    stranger = Sealer(Ed25519PrivateKey.generate())
    rows = [Sealed(each.line.seq, each.previous, each.line.hash, ()) for each in true]
    false = [*true[:2], true[2]._replace(seal=stranger.seal(SOURCE, 0, rows))]
    assert read(false).believed == []
    assert read([true[0], run[2]]).believed == []
    other = true[1]._replace(line=true[1].line._replace(data='{"by":9}'))
    assert read([run[0], other, run[2]]).believed == []  # its hash gives the copy away


def test_a_line_that_its_service_has_lost_is_not_believed_when_it_is_written_again() -> None:
    """Given lines 1 to 4, restored after 2, a new 3, then the sealed lines 1 to 4 once more."""
    lost, trust = sealed(chained(4)), SEALS.trust(SOURCE)
    new = chained(3, by=2)[2]._replace(restores=(2,), before=lost[1].line.hash)
    new = new._replace(line=new.line._replace(hash=link(new.before, new.line)))
    told = [*sealed(lost[:2]), *sealed([new])]
    assert read([*told, *lost], trust) == Read([*told, *lost[:2]], lost[2:])
    assert not are_whole_runs(trust, 0, lost)
    assert are_whole_runs(trust, 0, told)


def test_a_flood_of_unsealed_lines_is_set_aside_as_it_comes() -> None:
    runs = Runs[int](SEALS.trust(SOURCE), 0)
    forged = [told for n, each in enumerate(chained(5 * MAX_RUN)) for told in runs.add(n, each)[1]]
    assert len(forged) == 4 * MAX_RUN
    assert len(runs.waiting) == MAX_RUN


def test_without_seals_a_line_that_is_not_what_its_hash_says_is_still_refused() -> None:
    true = chained(2)
    changed = true[1]._replace(line=true[1].line._replace(data='{"by":9}'))
    anyone = Trust(SOURCE, (), required=False)
    assert read([true[0], changed], anyone) == Read([true[0]], [changed])
    former = [each._replace(before=b"") for each in true]
    assert read(former, anyone).believed == former


@given(
    cuts=some.sets(some.integers(1, 11)),
    noise=some.lists(some.tuples(some.integers(0, 11), some.booleans()), max_size=6),
)
def test_property_whatever_is_written_between_runs_the_true_lines_are_believed(
    cuts: set[int], noise: list[tuple[int, bool]]
) -> None:
    """Given runs cut anywhere, and forged records, with false seals or none, between them."""
    true, places = chained(12), [0, *sorted(cuts), 12]
    runs = [sealed(true[a:b]) for a, b in pairwise(places)]
    false = Seal("0" * 16, 1, bytes(64))
    written: list[PublishedLine] = []
    for number, run in enumerate(runs):
        for which, with_seal in noise:
            if which % len(runs) == number:
                written.append(
                    true[which]._replace(seal=false if with_seal else None, before=GENESIS)
                )
        written += run
    found = read(written)
    assert found.believed == [each for run in runs for each in run]
    assert len(found.believed) + len(found.forged) == len(written)


@given(some.binary(max_size=120))
def test_property_a_header_is_a_seal_or_a_value_error(header: bytes) -> None:
    try:
        seal = Seal.read(header)
    except ValueError:
        return
    assert Seal.read(seal.header()) == seal
