"""The headings under which a verdict's texts stand, the same in every rendering."""

from __future__ import annotations

from ..language import Phrase

ANSWER = Phrase("结论", "Answer")
TITLE = Phrase("职称", "Title")
CERTIFICATE = Phrase("证书", "Certificate")
CANDIDATES = Phrase("可能是", "May be")
SUGGESTIONS = Phrase("是否指", "Did you mean")
WHERE = Phrase("去哪里申请", "Where to apply")
OFFICE = Phrase("办公室", "Office")
PHONE = Phrase("电话", "Telephone")
EXTENT = Phrase("认定范围", "Whom it serves")
WHY = Phrase("理由", "Why")
NEEDS = Phrase("还需要", "Still needed")
CONDITIONS = Phrase("条件（满足其一即可）", "Conditions (one is enough)")
ADVICE = Phrase("怎样可以", "What would change it")
TAKEN = Phrase("视为属实", "Taken as given")
NOTES = Phrase("说明", "Note")
READINGS = Phrase("所依据的读法", "Readings it leans on")
CAVEATS = Phrase("注意", "Mind")
ITEM = Phrase("{label}：{text}", "{label}: {text}")
CODE = Phrase("{text}〔{code}〕", "{text} [{code}]")

MARKS = {True: "√", False: "×", None: "?"}
"""Marks of a condition that is met, not met or open; drawn by any Chinese console."""
