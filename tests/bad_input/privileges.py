"""Runs a command as a user who must obey the modes of files, even where the tests run as root."""

import ctypes
import os
import sys
from collections.abc import Callable

import pytest

_DROP_FROM_BOUNDING_SET = 24
_OVERRIDE, _READ_SEARCH = 1, 2
"""Linux capabilities(7): CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""


def without_privileges() -> Callable[[], None]:
    """Return what a child does before it starts the command; skips where that cannot be done."""
    if os.geteuid() != 0:
        return lambda: None
    if not sys.platform.startswith("linux"):
        pytest.skip("root may read and write everything here")
    return _drop_override


def _drop_override() -> None:
    system = ctypes.CDLL(None, use_errno=True)
    for capability in (_OVERRIDE, _READ_SEARCH):
        if system.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0) != 0:
            raise PermissionError(ctypes.get_errno(), "root cannot give up its rights here")
