"""Time and memory of one run of a program.

Processor time is what `wait4` reports for the process. Peak memory is `VmHWM` from `/proc`, polled until the process
ends: the peak that `wait4` reports is never less than what this Python process itself has used. Linux only.
"""
from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass
class Measurement:
    """A finished run; its standard error, wall and processor seconds, and peak memory."""

    status: int
    errors: str
    seconds: float
    processor: float
    megabytes: float


def measure(command: Sequence[Any], timeout: float) -> Measurement:
    """Runs a program and kills it after `timeout` seconds; its standard output is discarded."""
    with tempfile.TemporaryFile() as errors:
        begin = time.monotonic()
        process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=errors)
        kilobytes = 0
        ended = threading.Event()

        def poll() -> None:
            nonlocal kilobytes
            status = Path(f"/proc/{process.pid}/status")
            while not ended.wait(0.01):
                if time.monotonic() - begin > timeout:
                    process.kill()
                    return
                try:
                    lines = status.read_text().splitlines()
                except OSError:
                    continue
                kilobytes = next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), kilobytes)

        poller = threading.Thread(target=poll)
        poller.start()
        try:
            _, code, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            raise
        finally:
            ended.set()
            poller.join()
        process.returncode = os.waitstatus_to_exitcode(code)
        seconds = time.monotonic() - begin
        errors.seek(0)
        return Measurement(process.returncode, errors.read().decode("utf-8", "replace").strip(), seconds,
                           usage.ru_utime + usage.ru_stime, kilobytes / 1024)
