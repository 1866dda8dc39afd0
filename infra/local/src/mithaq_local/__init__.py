"""The local stack: real PostgreSQL, Kafka, mail and tokens for every service, on one machine."""
