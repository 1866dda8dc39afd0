"""The verdict on a recomputed chain and a published head."""

import pytest
from audit.verification.chain import START, Flaw, Point, Walk
from audit.verification.verdict import Published, Verdict, judge

HERE, ELSE = b"\x01" * 32, b"\x02" * 32
SOUND = Walk(Point(9, HERE))


def published(seq: int, head: bytes, ours: bytes | None) -> Published:
    return Published(head=Point(seq, head), ours=ours)


@pytest.mark.parametrize(
    ("walked", "head", "verdict"),
    [
        (Walk(START), None, Verdict.EMPTY),
        (Walk(START), published(3, HERE, None), Verdict.EMPTY),
        (SOUND, None, Verdict.SOUND),
        (SOUND, published(9, HERE, HERE), Verdict.SOUND),
        (SOUND, published(12, ELSE, None), Verdict.SOUND),
        (SOUND, published(9, ELSE, HERE), Verdict.DIVERGED),
        (SOUND, published(7, HERE, HERE), Verdict.DIVERGED),
        (Walk(Point(4, HERE), Flaw.BROKEN), published(9, HERE, HERE), Verdict.BROKEN),
        (Walk(Point(4, HERE), Flaw.GAP), None, Verdict.GAP),
    ],
)
def test_a_verdict(walked: Walk, head: Published | None, verdict: Verdict) -> None:
    assert judge(walked, head) is verdict
