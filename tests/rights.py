"""Being nobody special: what permissions forbid is forbidden to root as well, so that tests mean the same for whoever runs
them."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

# linux/capability.h: the version with 64 bits, and those that let root go past the permissions of files.
VERSION_3 = 0x20080522
PAST_PERMISSIONS = 1 << 1 | 1 << 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH


@contextmanager
def bound_by_permissions() -> Iterator[None]:
    """Only what the permissions of files allow can be done within, by this thread and those that it starts."""
    if sys.platform == "win32":
        pytest.skip("Windows has other permissions")
    if os.geteuid() != 0:
        yield
        return
    if sys.platform != "linux":
        # Capabilities are Linux's own; elsewhere run these tests as an ordinary user.
        pytest.skip("root cannot lay its rights down on this system")
    libc = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(VERSION_3, 0)
    # Effective, permitted and inheritable, the low half and the high one.
    rights = (ctypes.c_uint32 * 6)()
    _call(libc.capget(header, rights))
    before = rights[0]
    rights[0] &= ~PAST_PERMISSIONS
    _call(libc.capset(header, rights))
    try:
        yield
    finally:
        rights[0] = before
        _call(libc.capset(header, rights))


def _call(status: int) -> None:
    if status != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
