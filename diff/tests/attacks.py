"""The attacks in their long form: hostile texts, tables, workbooks and signals, as many as asked for.

``python -m tests.attacks --inputs 1000000 --signals 500`` says what was found, with the seed of each
input, and how many of each kind there were; it ends with 1 where anything was found.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, repeat
from pathlib import Path
from unicodedata import category
from xml.sax.saxutils import escape

from hz_titles import Data, Facts, HzTitlesError, Language, check, load, verdict_document
from hz_titles.names.text import cleaned
from hz_titles.render.plain import document_lines
from tests.cli.test_interruption import LINES, burst, people
from tests.support.editing import FILES
from tests.support.hostile_workbooks import KINDS
from tests.support.packages import BOOK, SHEET, book, differences, package, rows, sheet, text_cell
from tests.support.program import ROOT, TODAY, run_here, variables

MOST_SECONDS = 2.0  # The processor's time that one input may take
FACTS = {  # The heading of each, and what can be said of it
    "cert": ("证书", "PMP PMP CCNP 40 TÜV 监理工程师 PMP/NPDP PMP（项目管理） Gold"),
    "issuer": ("发证机构", "PMI 思科 Cisco 美国项目管理协会"),
    "grade": ("证书等级", "高级 中级 3 三级 Level"),
    "degree": ("学历", "本科 bachelor 硕士@2020-07-01 大专及以上 博士/硕士 中专2003年"),
    "years": ("年限", "6 6.5 十二年半 3年以上 近5年 ½ ² 1e999 nan -0 99999999999999999999"),
    "work": ("工作经历", "2015-07..至今 2020.01-2024.12 2019.. ..2020 9999-12-31.. 0000-00-00..2020"),
    "district": ("工作地", "滨江 桐庐县 市直 萧山或余杭 上海 310051 杭州"),
}
CONTROLS = "\x1b\x07\x9b\0\r\n\t\v\x85\u2028\u202e\u2066\u200d\ufeff\ufffe\uffff\ud800\udfff\u0301\u20dd\xa0"
SIGNS = CONTROLS + '""\'`,,;|{}[]%\\=+-@@/、（）()：..或和无至今年月½²٣１㍿﷽ßİﬁ🙂一\u3000'
SEQUENCES = ["\x1b[31m", "\x1b]0;x\x07", "\x9b2J", "{0}", "%s", "[red]", "_x0041_", "=1+cmd' /C calc'!A0"]
LONG = [*':\u0301(（、1"@一\x1b或/', "PMP ", "本科", "..", "2020-"]
ENCODINGS = [*["utf-8"] * 4, "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "latin-1", "utf-32"]
SENT = ["SIGINT", "SIGINT", "SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"]


def hostile(chance: random.Random, fact: str) -> str:
    """Return something that somebody might type, or nobody would."""
    words = FACTS[fact][1].split()
    if (die := chance.random()) < 0.35:
        return chance.choice(words)
    if die < 0.353:
        return chance.choice(words) + chance.choice(LONG) * chance.choice([200, 5_000, 80_000])
    pieces = [
        *chance.choices(words, k=2),
        *chance.choices(FACTS[chance.choice(list(FACTS))][1].split(), k=2),
        *chance.choices(SIGNS, k=4),
        chance.choice(SEQUENCES),
        "".join(map(chr, chance.choices(range(0x110000), k=3))),
        chance.choice(words)[: chance.randrange(4)],
    ]
    return "".join(chance.sample(pieces, chance.choice([0, 1, 2, 2, 3, 5, 11])))


def seen(text: str) -> None:
    """Refuse what a terminal would obey or cannot hold."""
    assert not {char for char in text if category(char) in "Cc Cf Cs Zl Zp"} - {*"\n\t"}


def run(chance: random.Random, data: Data, folder: Path, *line: str) -> None:
    """Run a command line whole, and look at its words and its code."""
    spoken = variables(folder, {"HZ_TITLES_LANG": chance.choice(["zh", "en"])})
    done = run_here(*line, environment=spoken, folder=folder, data=data)
    assert done.returncode in (0, 2, 3, 4, 5, 6), done.stderr
    seen(done.stderr + done.stdout * (line[0] == "check"))


def facts(chance: random.Random, data: Data, folder: Path) -> None:
    """Type hostile facts, and read every word of the answer."""
    typed = {fact: hostile(chance, fact) for fact in FACTS if fact == "cert" or chance.random() < 0.3}
    if chance.random() < 0.03:
        line = [f"--{fact}={text}" for fact, text in typed.items()]
        line += ["--format", chance.choice(["panel", "full", "plain", "json"])]
        run(chance, data, folder, "check", *line)
        return
    language, typed["degrees"] = chance.choice(list(Language)), typed.pop("degree", "")
    try:
        verdict = check(data, Facts(**typed), TODAY)  # type: ignore[arg-type]
        words = document_lines(verdict_document(data, verdict, language)) + str(verdict.to_dict(language))
    except HzTitlesError as error:
        words = error.say(language)
    seen(cleaned(words))


def answered(chance: random.Random, data: Data, folder: Path, content: bytes, name: str) -> None:
    """Run a table through `batch`, and look at what is left: the whole of it, or nothing."""
    (folder / name).write_bytes(content)
    output = chance.choice(["out.csv", "out.tsv", "out.jsonl", "out.xlsx"])
    more = ["--safe-text"] * (chance.random() < 0.3) + ["--district=滨江"] * (chance.random() < 0.3)
    more += [f"--encoding={chance.choice(ENCODINGS)}"] * (chance.random() < 0.1)
    run(chance, data, folder, "batch", name, "-o", output, *more)
    assert {*os.listdir(folder)} <= {name, output}
    if (folder / output).exists() and not output.endswith("xlsx"):
        (folder / output).read_bytes().decode("utf-8")


def damaged(chance: random.Random, content: bytes) -> bytes:
    """Return the bytes, half of the time with some of them changed, gone or added."""
    broken = bytearray(content)
    for _ in range(chance.choice([0, 0, 1, 3])):
        at = chance.randrange(len(broken) + 1)
        new = chance.choice([b"\0", b'"', b"\xff", b"\x80\xb5", b"\n", b"<", b""])
        broken[at : at + chance.choice([0, 1, 1, 40])] = new
    return bytes(broken[: chance.randrange(len(broken) + 1)] if chance.random() < 0.05 else broken)


def tables(chance: random.Random, data: Data, folder: Path) -> None:
    """Make a table of hostile cells in some form and encoding, and answer it."""
    columns = ["cert", *chance.sample(list(FACTS), chance.randrange(7))]
    header = [FACTS[fact][0] if chance.random() < 0.97 else hostile(chance, fact) for fact in columns]
    cells = [[hostile(chance, fact) for fact in columns] for _ in range(chance.randrange(20))]
    kind = chance.choice(["csv", "csv", "tsv", "jsonl"])
    if kind == "jsonl":
        lines = [dict(zip(header, row, strict=True)) for row in cells]
        text = "\n".join(json.dumps(line, ensure_ascii=chance.random() < 0.5) for line in lines)
    else:
        written = io.StringIO(newline="")
        delimiter = "\t" if kind == "tsv" else chance.choice(",,;")
        csv.writer(written, delimiter=delimiter, quoting=chance.choice([0, 1])).writerows([header, *cells])
        text = written.getvalue()
    content = damaged(chance, text.encode(chance.choice(ENCODINGS), chance.choice(["replace", "ignore"])))
    answered(chance, data, folder, content, f"in.{kind}")


def workbooks(chance: random.Random, data: Data, folder: Path) -> None:
    """Make a workbook of hostile cells and parts, and answer it."""
    cell = escape(re.sub("[\0-\x1f\ud800-\udfff\ufffe\uffff]", "", hostile(chance, "cert")))
    more = {2: text_cell("F2", cell), 3: text_cell("G3", cell)}
    parts: dict[str, str | bytes] = {SHEET: sheet(rows(more=more)), BOOK: book()}
    parts = {name: damaged(chance, str(part).encode()) for name, part in parts.items()}
    package(folder / "in.xlsx", parts, chance.choice(["sheet", "sheet", "macro"]))
    content = (folder / "in.xlsx").read_bytes()
    answered(chance, data, folder, chance.choice([content, content, damaged(chance, content)]), "in.xlsx")


def one_kind(data: Data, folder: Path, kind: str) -> None:
    """Answer a workbook of a kind: all else stays as it was, or it is refused in one sentence."""
    package(folder / "in.xlsx", KINDS[kind])
    environment = variables(folder, {"HZ_TITLES_LANG": "en"})
    line = ("batch", "in.xlsx", "-o", "out.xlsx", "--summary", "none")
    done = run_here(*line, environment=environment, folder=folder, data=data)
    assert done.returncode in (0, 2, 6), done.stderr
    assert done.stderr.count("Error: ") == (done.returncode == 2), done.stderr
    assert {*os.listdir(folder)} == {"in.xlsx", *["out.xlsx"] * (done.returncode != 2)}
    if done.returncode != 2 and not isinstance(KINDS[kind].get(SHEET), tuple):
        differences(folder / "in.xlsx", folder / "out.xlsx")


def files(chance: random.Random, data: Data, folder: Path) -> None:
    """Damage the data files, and list what is in them."""
    for name in FILES:
        (folder / name).write_bytes(damaged(chance, (ROOT / name).read_bytes()))
    run(chance, data, folder, "list-certs", "--data", ".")


def signals(chance: random.Random, data: Data, folder: Path) -> None:
    """Send a real process a signal at a random moment, once or often."""
    burst(chance.choice(LINES), folder, chance, getattr(signal, chance.choice(SENT)))


@contextmanager
def watched(kind: str, seed: str, counts: Counter[str]) -> Iterator[None]:
    """Say whatever goes wrong with one input, and which it was."""
    begun, wrong = time.process_time(), ""
    try:
        yield
    except Exception as error:
        wrong = f"{error!r:.400} at {traceback.extract_tb(error.__traceback__)[-1]}"
    if (took := time.process_time() - begun) > MOST_SECONDS:
        wrong += f" {took:.1f} seconds"
    counts.update([kind, *["found"] * bool(wrong)])
    if wrong:
        print(f"{kind} {seed}: {wrong}", flush=True)


def main() -> int:
    """Attack, and return 1 where anything was found."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks")
    for name, default in (("inputs", 10_000), ("signals", 20), ("seed", 0)):
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--kinds", action="store_true", help="every kind of workbook first")
    asked, data, counts = parser.parse_args(), load(), Counter({"found": 0})
    kinds = {1000: files, 200: workbooks, 20: tables, 1: facts}
    inputs = (next(kind for each, kind in kinds.items() if at % each == 0) for at in range(asked.inputs))
    with tempfile.TemporaryDirectory() as place, suppress(KeyboardInterrupt):
        for kind in KINDS if asked.kinds else ():
            with tempfile.TemporaryDirectory() as empty, watched(kind, "", counts):
                one_kind(data, Path(empty), kind)
        there = people(Path(place))
        for number, attack in enumerate(chain(inputs, repeat(signals, asked.signals))):
            seed = f"{asked.seed}:{number}"
            with watched(attack.__name__, seed, counts), tempfile.TemporaryDirectory() as empty:
                attack(random.Random(seed), data, there if attack is signals else Path(empty))
    print(dict(counts))
    return int(counts["found"] > 0)


if __name__ == "__main__":
    sys.exit(main())
