import re

from mithaq_local import errors


def test_the_tree_in_the_docstring_is_the_tree_in_the_code() -> None:
    assert errors.__doc__
    drawn = re.findall(r"^[├└]── (\w+)", errors.__doc__, re.MULTILINE)
    defined = [
        name
        for name, one in vars(errors).items()
        if isinstance(one, type) and issubclass(one, errors.LocalStackError)
    ]
    assert [errors.LocalStackError.__name__, *drawn] == defined
    assert drawn == sorted(drawn)
