"""What a command puts out, on standard output, standard error and into files, and what can go wrong."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, Any, BinaryIO

from ..errors import ExitCode, HzTitlesError, UsageError
from ..files import check_output, shown_path, typed_path, whole_file
from ..language import Phrase
from ..names.text import cleaned
from .session import spoken, tidy_up_first, tr

if TYPE_CHECKING:
    from rich.console import Console

    from ..words.document import Document

CLOSED = Phrase("管道已关闭", "closed pipe")
_UNWRITABLE = Phrase("无法写到标准输出：{why}", "cannot write to standard output: {why}")
_SYSTEM = Phrase("系统不允许：{file}{why}", "the system refuses: {file}{why}")
_ERROR = Phrase("错误：{text}", "Error: {text}")
_EXTENSION = Phrase(
    "{option} “{file}”：文件名应以 {accepted} 结尾", "{option} “{file}”: the name must end in {accepted}"
)
_NOT_UTF8 = Phrase(
    "参数 {argument} 不是 UTF-8 编码：请把终端设为 UTF-8（chcp 65001 或 export LANG=C.UTF-8）后重试",
    "the argument {argument} is not UTF-8: set the terminal to UTF-8 (chcp 65001, or export LANG=C.UTF-8) "
    "and try again",
)


class Format(Enum):
    """How a command puts out its result; each command takes some of these."""

    PANEL = "panel"
    FULL = "full"
    TABLE = "table"
    PLAIN = "plain"
    CSV = "csv"
    JSON = "json"


class ClosedPipe(HzTitlesError):  # noqa: N818  # not the person's mistake
    """The reader closed the pipe; `OSError` would be taken by the parser for its own."""

    exit_code = ExitCode.CLOSED_PIPE


def prepare() -> None:
    """Let nothing stop the output: what an encoding cannot hold is escaped, a stream that is closed replaced.

    What is said to a closed standard error goes nowhere. The other two are opened the wrong way
    round, so that to read or write them fails as with every stream that cannot be used.
    """
    for name, access, mode in (
        ("stdin", os.O_WRONLY, "r"),
        ("stdout", os.O_RDONLY, "w"),
        ("stderr", os.O_WRONLY, "w"),
    ):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, access), mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def decoded(arguments: list[str]) -> list[str]:
    """Return the arguments read as UTF-8 whatever the locale."""
    texts = []
    for argument in arguments:
        try:
            texts.append(os.fsencode(argument).decode("utf-8"))
        except UnicodeError:
            raise UsageError(_NOT_UTF8, argument=ascii(argument)) from None
    return texts


def put(text: str) -> None:
    """Write a result to standard output, cleaned of what would steer a terminal."""
    _write(cleaned(text))


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise ClosedPipe(CLOSED) from None
    except OSError as error:
        _abandon_output()
        raise UsageError(_UNWRITABLE, why=error.strerror or str(error)) from None


def put_json(text: str) -> None:
    """Write JSON to standard output, and JSON it stays whatever the encoding."""
    from ..render.plain import fitting

    put(fitting(text, sys.stdout.encoding))


def put_records(chosen: Format, records: Any, keys: Sequence[str] = ()) -> bool:
    """Put out what programs read, JSON or CSV (headed `keys`); tell whether that was wanted."""
    from ..render.plain import as_csv, as_json

    if chosen is Format.JSON:
        put_json(as_json(records))
    elif chosen is Format.CSV:
        put(as_csv(keys or list(records[0]), records))
    return chosen in (Format.JSON, Format.CSV)


def _abandon_output() -> None:
    """Keep the interpreter from flushing into a pipe that is gone."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def say(text: str) -> None:
    """Write a word to the person, on standard error."""
    try:
        sys.stderr.write(cleaned(text) + "\n")
        sys.stderr.flush()
    except OSError:
        pass


def complain(error: HzTitlesError | OSError) -> int:
    """Say what went wrong, quietly where the reader has closed the pipe, and return the exit code."""
    if isinstance(error, OSError):
        file = f"{shown_path(error.filename)}: " if isinstance(error.filename, str) else ""
        error = UsageError(_SYSTEM, file=file, why=error.strerror or str(error))
    if isinstance(error, ClosedPipe):
        _abandon_output()
    else:
        say(tr(_ERROR, text=error.say(spoken())))
    return error.exit_code


def screen_width() -> int:
    """Return the columns of the terminal; 80 where nothing tells them, and never too few for a frame."""
    return max(shutil.get_terminal_size((80, 24)).columns, 10)


def put_drawn(draw: Callable[[Console], None]) -> None:
    """Write what `draw` puts on a console to standard output, whole; no text there is markup."""
    from rich.console import Console
    from rich.segment import Segment

    class Cleaning(Console):
        def render(self, renderable: Any, options: Any = None) -> Iterator[Segment]:
            for text, style, control in super().render(renderable, options):
                yield Segment(cleaned(text), style, control)

    screen = Cleaning(width=screen_width(), highlight=False, markup=False, emoji=False)
    with screen.capture() as captured:
        draw(screen)
    _write(captured.get())


def put_document(document: Document) -> None:
    """Write a document to standard output as a terminal shows it."""
    from ..render.screen import print_document

    put_drawn(lambda screen: print_document(screen, document))


def choose_format(text: str | None, on_terminal: Format) -> Format:
    """Return the format asked for; else the one for terminals on a terminal, plain lines elsewhere."""
    if text is not None:
        return Format(text)
    return on_terminal if sys.stdout.isatty() else Format.PLAIN


def output_path(
    option: str, typed: str, extensions: Collection[str], *, force: bool, source: os.stat_result | None = None
) -> str:
    """Return the path that an option names; refuse what cannot be written before any work is done."""
    path = typed_path(typed)
    if os.path.splitext(path)[1].lower() not in extensions:
        raise UsageError(_EXTENSION, option=option, file=shown_path(path), accepted=" ".join(extensions))
    tidy_up_first()
    check_output(path, source, force)
    return path


@contextmanager
def saved(path: str, said: Phrase, *, force: bool) -> Iterator[BinaryIO]:
    """Open a file for writing, and say that it is there when the block ends well."""
    with whole_file(path, force) as file:
        yield file
    say(tr(said, file=shown_path(path)))
