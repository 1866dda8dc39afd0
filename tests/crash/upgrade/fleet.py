"""The processes of two releases: started, killed with SIGKILL, started again, stopped."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from mithaq_local.ports import choose as free_port

from tests.crash.upgrade.releases import Release

STOP_S: Final = 30
_EARLY: Final = 0.1


@dataclass(frozen=True, slots=True)
class World:
    """What all processes share: databases by name, Kafka, the issuer's keys, a folder for logs."""

    databases: Mapping[str, str]
    kafka: str
    issuer: Mapping[str, str]
    folder: Path

    def environment(self, service: str) -> dict[str, str]:
        keys = self.databases.get(f"{service}_keys")
        return {
            "MITHAQ_DATABASE_URL": self.databases[service],
            "MITHAQ_KAFKA_BOOTSTRAP": self.kafka,
            "MITHAQ_KAFKA_SEALS": "accepted",  # the former release's relay does not seal
            "MITHAQ_LOG_FORMAT": "json",
            **({"MITHAQ_KEYS_DATABASE_URL": keys} if keys else {}),
            **self.issuer,
        }


@dataclass(slots=True)
class Member:
    """One process of one release of a service, at ports of its own."""

    release: Release
    service: str
    role: str
    world: World
    port: int = field(default_factory=free_port)
    probes: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        return f"{self.release.name}-{self.service}-{self.role}"

    @property
    def serves(self) -> bool:
        return self.role in ("api", "all")

    def start(self) -> None:
        environment = {
            **os.environ,
            **self.world.environment(self.service),
            "PYTHONPATH": str(self.release.folder),
            "MITHAQ_HTTP_PORT": str(self.port),
            "MITHAQ_PROBE_PORT": str(self.probes),
            "MITHAQ_INSTANCE": self.name,
            "MITHAQ_RELEASE": self.release.name,
            "MITHAQ_STATE_DIR": str(self.world.folder / self.name),
        }
        with (self.world.folder / f"{self.name}.log").open("ab") as log:
            command = [sys.executable, "-m", self.service, self.role]
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)

    def kill(self) -> None:
        """SIGKILL, as the kernel of the machine does it when memory is short."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()

    def stop(self) -> int:
        """SIGTERM, and the exit status."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self.kill()
            raise

    @property
    def ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None


@dataclass(slots=True)
class Fleet:
    """Every process of the campaign; one that ends by itself is started again."""

    members: list[Member] = field(default_factory=list)
    kills: int = 0
    ended: list[str] = field(default_factory=list)

    def start(self, *members: Member) -> None:
        for member in members:
            member.start()
            self.members.append(member)

    def kill_one(self, chance: random.Random, ready: Collection[str]) -> None:
        """Kill a process of either release and start it again: one in ten in its beginnings."""
        up = [each for each in self.members if each.name in ready or chance.random() < _EARLY]
        if not up:
            return
        victim = chance.choice(up)
        victim.kill()
        victim.start()
        self.kills += 1

    def mend(self) -> None:
        """Start again what ended although nobody killed it."""
        for member in self.members:
            if member.ended:
                self.ended.append(member.name)
                member.start()

    def stop(self, release: Release | None = None) -> None:
        """Stop the processes of a release, or all; from now on nobody starts them again."""
        going = [each for each in self.members if release in (None, each.release)]
        self.members = [each for each in self.members if each not in going]
        for member in going:
            member.stop()


@contextmanager
def fleet() -> Iterator[Fleet]:
    made = Fleet()
    try:
        yield made
    finally:
        for member in made.members:
            member.kill()
