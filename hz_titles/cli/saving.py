"""``check --save FILE``: the verdict as a file, in the form that the file's name asks for."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..language import Phrase
from ..paths import shown_path, typed_path
from .language import spoken, tr
from .output import say

if TYPE_CHECKING:
    from ..loading import Data
    from ..rules.verdict import Verdict

_UNKNOWN = Phrase(
    "--save “{file}”：文件名应以 {accepted} 结尾", "--save “{file}”: the name must end in {accepted}"
)
_SAVED = Phrase("已保存到 {file}", "saved to {file}")


def save_verdict(typed: str, data: Data, verdict: Verdict, *, force: bool) -> None:
    """Write a verdict to `typed` as its extension says, whole or not at all.

    Raises:
        UsageError: an extension that is not known, or a file that cannot be written.
    """
    path = typed_path(typed)
    extension = os.path.splitext(path)[1].lower()
    if extension not in _FORMS:
        raise UsageError(_UNKNOWN, file=shown_path(path), accepted=" ".join(_FORMS))
    from ..files import check_output, whole_file
    from .interruption import tidy_up_first

    tidy_up_first()

    check_output(path, source=None, force=force)
    content = _FORMS[extension](data, verdict).encode("utf-8")
    with whole_file(path, force=force) as file:
        file.write(content)
    say(tr(_SAVED, file=shown_path(path)))


def _page(data: Data, verdict: Verdict) -> str:
    from ..render.html import document_page
    from ..words.verdict import verdict_document

    return document_page(verdict_document(data, verdict, spoken()))


def _lines(data: Data, verdict: Verdict) -> str:
    from ..render.plain import document_lines
    from ..words.verdict import verdict_document

    return document_lines(verdict_document(data, verdict, spoken()))


def _object(data: Data, verdict: Verdict) -> str:
    from ..words.verdict_object import verdict_json

    return verdict_json(data, verdict, spoken())


_FORMS: dict[str, Callable[[Data, Verdict], str]] = {".html": _page, ".txt": _lines, ".json": _object}
