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
_PDF = Phrase(" PDF", "a PDF")
_ARCHIVE = Phrase("压缩文件", "an archive")
_LOCKED = Phrase("加了密码的工作簿", "a workbook with a password")
_WAYS = {_PDF: _TYPE_IN, _PICTURE: _TYPE_IN, _ARCHIVE: _UNPACK, _LOCKED: _UNLOCK}
"""The way out of kinds that cannot be saved as a table just so."""

_BEGINNINGS = {
    b"%PDF": _PDF,
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"\x1f\x8b": _ARCHIVE,
    b"7z\xbc\xaf\x27\x1c": _ARCHIVE,
    b"Rar!\x1a\x07": _ARCHIVE,
    b"{\\rtf": _DOCUMENT,
    b"SQLite format 3": Phrase("数据库", "a database"),
    b"PAR1": Phrase(" Parquet 文件", "a Parquet file"),
}
_IN_ZIP = {
    b"opendocument.spreadsheet": Phrase(" OpenDocument 表格（.ods）", "an OpenDocument table (.ods)"),
    b"xl/workbook.bin": Phrase("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"),
    b"word/document.xml": _DOCUMENT,
    b"opendocument.text": _DOCUMENT,
    b"ppt/presentation.xml": _DOCUMENT,
    b"Index/Document.iwa": Phrase(" Numbers 表格", "a Numbers table"),
}
_IN_OLE = {
    "EncryptedPackage".encode("utf-16-le"): _LOCKED,
    "WordDocument".encode("utf-16-le"): _DOCUMENT,
}
_IN_MARKUP = {
    b"office:spreadsheet": Phrase(" XML 表格（Excel 2003）", "an XML table of Excel 2003"),
    b"opendocument": Phrase(" OpenDocument 表格（.fods）", "an OpenDocument table (.fods)"),
    b"<html": _PAGE,
    b"<!doctype html": _PAGE,
    b"<table": _PAGE,
    b"<?xml": Phrase(" XML 文件", "an XML file"),
    b"mime-version:": _PAGE,
}


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
    found, kind, signs = b"", Kind.TEXT, {}
    begun = head[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(_ZIP):
        found, kind, signs = head + tail, Kind.WORKBOOK, _IN_ZIP
    elif head.startswith(_OLE):
        found, kind, signs = head + tail, Kind.OLD_WORKBOOK, _IN_OLE
    elif begun.startswith((b"<", b"mime-version:")):
        found, signs = begun, _IN_MARKUP
    other = next((kind for begins, kind in _BEGINNINGS.items() if head.startswith(begins)), None)
    other = other or next((kind for sign, kind in signs.items() if sign in found), None)
    if kind is Kind.WORKBOOK and not other and b"PK\x05\x06" in tail:
        other = None if b"xl/" in found or b"[Content_Types]" in found else _ARCHIVE
    if other:
        raise UsageError(_NO_TABLE, file=label, kind=other, way=_WAYS.get(other, _SAVE))
    return kind
