"""The stack with real processes. One stack serves the tests of this file, in their order."""

import http.client
import os
import shutil
import signal
import smtplib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import psutil
import pytest
from mithaq_local import orphans, postgres_files
from mithaq_local.errors import NotRunning, UnknownProcess
from mithaq_local.ports import HOST
from mithaq_local.postgres import address
from mithaq_local.processes import Supervisor
from mithaq_local.services import DATABASES, INFRASTRUCTURE
from mithaq_local.stack import Stack
from mithaq_local.start import wait_until
from mithaq_local.state import State
from mithaq_local.stopping import running_names

# As from a terminal: a shell has what it starts in the background ignore SIGINT, children too.
UP = """
import signal, sys
from mithaq_local.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.argv = ["mithaq", *sys.argv[1:]]
main()
"""


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    stack = Stack(tmp_path_factory.mktemp("stack") / ".mithaq")
    yield stack
    stack.wipe()


@pytest.fixture
def up(stack: Stack) -> Stack:
    """The stack's infrastructure, running."""
    stack.start(INFRASTRUCTURE)
    return stack


def pids(stack: Stack) -> dict[str, int]:
    return {name: process.pid for name, process in stack.processes().items() if process.pid}


async def ask(stack: Stack, database: str, question: str) -> object:
    url = address(State.load(stack.folder), database, database).replace("+asyncpg", "")
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(question)
    finally:
        await connection.close()


async def test_every_service_finds_a_database_of_its_own(up: Stack) -> None:
    for name in DATABASES:
        assert await ask(up, name, "select current_database()") == name


async def test_a_service_cannot_enter_anothers_database(up: Stack) -> None:
    state = State.load(up.folder)
    url = address(state, "audit", "partners").replace("+asyncpg", "")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(url)


def test_a_mail_arrives(up: Stack) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.ma", "b@example.ma", "Avis"
    host, _, port = up.addresses()["smtp"].partition(":")
    with smtplib.SMTP(host, int(port), timeout=5) as client:
        client.send_message(message)
    assert b"Avis" in get(up.addresses()["mail"], "/api/mails")


def test_the_issuer_publishes_its_key(up: Stack) -> None:
    assert b'"ES256"' in get(up.addresses()["issuer"], "/.well-known/jwks.json")


def get(base: str, path: str) -> bytes:
    where = urlsplit(base)
    assert where.hostname
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=5)
    connection.request("GET", path)
    return connection.getresponse().read()


def test_a_second_start_changes_nothing(up: Stack) -> None:
    before = pids(up)
    up.start(INFRASTRUCTURE)
    assert pids(up) == before
    assert set(before) == set(INFRASTRUCTURE)


@pytest.mark.parametrize("name", INFRASTRUCTURE)
def test_a_killed_process_comes_back_by_itself(up: Stack, name: str) -> None:
    killed = up.kill(name)
    up.wait_ready(name)
    assert up.pid(name) != killed


def test_a_restarted_process_is_ready_again(up: Stack) -> None:
    before = up.pid("mail")
    up.restart("mail")
    assert up.pid("mail") != before
    assert get(up.addresses()["mail"], "/health/ready")


def test_unknown_names_are_refused(up: Stack) -> None:
    with pytest.raises(UnknownProcess):
        up.restart("redis")
    with pytest.raises(NotRunning):
        up.pid("audit")


async def test_after_the_supervisor_is_killed_a_start_heals(up: Stack) -> None:
    before = set(pids(up).values())
    up.kill("supervisor")
    assert before <= {process.pid for process in orphans.marked(up.folder)}
    up.start(INFRASTRUCTURE)
    assert not {pid for pid in before if psutil.pid_exists(pid)}
    assert await ask(up, "audit", "select 1") == 1


def test_after_everything_is_killed_a_start_heals(up: Stack) -> None:
    up.kill("supervisor")
    for process in orphans.marked(up.folder):
        process.kill()
    up.start(INFRASTRUCTURE)
    assert set(pids(up)) == set(INFRASTRUCTURE)


def test_stopping_leaves_no_process(up: Stack) -> None:
    up.stop()
    assert orphans.marked(up.folder) == []
    assert up.processes() == {}


def test_stopping_heals_a_lost_supervisor(stack: Stack) -> None:
    stack.start(["mail", "postgres"])
    stack.kill("supervisor")
    stack.stop()
    assert orphans.marked(stack.folder) == []


def test_a_port_taken_meanwhile_is_left_to_the_stranger(stack: Stack) -> None:
    stack.stop()
    ports = State.load(stack.folder).ports
    said: list[str] = []
    with socket.create_server((HOST, ports["postgres"])):
        Stack(stack.folder, said.append).start(["postgres"])
    assert State.load(stack.folder).ports["postgres"] != ports["postgres"]
    assert f"port {ports['postgres']} is taken by another program" in said[0]


def test_a_port_lost_while_others_run_moves_its_process_alone(stack: Stack) -> None:
    stack.start(["mail", "issuer"])
    mail, lost = stack.pid("mail"), State.load(stack.folder).ports["issuer"]
    supervisor = Supervisor(State.load(stack.folder))
    supervisor.stop("issuer")
    assert wait_until(lambda: "issuer" not in running_names(supervisor), 10)
    with socket.create_server((HOST, lost)):
        stack.start(["mail", "issuer"])
    assert stack.pid("mail") == mail
    url = stack.addresses()["issuer"]
    assert not url.endswith(f":{lost}")
    assert url.encode() in get(url, "/.well-known/openid-configuration")


def test_kafka_moves_from_taken_ports_with_its_data(stack: Stack) -> None:
    stack.stop()
    before = State.load(stack.folder).ports
    taken = (before["kafka"], before["kafka-controller"])
    with socket.create_server((HOST, taken[0])), socket.create_server((HOST, taken[1])):
        stack.start(["kafka"])
    after = State.load(stack.folder).ports
    assert not {after["kafka"], after["kafka-controller"]} & set(taken)


def test_a_half_formatted_kafka_is_formatted_again(stack: Stack) -> None:
    stack.stop()
    (stack.folder / "kafka" / "logs" / "meta.properties").unlink()
    stack.start(["kafka"])


def test_a_half_initialised_data_folder_is_made_again(folder: Path) -> None:
    stack, state = Stack(folder), State.open(folder)
    for name in ("postgres", "postgres.draft"):
        half = postgres_files.data_folder(state).with_name(name)
        half.mkdir(parents=True)
        (half / "base").touch()
    stack.start(["postgres"])
    assert set(pids(stack)) == {"postgres"}


def test_a_stale_postmaster_file_is_no_obstacle(stack: Stack) -> None:
    stack.start(["postgres"])
    data = postgres_files.data_folder(State.load(stack.folder))
    content = (data / "postmaster.pid").read_bytes()
    stack.stop()
    (data / "postmaster.pid").write_bytes(b"1\n" + content.partition(b"\n")[2])
    shutil.copystat(data / "PG_VERSION", data / "postmaster.pid")
    if account := postgres_files.account():
        shutil.chown(data / "postmaster.pid", account)
    stack.start(["postgres"])


def test_ctrl_c_while_starting_leaves_nothing(folder: Path) -> None:
    command = [sys.executable, "-c", UP, "up", "--only", ",".join(INFRASTRUCTURE)]
    environment = os.environ | {"MITHAQ_STATE": str(folder)}
    starting = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 30
    while len(orphans.marked(folder)) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    starting.send_signal(signal.SIGINT)
    assert starting.wait(30) == 130
    assert orphans.marked(folder) == []
