"""The local mail server: takes every mail, delivers none, shows them all."""
