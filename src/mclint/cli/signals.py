"""What a system or a terminal asks a program to stop with: mclint then tidies up, ends its processes and says so."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_STOPS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def stopping_in_order() -> Iterator[None]:
    """Have a request to stop end the program as an interrupt from the keyboard does; one that is ignored stays ignored."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    known = {number: signal.getsignal(number) for number in _STOPS}
    ours = [number for number, handler in known.items() if handler is signal.SIG_DFL]
    for number in ours:
        signal.signal(number, _stop)
    try:
        yield
    finally:
        for number in ours:
            signal.signal(number, known[number])


def _stop(number: int, _frame: FrameType | None) -> None:
    signal.signal(number, signal.SIG_IGN)  # a second one must not stop the tidying up
    raise KeyboardInterrupt
