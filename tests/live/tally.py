"""Counting of checks. Each check is a sentence; a failed one is printed with what was seen."""
import os
import sys
import time


class Tally:
    def __init__(self):
        self.passed = 0
        self.failed = 0
        self.began = time.monotonic()

    def check(self, holds, sentence, seen=None):
        if holds:
            self.passed += 1
        else:
            self.failed += 1
            print("FAILED  " + sentence + ("" if seen is None else "\n        seen: " + str(seen)[:600]), flush=True)
        return bool(holds)

    def equal(self, seen, expected, sentence):
        return self.check(seen == expected, f"{sentence}: expected {expected!r}", seen)

    def guard(self, act, sentence):
        """A part that breaks off (a time-out, a refused set-up) is a failed check; the other parts still run."""
        try:
            act()
        except Exception as error:  # whatever it was, it is told
            self.check(False, sentence + " runs to its end", repr(error)[-600:])

    def say(self, words):
        print(f"[{time.monotonic() - self.began:6.1f} s] {words}", flush=True)

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed", flush=True)
        sys.exit(0 if self.failed == 0 and self.passed > 0 else 1)


def binary_named(arguments):
    """The program: first argument, or NIANGJIA_BINARY."""
    path = arguments[0] if arguments else os.environ.get("NIANGJIA_BINARY", "")
    if not path or not os.access(path, os.X_OK):
        print("usage: run BINARY (or NIANGJIA_BINARY in the environment)")
        print("0 passed, 1 failed")
        sys.exit(2)
    return os.path.abspath(path)
