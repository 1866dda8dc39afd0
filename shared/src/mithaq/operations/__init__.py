"""What an operator does with a running service's store: `python -m mithaq.operations SERVICE VERB`.

One module a topic. Their functions answer frozen values; `cli` prints them.
"""
