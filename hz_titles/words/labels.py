"""What the parts of a verdict, a row or a list are headed, the same in every rendering."""

from __future__ import annotations

from ..language import Phrase

ANSWER = Phrase("结论", "Answer")
TITLE = Phrase("职称", "Title")
AWARDED = Phrase("认定职称", "Title")  # The title of a row, as the head of Annex 1 has it
ROW = Phrase("目录项目", "Listed")
CANDIDATES = Phrase("可能是", "May be")
NAMED = Phrase("同名项目", "Listed")
WORDS = Phrase("通知原文", "The notice's words")
SUGGESTIONS = Phrase("是否指", "Is it")
WHERE = Phrase("去哪里申请", "Where")
OFFICE = Phrase("办公室", "Office")
PHONE = Phrase("电话", "Telephone")
EXTENT = Phrase("认定范围", "Serves")
WHY = Phrase("理由", "Why")
NEEDS = Phrase("还需要", "Needed")
OPTIONS = Phrase("按实际填写：{options}", "with your own values: {options}")
YEARS = Phrase("所需年限", "Years")
CONDITION = Phrase("条件", "Clause")
CONDITIONS = Phrase("条件（满足其一即可）", "Conditions (one is enough)")
ADVICE = Phrase("下一步怎么办", "Next")
OTHERS = Phrase("其他证书", "Others")
GIVEN = Phrase("所填情况", "Facts given")
ASSUMED = Phrase("未核实，按“是”处理", "Assumed (not checked)")
NOTES = Phrase("说明", "Notes")
READINGS = Phrase("政策口径", "How we read the notice")
CAVEATS = Phrase("注意", "Note")
