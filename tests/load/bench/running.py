"""A system under measurement: a fresh process, what it used, and how it ends."""

import asyncio
import os
import signal
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ENDS_WITHIN = 15.0  # seconds
TICKS = os.sysconf("SC_CLK_TCK")
HOUSE = Path(__file__).parents[3]


class HasEnded(RuntimeError):
    """A system ended by itself; what it said last is in the message."""


@dataclass
class Running:
    """A process started with exec, so that start-up and memory are its own."""

    process: asyncio.subprocess.Process
    log: Path
    began: float  # time.perf_counter()

    @classmethod
    async def start(cls, command: Sequence[str], folder: Path) -> "Running":
        """Start a command; what it says goes to a file in the folder."""
        log = folder / "said.log"
        with log.open("wb") as said:
            began = time.perf_counter()
            process = await asyncio.create_subprocess_exec(*command, cwd=HOUSE, stdout=said, stderr=said)
        return cls(process, log, began)

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        fields = self._told("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def peak_memory(self) -> float:
        """The most memory that it has held, in MB (10**6 bytes)."""
        line = next(line for line in self._told("status").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) * 1024 / 1e6

    async def stop(self) -> None:
        """Ask it to end (SIGTERM), and see to it."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self.process.wait(), ENDS_WITHIN)
            except TimeoutError:
                self.process.kill()
                await self.process.wait()

    def _told(self, file: str) -> str:
        if self.process.returncode is not None:
            raise HasEnded(self.log.read_text(encoding="utf-8", errors="replace")[-2000:])
        return Path(f"/proc/{self.process.pid}/{file}").read_text(encoding="utf-8")
