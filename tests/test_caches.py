"""What processes remember is bounded, whatever they are asked."""

import importlib
import inspect
from functools import _lru_cache_wrapper

import pytest

from tests.test_layers import MODULES, ROOT

# Those of an unbounded cache: there are as many as the code has classes and the
# settings have paths.
FEW = {"cls", "path"}
# A cache with more entries than this must be of short words: below, by name.
MANY = 2_000
SHORT = {"stem", "_flat_character", "_analysed", "quote_plus", "_address"}


def caches(path):
    """The caches of functions and methods in a module."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    module = importlib.import_module(name.removesuffix(".__init__"))
    owners = [module, *(c for c in vars(module).values() if inspect.isclass(c))]
    for owner in owners:
        for value in vars(owner).values():
            function = getattr(value, "__func__", value)
            if isinstance(function, _lru_cache_wrapper):
                yield function


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if "functools" in path.read_text()],
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_cache_is_bounded_or_has_few_keys(path):
    for function in caches(path):
        most, parameters = function.cache_parameters()["maxsize"], set()
        if most is None:
            parameters = inspect.signature(function).parameters.keys()

        assert parameters <= FEW, function
        assert (most or 0) <= MANY or function.__name__ in SHORT, function
