"""Starts processes and measures them: commands come in, seconds and peak memory go out, marshalled.

Linux hands the peak of a process's memory on to the children that it starts. So that a
figure is the child's own, they are all started from here, where there is next to nothing.
"""

import marshal
import os
import sys
import time


def main() -> None:
    """Run command after command until there is no more."""
    commands, answers = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            command, environment, folder, words = marshal.load(commands)
        except EOFError:
            return
        os.chdir(folder)
        marshal.dump(measured(command, environment, words), answers)
        answers.flush()


def measured(command: list[str], environment: dict[str, str], words: str) -> tuple[float, int, int]:
    """Run one command into a pipe and return seconds, peak memory in KiB and the exit code."""
    reading, writing = os.pipe()
    actions = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_DUP2, writing, 1),
        (os.POSIX_SPAWN_OPEN, 2, words, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
        (os.POSIX_SPAWN_CLOSE, reading),
        (os.POSIX_SPAWN_CLOSE, writing),
    ]
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, environment, file_actions=actions)
    os.close(writing)
    while os.read(reading, 1 << 16):
        pass
    os.close(reading)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    return seconds, usage.ru_maxrss, os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    main()
