"""The alarm that the watchdog sleeps on, in both of its ways."""

from __future__ import annotations

import sys
import threading
import time
from typing import Any

import pytest

from taskscope_recorder._loop_alarm import KernelAlarm, SleepingAlarm, new_alarm

KINDS = [SleepingAlarm, *([KernelAlarm] if sys.platform == "linux" else [])]


@pytest.mark.parametrize("kind", KINDS)
def test_it_goes_off_when_nobody_puts_it_off(kind: Any) -> None:
    alarm = kind()
    began = time.perf_counter()
    alarm.put_off(30_000_000)
    alarm.wait()
    assert 0.025 < time.perf_counter() - began < 2
    alarm.close()


@pytest.mark.parametrize("kind", KINDS)
def test_it_stays_quiet_while_it_is_put_off(kind: Any) -> None:
    alarm = kind()
    went_off = threading.Event()
    alarm.put_off(300_000_000)
    threading.Thread(target=lambda: (alarm.wait(), went_off.set()), daemon=True).start()
    for _ in range(40):
        alarm.put_off(300_000_000)
        time.sleep(0.01)
    assert not went_off.is_set()
    alarm.put_off(1)
    assert went_off.wait(2)
    alarm.close()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's timer is Linux's")
def test_linux_has_the_one_that_wakes_nobody() -> None:
    alarm = new_alarm()
    assert isinstance(alarm, KernelAlarm)
    alarm.close()
