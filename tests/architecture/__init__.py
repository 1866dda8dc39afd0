"""Tests of the code base as a whole."""
