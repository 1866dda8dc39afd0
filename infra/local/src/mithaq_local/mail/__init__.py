"""The local mail server: accepts every mail, delivers none, shows them on a web page."""
