"""Files that a command writes besides its result: each as its name asks, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

from ..errors import UsageError
from ..files import shown_path, typed_path
from ..language import Phrase
from .language import spoken, tr
from .output import say

if TYPE_CHECKING:
    from ..loading import Data
    from ..rules.verdict import Verdict

_EXTENSION = Phrase(
    "{option} “{file}”：文件名应以 {accepted} 结尾", "{option} “{file}”: the name must end in {accepted}"
)
_SAVED = Phrase("已保存到 {file}", "saved to {file}")
_EXTENSIONS = (".html", ".txt", ".json")


def output_path(
    option: str, typed: str, extensions: Collection[str], *, force: bool, source: os.stat_result | None = None
) -> str:
    """Return the path that an option names; refuse what cannot be written before any work is done."""
    from ..files import check_output
    from .interruption import tidy_up_first

    path = typed_path(typed)
    if os.path.splitext(path)[1].lower() not in extensions:
        raise UsageError(_EXTENSION, option=option, file=shown_path(path), accepted=" ".join(extensions))
    tidy_up_first()
    check_output(path, source, force)
    return path


@contextmanager
def saved(path: str, said: Phrase, *, force: bool) -> Iterator[BinaryIO]:
    """Open a file for writing, and say that it is there when the block ends well."""
    from ..files import whole_file

    with whole_file(path, force) as file:
        yield file
    say(tr(said, file=shown_path(path)))


def save_verdict(typed: str, data: Data, verdict: Verdict, *, force: bool) -> None:
    """Write a verdict to `typed` in the form that its extension asks for."""
    path = output_path("--save", typed, _EXTENSIONS, force=force)
    with saved(path, _SAVED, force=force) as file:
        file.write(_content(path, data, verdict).encode("utf-8"))


def _content(path: str, data: Data, verdict: Verdict) -> str:
    from ..render.plain import as_json, document_lines

    if path.lower().endswith(".json"):
        from ..words.verdict_object import verdict_object

        return as_json(verdict_object(data, verdict, spoken()))
    from ..words.verdict import verdict_document

    document = verdict_document(data, verdict, spoken())
    if path.lower().endswith(".txt"):
        return document_lines(document)
    from ..render.html import document_page

    return document_page(document)
