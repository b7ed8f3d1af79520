"""What a file is, told by its first and last bytes; what is no table is named with the way out."""

from __future__ import annotations

from enum import Enum
from typing import BinaryIO

from ..errors import UsageError
from ..language import Phrase


class Kind(Enum):
    """A kind of file that can be a table."""

    TEXT = "text"
    WORKBOOK = "workbook"
    OLD_WORKBOOK = "old workbook"


_LOOKED_AT = 1 << 16
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"

_NO_TABLE = Phrase("{file} 是{kind}，读不了：{way}", "{file} is {kind} and cannot be read: {way}")
_SAVE = Phrase("请打开后另存为 .xlsx 或 .csv（UTF-8）", "open it and save it as .xlsx or .csv (UTF-8)")
_UNPACK = Phrase("请先解压", "unpack it first")
_TYPE_IN = Phrase("请给出原来的表格，或录入成表格", "give the table it was made from, or type it into one")
_UNLOCK = Phrase(
    "请用密码打开，去掉密码（文件→信息→保护工作簿）后再保存",
    "open it with its password, take the password off (File, Info, Protect Workbook) and save it",
)
_PAGE = Phrase("网页（HTML 表格，只是名字像工作簿）", "a web page (an HTML table by another name)")
_DOCUMENT = Phrase("文档，不是表格", "a document, not a table")
_PICTURE = Phrase("图片", "a picture")
_ARCHIVE = Phrase("压缩文件", "an archive")

_BEGINNINGS = (
    (b"%PDF", Phrase(" PDF", "a PDF"), _TYPE_IN),
    (b"\x89PNG", _PICTURE, _TYPE_IN),
    (b"\xff\xd8\xff", _PICTURE, _TYPE_IN),
    (b"GIF8", _PICTURE, _TYPE_IN),
    (b"\x1f\x8b", _ARCHIVE, _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE, _UNPACK),
    (b"Rar!\x1a\x07", _ARCHIVE, _UNPACK),
    (b"{\\rtf", _DOCUMENT, _SAVE),
    (b"SQLite format 3", Phrase("数据库", "a database"), _SAVE),
    (b"PAR1", Phrase(" Parquet 文件", "a Parquet file"), _SAVE),
)
_IN_ZIP = (
    (
        b"opendocument.spreadsheet",
        Phrase(" OpenDocument 表格（.ods）", "an OpenDocument table (.ods)"),
        _SAVE,
    ),
    (b"xl/workbook.bin", Phrase("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"), _SAVE),
    (b"word/document.xml", _DOCUMENT, _SAVE),
    (b"opendocument.text", _DOCUMENT, _SAVE),
    (b"ppt/presentation.xml", _DOCUMENT, _SAVE),
    (b"Index/Document.iwa", Phrase(" Numbers 表格", "a Numbers table"), _SAVE),
)
_IN_OLE = (
    ("EncryptedPackage", Phrase("加了密码的工作簿", "a workbook with a password"), _UNLOCK),
    ("WordDocument", _DOCUMENT, _SAVE),
)
_IN_MARKUP = (
    (b"office:spreadsheet", Phrase(" XML 表格（Excel 2003）", "an XML table of Excel 2003"), _SAVE),
    (b"opendocument", Phrase(" OpenDocument 表格（.fods）", "an OpenDocument table (.fods)"), _SAVE),
    (b"<html", _PAGE, _SAVE),
    (b"<!doctype html", _PAGE, _SAVE),
    (b"<table", _PAGE, _SAVE),
    (b"<?xml", Phrase(" XML 文件", "an XML file"), _SAVE),
)


def kind_of_file(file: BinaryIO, label: Phrase | str) -> Kind:
    """Tell what a file is, whatever it is called.

    Raises:
        UsageError: it is another kind of file; says which, and how to make a table of it.
    """
    size = file.seek(0, 2)
    file.seek(0)
    head = file.read(_LOOKED_AT)
    file.seek(max(size - _LOOKED_AT, 0))
    tail = file.read(_LOOKED_AT)
    for begins, kind, way in _BEGINNINGS:
        if head.startswith(begins):
            raise UsageError(_NO_TABLE, file=label, kind=kind, way=way)
    if head.startswith(_ZIP):
        _refuse(head + tail, _IN_ZIP, label)
        if b"PK\x05\x06" in tail and not any(sign in head + tail for sign in (b"xl/", b"[Content_Types]")):
            raise UsageError(_NO_TABLE, file=label, kind=_ARCHIVE, way=_UNPACK)
        return Kind.WORKBOOK
    if head.startswith(_OLE):
        for name, kind, way in _IN_OLE:
            if name.encode("utf-16-le") in head + tail:
                raise UsageError(_NO_TABLE, file=label, kind=kind, way=way)
        return Kind.OLD_WORKBOOK
    begun = head[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if begun.startswith((b"<", b"mime-version:")):
        _refuse(begun, _IN_MARKUP, label)
        if begun.startswith(b"m"):
            raise UsageError(_NO_TABLE, file=label, kind=_PAGE, way=_SAVE)
    return Kind.TEXT


def _refuse(found: bytes, kinds: tuple[tuple[bytes, Phrase, Phrase], ...], label: Phrase | str) -> None:
    for sign, kind, way in kinds:
        if sign in found:
            raise UsageError(_NO_TABLE, file=label, kind=kind, way=way)
