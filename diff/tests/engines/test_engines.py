"""The lines of this folder's README give, in each engine for real, what `batch` says."""

from __future__ import annotations

import csv
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hz_titles import UsageError, answers
from tests.support.program import Run

README = Path(__file__).with_name("README.md").read_text(encoding="utf-8")
BLOCKS = dict(re.findall(r"## ([^\n]+)\n.*?```python\n(.*?)```", README, re.DOTALL))
NEEDED = {
    "Python alone": (),
    "pandas": ("pandas", "pyarrow"),
    "polars": ("polars", "pyarrow"),
    "DuckDB": ("duckdb", "pyarrow"),
    "Apache Spark": ("pyspark", "pandas", "pyarrow"),
}
PEOPLE = """姓名,工号,证书,学历,毕业时间,工作年限,工作地点
张三,007,PMP,本科,2015-07,6,滨江
李四,008,"NPDP、CET-4",大专,,3,临安
王五,009,见附件,硕士,,,
赵六,010,IPMP C级,博士,2020-06,,余杭区五常街道
钱七,011,PMP,本科,,六七八,西湖
合计,,,,,,
"""


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> list[dict[str, str]]:
    """Return what `batch` says of the applicants."""
    (tmp_path / "applicants.csv").write_text(PEOPLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    out = run("batch", str(tmp_path / "applicants.csv"), "--summary", "none", "--lang", "en").stdout
    return list(csv.DictReader(out.splitlines()))


def rows_of(result: Any) -> Iterator[dict[str, Any]]:
    """Yield the rows of whatever kind of table an engine returns."""
    if hasattr(result, "to_dicts"):
        return iter(result.to_dicts())
    if hasattr(result, "to_pylist"):
        return iter(result.to_pylist())
    if hasattr(result, "collect"):
        return (row.asDict() for row in result.collect())
    return iter(result if isinstance(result, list) else result.to_dict("records"))


def without_line(row: dict[str, Any]) -> dict[str, str]:
    """Return a row without the place in the file that a reason names: each engine counts from its own."""
    return {name: re.sub(r"^line \d+: ", "", value or "") for name, value in row.items()}


def test_every_block_is_tried() -> None:
    assert set(BLOCKS) == set(NEEDED)


@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("engine", NEEDED)
def test_the_lines_of_the_readme_say_what_batch_says(engine: str, said: list[dict[str, str]]) -> None:
    for module in NEEDED[engine]:
        pytest.importorskip(module)
    if engine == "Apache Spark":
        if not shutil.which("java"):
            pytest.skip("there is no Java")
        os.environ["PYSPARK_PYTHON"] = sys.executable
    names: dict[str, Any] = {}
    exec(BLOCKS[engine], names)
    try:
        assert list(map(without_line, rows_of(names["result"]))) == list(map(without_line, said))
    finally:
        if "spark" in names:
            names["spark"].stop()


def test_rows_may_differ_in_their_headers_and_hold_numbers() -> None:
    mixed = [
        {"cert": "PMP", "degree": "master", "years": 3},
        {"证书": 40, "学历": "本科", "年限": 4.5},
        {"cert": "PMP"},
    ]
    assert [row["hz_status"] for row in answers(mixed)] == ["eligible", "not_eligible", "undetermined"]


def test_headers_may_be_traditional_as_in_a_table() -> None:
    row = {"證書": "PMP", "學歷": "本科", "相關工作年限（單位：個月）": 60}
    assert next(answers([row]))["hz_status"] == "eligible"


@pytest.mark.parametrize(
    "row", ["PMP", {"cert": ["PMP"]}, {"name": "PMP"}, {"证书": "PMP", "年限": 6, "工作年限": 6}]
)
def test_what_is_no_row_is_refused_with_a_sentence(row: Any) -> None:
    with pytest.raises(UsageError) as raised:
        list(answers([row]))
    assert "--" not in str(raised.value)
