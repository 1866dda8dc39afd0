"""A command crosses a limited number of files."""

import asyncio

import pytest

from tests.architecture.crossing import CROSSINGS, Crossing, crossed


@pytest.mark.parametrize("crossing", CROSSINGS, ids=lambda c: c.command.__name__)
def test_a_command_crosses_few_files(crossing: Crossing) -> None:
    files = asyncio.run(crossed(crossing))  # a loop of its own: on the tests' loop services run
    assert len(files) <= crossing.most, files
    # Were nothing traced, few files would prove nothing: the way in and both ends must be there.
    assert {"application.py", "domain/lifecycle.py", "read_models/convention_list.py"} <= set(files)
    assert any(file.startswith("routes/") for file in files)
