import hashlib
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from mithaq_local import kafka_jars
from mithaq_local.errors import DownloadMissing
from mithaq_local.kafka_jars import Jar, ensure

CONTENTS = {f"org.example:part-{number}:1.0": bytes([number]) * 50_000 for number in range(4)}
JARS = tuple(
    Jar(hashlib.sha256(content).hexdigest(), len(content), name)
    for name, content in CONTENTS.items()
)
ASK_IN_ANOTHER_PROCESS = """
import sys
from pathlib import Path
from mithaq_local.kafka_jars import Jar, ensure
ensure([Jar(*row) for row in eval(sys.argv[1])], Path(sys.argv[2]))
"""


@dataclass
class Mirror:
    """A Maven repository on this machine that counts what it is asked for."""

    folder: Path
    asked: Counter[str] = field(default_factory=Counter)

    def put(self, jar: Jar, content: bytes) -> None:
        file = self.folder / jar.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def times(self, jar: Jar) -> int:
        return self.asked[f"/{jar.path}"]


@pytest.fixture
def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mirror]:
    mirror = Mirror(tmp_path / "mirror")
    for jar in JARS:
        mirror.put(jar, CONTENTS[jar.coordinate])

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            mirror.asked[self.path] += 1
            super().do_GET()

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    handler = partial(Handler, directory=str(mirror.folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        monkeypatch.setenv("MITHAQ_MAVEN_MIRROR", f"http://127.0.0.1:{server.server_port}")
        yield mirror
        server.shutdown()


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_every_jar_is_fetched_once(mirror: Mirror, cache: Path) -> None:
    ensure(JARS, cache)
    assert all(jar.is_whole(cache) for jar in JARS)
    ensure(JARS, cache)
    assert [mirror.times(jar) for jar in JARS] == [1, 1, 1, 1]


@pytest.mark.parametrize("damage", [b"", b"short", b"\xff" * 50_000], ids=["empty", "cut", "other"])
def test_a_damaged_jar_alone_is_fetched_again(mirror: Mirror, cache: Path, damage: bytes) -> None:
    ensure(JARS, cache)
    (cache / JARS[2].path).write_bytes(damage)
    ensure(JARS, cache)
    assert JARS[2].is_whole(cache)
    assert [mirror.times(jar) for jar in JARS] == [1, 1, 2, 1]


def test_cached_jars_need_no_network(
    mirror: Mirror, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure(JARS, cache)
    fetched = mirror.asked.total()
    ensure(JARS, cache)  # not even a question whether something is newer
    assert mirror.asked.total() == fetched
    monkeypatch.setenv("MITHAQ_MAVEN_MIRROR", "http://127.0.0.1:9")
    ensure(JARS, cache)


def test_bytes_that_are_not_the_pinned_ones_are_refused(mirror: Mirror, cache: Path) -> None:
    mirror.put(JARS[1], b"\x00" * JARS[1].size)
    with pytest.raises(DownloadMissing, match="the bytes received are not the pinned ones"):
        ensure(JARS, cache)
    assert not (cache / JARS[1].path).exists()


def test_no_network_says_what_to_do(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MITHAQ_MAVEN_MIRROR", "http://127.0.0.1:9")
    with pytest.raises(
        DownloadMissing, match=r"Connect to the\s+network and run the command again"
    ):
        ensure(JARS, cache)


def test_a_jar_the_repository_lacks_is_named(mirror: Mirror, cache: Path) -> None:
    (mirror.folder / JARS[3].path).unlink()
    with pytest.raises(DownloadMissing, match="part-3"):
        ensure(JARS, cache)


def test_two_processes_at_once_fetch_each_jar_once(mirror: Mirror, cache: Path) -> None:
    rows = repr([(jar.sha256, jar.size, jar.coordinate) for jar in JARS])
    command = [sys.executable, "-c", ASK_IN_ANOTHER_PROCESS, rows, str(cache)]
    askers = [subprocess.Popen(command) for _ in range(2)]
    assert [asker.wait() for asker in askers] == [0, 0]
    assert [mirror.times(jar) for jar in JARS] == [1, 1, 1, 1]


def test_the_pinned_list_is_whole_and_of_one_version() -> None:
    jars = kafka_jars.pinned()
    of_kafka = [jar for jar in jars if jar.coordinate.startswith("org.apache.kafka:")]
    assert {jar.coordinate.rpartition(":")[2] for jar in of_kafka} == {kafka_jars.KAFKA}
    assert set(kafka_jars.COORDINATES) <= {jar.coordinate for jar in jars}
    assert all(len(jar.sha256) == 64 and jar.size > 0 for jar in jars)


def test_a_written_list_reads_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kafka_jars.write(JARS, tmp_path / "list")
    monkeypatch.setattr(kafka_jars, "LIST", tmp_path / "list")
    assert kafka_jars.pinned() == JARS
