"""Faust's driver of Kafka, with clients that notice lost connections on our event loop."""

import asyncio
from contextlib import suppress
from functools import cached_property
from typing import Any, Final

import faust
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from faust.transport.drivers import aiokafka as driver
from mithaq.messaging import Kafka, mend

CANCEL_S: Final = 0.2


class _Producer(driver.Producer):
    def _new_producer(self, transactional_id: str | None = None) -> AIOKafkaProducer:
        made = super()._new_producer(transactional_id)
        mend(made.client)
        return made


class _ConsumerThread(driver.AIOKafkaConsumerThread):
    def _create_consumer(self, loop: asyncio.AbstractEventLoop) -> AIOKafkaConsumer:
        made = super()._create_consumer(loop)
        mend(made._client)
        return made

    def _start_thread(self) -> None:
        try:
            super()._start_thread()
        except asyncio.CancelledError:  # abandoned
            self.set_shutdown()


class _Consumer(driver.Consumer):
    def _new_consumer_thread(self) -> _ConsumerThread:
        made = _ConsumerThread(self, loop=self.loop, beacon=self.beacon)
        app: Any = self.app
        app.consumer_threads.append(made)
        return made


class Transport(driver.Transport):
    Consumer = _Consumer
    Producer = _Producer


def brokers(kafka: Kafka) -> list[str]:
    """The cluster's address in Faust's words."""
    return [f"aiokafka://{each}" for each in kafka.bootstrap.split(",")]


def credentials(kafka: Kafka) -> faust.auth.Credentials | None:
    """As whom Faust reaches the cluster: as every other client of ours does."""
    access, tls = kafka.access, kafka.access.tls.context() or None
    if access.protocol == "SSL":
        return faust.SSLCredentials(tls)
    if not access.protocol.startswith("SASL_"):
        return None
    encrypted = tls if access.protocol == "SASL_SSL" else None
    if access.token is not None and access.mechanism == "OAUTHBEARER":
        return faust.auth.OAuthCredentials(oauth_cb=access.token, ssl_context=encrypted)
    return faust.SASLCredentials(
        username=access.user,
        password=access.password,
        mechanism=access.mechanism,
        ssl_context=encrypted,
    )


def _cancel_again(loop: asyncio.AbstractEventLoop) -> None:
    """Cancel all that runs there, also what waits while it is being cancelled, until it ends."""
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.call_later(CANCEL_S, _cancel_again, loop)


class App(faust.App):
    """A Faust application on this driver."""

    @cached_property
    def consumer_threads(self) -> list[_ConsumerThread]:
        return []

    def abandon(self) -> None:
        """End the threads of its consumers, whatever they wait for.

        A consumer whose Kafka was wiped asks on without end when it is told to stop.
        """
        for each in self.consumer_threads:
            with suppress(RuntimeError):  # its loop is closed: it has ended
                each.thread_loop.call_soon_threadsafe(_cancel_again, each.thread_loop)

    def _new_transport(self) -> Transport:
        return Transport(self.conf.broker_consumer, self)

    def _new_producer_transport(self) -> Transport:
        return Transport(self.conf.broker_producer, self)
