"""Faust's driver of Kafka, with clients that notice lost connections on our event loop."""

import asyncio

import faust
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from faust.transport.drivers import aiokafka as driver
from mithaq.messaging import Kafka, mend


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


class _Consumer(driver.Consumer):
    def _new_consumer_thread(self) -> _ConsumerThread:
        return _ConsumerThread(self, loop=self.loop, beacon=self.beacon)


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


class App(faust.App):
    """A Faust application on this driver."""

    def _new_transport(self) -> Transport:
        return Transport(self.conf.broker_consumer, self)

    def _new_producer_transport(self) -> Transport:
        return Transport(self.conf.broker_producer, self)
