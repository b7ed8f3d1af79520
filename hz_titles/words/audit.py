"""An audit's report, as lines for a person or as the JSON object of its schema."""

from __future__ import annotations

from typing import Any

from ..audit import Report
from ..files import shown_path
from ..language import Language, Phrase
from ..loading import Data
from .verdict_object import source_object

_SOUND = Phrase("√", "ok")
_FAULTY = Phrase("×", "FAULT")
_PROOF = Phrase("{mark} {claim}（{of}：{walked}）", "{mark}: {claim} ({of}: {walked})")
_FINDING = Phrase("    {point}：{fault}", "    {point}: {fault}")
_WHOLE = Phrase(
    "共查 {walked} 处，发现 {found} 个问题（{folder}）", "{walked} points walked, {found} found ({folder})"
)
_MORE = Phrase("    ……另有 {count} 处，见 --format json", "    … and {count} more; see --format json")
_MOST = 10  # How many findings of one proof stand in the lines: the first ones say what is wrong


def report_lines(data: Data, report: Report, language: Language) -> str:
    """Return a report as lines: one a proof, with its findings below."""
    lines = []
    for proof in report.proofs:
        mark, findings = _FAULTY if proof.findings else _SOUND, proof.findings
        lines.append(_PROOF.filled(mark=mark, claim=proof.claim, of=proof.of, walked=proof.walked))
        lines += [_FINDING.filled(point=one.point, fault=one.fault) for one in findings[:_MOST]]
        lines += [_MORE.filled(count=len(findings) - _MOST)] if len(findings) > _MOST else []
    folder = shown_path(data.source.folder)
    lines.append(_WHOLE.filled(walked=report.walked, found=report.found, folder=folder))
    return "".join(line.say(language) + "\n" for line in lines)


def report_object(data: Data, report: Report, language: Language) -> dict[str, Any]:
    """Return a report as an object that JSON can hold; texts are in `language`."""
    proofs = [
        {
            "id": proof.id,
            "claim": proof.claim.say(language),
            "of": proof.of.say(language),
            "walked": proof.walked,
            "findings": [{"point": one.point, "fault": one.fault.say(language)} for one in proof.findings],
        }
        for proof in report.proofs
    ]
    totals = {"walked": report.walked, "found": report.found}
    return {"sound": report.sound, "proofs": proofs} | totals | {"source": source_object(data)}
