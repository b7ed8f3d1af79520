"""A verdict as a page of its own: for a printout, an attachment or a screen reader.

Headings, lists and a table say what is what, so that it reads well without the style; the
style needs no network. Whatever a person typed is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from string import Template

from ..language import Language, Phrase, listed
from ..loading import Data
from ..rules.verdict import Status, Verdict
from ..words import labels
from ..words.marks import ANSWERED, MARKS
from ..words.verdict import OfficeText, VerdictText

_LANGUAGE_TAGS = {Language.ZH: "zh-CN", Language.EN: "en"}
_HEADLINE = Phrase("{cert} · {answer}", "{cert}: {answer}")
_DAY = Phrase("计算到 {day}", "reckoned as of {day}")
_MET = {
    True: Phrase("满足", "met"),
    False: Phrase("不满足", "not met"),
    None: Phrase("未定", "open"),
}
_MADE_WITH = Phrase("hz-titles · 数据 {sha256}", "hz-titles · data {sha256}")

_PAGE = Template("""\
<!DOCTYPE html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$headline</title>
<style>
:root { color-scheme: light dark;
  --ink: #1c1c1e; --soft: #5f6368; --line: #d6d8dc; --paper: #fff; --mark: $light }
@media (prefers-color-scheme: dark) {
  :root { --ink: #ececf0; --soft: #a3a7ae; --line: #3b3e44; --paper: #1b1c1f; --mark: $dark }
}
@media print {
  :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; --mark: $light }
  @page { margin: 18mm }
  section, tr { break-inside: avoid }
}
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere;
  font: 16px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem }
header { border-left: .35rem solid var(--mark); padding-left: 1rem }
h1 { margin: 0; font-size: 1.7rem; line-height: 1.3; color: var(--mark) }
header p { margin: .2rem 0 0 }
.title { font-size: 1.15rem; font-weight: 600 }
h2 { margin: 1.8rem 0 .4rem; font-size: 1rem; border-bottom: 1px solid var(--line) }
section p, section ul { margin: .3rem 0 }
ul { padding-left: 1.2rem }
.phone { font-weight: 600; white-space: nowrap }
a { color: inherit }
table { border-collapse: collapse; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0;
  border-bottom: 1px solid var(--line) }
th, .state { white-space: nowrap; font-weight: 600 }
td.met { color: var(--mark) }
.soft, footer { color: var(--soft); font-size: .9rem }
footer { margin-top: 2rem }
footer p { margin: .2rem 0 }
</style>
</head>
<body>
<main>
$content
</main>
</body>
</html>
""")

_COLOURS = {
    Status.ELIGIBLE: ("#18713a", "#5fd38a"),
    Status.NOT_ELIGIBLE: ("#b3261e", "#ff8a80"),
    Status.UNDETERMINED: ("#8a5a00", "#f2c14e"),
}
"""The colour of each answer on white and on black paper, both with enough contrast to read."""


def verdict_page(data: Data, verdict: Verdict, told: VerdictText, language: Language) -> str:
    """Return a whole HTML page for a verdict."""
    light, dark = _COLOURS[told.status]
    cert = next((taken.text for taken in verdict.applicant.taken if taken.fact == "cert"), "")
    headline = _HEADLINE.say(language, cert=cert, answer=told.answer)
    content = [
        _header(told, language),
        _where(told.where, language) if told.where else "",
        _list(labels.WHY, (reason.text for reason in told.reasons), language),
        _list(labels.NEEDS, (need.text for need in told.needs), language),
        _conditions(told, language),
        _list(labels.ADVICE, (advice.text for advice in told.advice), language),
        _list(labels.NOTES, (note.text for note in told.notes), language),
        _list(labels.GIVEN, _facts(verdict, language), language),
        _list(labels.TAKEN, told.taken, language),
        _list(labels.READINGS, _readings(told, language), language),
        _footer(data, told, language),
    ]
    return _PAGE.substitute(
        language=_LANGUAGE_TAGS[language],
        headline=escape(headline),
        light=light,
        dark=dark,
        content="\n".join(filter(None, content)),
    )


def _header(told: VerdictText, language: Language) -> str:
    lines = [f"<h1>{MARKS[ANSWERED[told.status]]} {escape(told.answer)}</h1>"]
    if told.title:
        lines.append(f'<p class="title">{escape(told.title)}</p>')
    lines += [f'<p class="soft">{escape(row)}</p>' for row in told.rows]
    if told.suggestions:
        lines.append(_labelled(labels.SUGGESTIONS, listed(told.suggestions, language), language))
    return "<header>\n" + "\n".join(lines) + "\n</header>"


def _where(where: OfficeText, language: Language) -> str:
    lines = [f"<p><strong>{escape(where.name)}</strong></p>"]
    if where.office:
        lines.append(f"<p>{escape(where.office)}</p>")
    for phone in where.phones:
        digits = escape(phone.replace("-", ""))
        link = f'<a class="phone" href="tel:{digits}">{escape(phone)}</a>'
        lines.append(f"<p>{escape(labels.PHONE.say(language))} {link}</p>")
    if where.clause and where.extent:
        extent = labels.CITED.say(language, text=where.extent, clause=where.clause)
        lines.append(f'<p class="soft">{escape(extent)}</p>')
    return _section(labels.WHERE, "\n".join(lines), language)


def _conditions(told: VerdictText, language: Language) -> str:
    if not told.routes:
        return ""
    rows = [
        f'<tr><td class="state{" met" if route.met else ""}">{MARKS[route.met]} '
        f'{escape(_MET[route.met].say(language))}</td><th scope="row">{escape(route.clause)}</th>'
        f'<td>{escape(route.text)}<br><span class="soft">{escape(route.answer)}</span></td></tr>'
        for route in told.routes
    ]
    return _section(labels.CONDITIONS, "<table>\n" + "\n".join(rows) + "\n</table>", language)


def _facts(verdict: Verdict, language: Language) -> Iterable[str]:
    for taken in verdict.applicant.taken:
        text = taken.read.say(language) if taken.fact == "related" else taken.text
        yield labels.ITEM.say(language, label=labels.FACTS[taken.fact].say(language), text=text)
    yield _DAY.say(language, day=verdict.applicant.as_of)


def _readings(told: VerdictText, language: Language) -> Iterable[str]:
    for one in told.readings:
        yield labels.ITEM.say(language, label=f"{one.title} ({one.id})", text=one.text)


def _footer(data: Data, told: VerdictText, language: Language) -> str:
    lines = [*told.caveats, _MADE_WITH.say(language, sha256=data.source.sha256[:12])]
    return "<footer>\n" + "\n".join(f"<p>{escape(line)}</p>" for line in lines) + "\n</footer>"


def _list(label: Phrase, texts: Iterable[str], language: Language) -> str:
    items = [f"<li>{escape(text)}</li>" for text in texts]
    return _section(label, "<ul>\n" + "\n".join(items) + "\n</ul>", language) if items else ""


def _section(label: Phrase, content: str, language: Language) -> str:
    return f"<section>\n<h2>{escape(label.say(language))}</h2>\n{content}\n</section>"


def _labelled(label: Phrase, text: str, language: Language) -> str:
    return f"<p>{escape(labels.ITEM.say(language, label=label.say(language), text=text))}</p>"
