"""What the parts of a verdict, a row or a list are headed, the same in every rendering."""

from __future__ import annotations

from ..language import Phrase

ANSWER = Phrase("结论", "Answer")
TITLE = Phrase("职称", "Title")
AWARDED = Phrase("认定职称", "Title")
"""The title of a row, as the head of Annex 1 has it."""
WORDS = Phrase("通知原文", "The notice's words")
SUGGESTIONS = Phrase("是否指", "Did you mean")
WHERE = Phrase("去哪里申请", "Where to apply")
OFFICE = Phrase("办公室", "Office")
PHONE = Phrase("电话", "Telephone")
EXTENT = Phrase("认定范围", "Whom it serves")
WHY = Phrase("理由", "Why")
NEEDS = Phrase("还需要", "Still needed")
CONDITIONS = Phrase("条件（满足其一即可）", "Conditions (one is enough)")
ADVICE = Phrase("怎样可以", "What would change it")
GIVEN = Phrase("所填情况", "Facts given")
TAKEN = Phrase("视为属实", "Taken as given")
NOTES = Phrase("说明", "Notes")
READINGS = Phrase("所依据的读法", "Readings it rests on")
CAVEATS = Phrase("注意", "Please note")
ITEM = Phrase("{label}：{text}", "{label}: {text}")
CITED = Phrase("{text}（{clause}）", "{text} ({clause})")
CODE = Phrase("{text}〔{code}〕", "{text} [{code}]")

FACTS = {
    "cert": Phrase("证书", "Certificate"),
    "issuer": Phrase("颁证单位", "Issuer"),
    "grade": Phrase("证书等级", "Grade"),
    "degree": Phrase("学历或学位", "Qualification"),
    "years": Phrase("相关工作年限", "Years of related work"),
    "work": Phrase("相关工作经历", "Related work"),
    "related": Phrase("现从事相关工作", "Works in the field"),
    "district": Phrase("工作所在地", "Place of work"),
}
"""What each fact about an applicant is called."""
