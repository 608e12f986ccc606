"""The other end of bad_luck.cpp: sets the clock of a running program, and spoils its disk."""
import mmap
import os
import struct
import subprocess

_SOURCE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bad_luck.cpp")


class Luck:
    """`environment` goes to the program; `set` takes effect at once."""

    def __init__(self, folder):
        library, wishes = os.path.join(folder, "bad_luck.so"), os.path.join(folder, "bad_luck.wishes")
        if not os.path.exists(library):
            subprocess.run(["g++", "-std=c++20", "-O1", "-shared", "-fPIC", "-o", library, _SOURCE, "-ldl"], check=True,
                           capture_output=True, text=True, timeout=120)
        with open(wishes, "wb") as file:
            file.write(bytes(4096))
        self._file = open(wishes, "r+b")
        self._map = mmap.mmap(self._file.fileno(), 4096)
        self.environment = {"LD_PRELOAD": library, "BAD_LUCK": wishes}

    def set(self, clock_s=0, flush_fails=False):
        self._map[:16] = struct.pack("<qq", clock_s, flush_fails)
