"""``check --save``: whole files in three forms, and nothing where it cannot be."""

from __future__ import annotations

import errno
import os
import stat
from html.parser import HTMLParser
from pathlib import Path

import pytest

from hz_titles.errors import UsageError
from hz_titles.files import check_output, whole_file
from tests.support.program import Run

FACTS = ["--degree", "本科", "--years", "6", "--district", "滨江", "--as-of", "2026-01-02"]


class Page(HTMLParser):
    """Collects the tags and the texts of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize(("language", "tag"), [("zh", "zh-CN"), ("en", "en")])
def test_a_page_has_a_language_a_title_the_answer_and_nothing_from_the_network(
    run: Run, tmp_path: Path, language: str, tag: str
) -> None:
    done = run("check", "--cert", "PMP", *FACTS, "--lang", language, "--save", "v.html", folder=tmp_path)
    assert (done.returncode, "v.html" in done.stderr) == (0, True)
    text = (tmp_path / "v.html").read_text(encoding="utf-8")
    page = Page(text)
    assert page.open == []
    assert ("html", {"lang": tag}) in page.tags
    names = {name for name, _ in page.tags}
    assert "title" in names
    assert not names & {"link", "script", "img"}
    assert "url(" not in text
    shown = "".join(page.texts)
    assert [words for words in ("工程师", "0571-88119352", "附件1 二.2", "2026") if words not in shown] == []
    assert language == "zh" or "\u3000" not in shown


def test_what_a_person_typed_is_escaped_in_the_page(run: Run, tmp_path: Path) -> None:
    typed = "<script>$headline{code}</script> [red]&"
    run("check", "--cert", typed, "--save", "v.html", folder=tmp_path)
    text = (tmp_path / "v.html").read_text(encoding="utf-8")
    assert "<script>" not in text
    assert "&lt;script&gt;$headline{code}&lt;/script&gt; [red]&amp;" in text


def test_text_and_json_are_what_the_formats_print_and_the_exit_code_stays(run: Run, tmp_path: Path) -> None:
    for name, form, cert, code in (
        ("v.txt", "plain", "PMP", 0),
        ("V.JSON", "json", "PMP", 0),
        ("w.txt", "plain", "CAPM", 3),
        ("w.json", "json", "IPMP", 4),
    ):
        done = run("check", "--cert", cert, *FACTS, "--format", form, "--save", name, folder=tmp_path)
        assert (done.returncode, done.stdout) == (code, (tmp_path / name).read_text(encoding="utf-8"))
    again = run("check", "--cert", "PMP", "--save", "v.txt", folder=tmp_path)
    assert (again.returncode, again.stdout) == (2, "")
    assert "--force" in again.stderr
    assert run("check", "--cert", "CAPM", "--save", "v.txt", "--force", folder=tmp_path).returncode == 3


@pytest.mark.parametrize(
    ("name", "words"),
    [("v.pdf", ".html .txt .json"), ("verdict", ".html"), ("", ".html"), ("folder.html", "文件夹")],
)
def test_a_file_that_cannot_be_is_refused_with_what_to_write_instead(
    run: Run, tmp_path: Path, name: str, words: str
) -> None:
    (tmp_path / "folder.html").mkdir()
    done = run("check", "--cert", "PMP", *FACTS, "--save", name, folder=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert os.listdir(tmp_path) == ["folder.html"]


def write_half(target: Path, error: BaseException) -> None:
    with whole_file(str(target), force=True) as file:
        file.write(b"half")
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError()], ids=["Ctrl-C", "bug"])
def test_a_file_appears_only_when_it_is_whole(tmp_path: Path, error: BaseException) -> None:
    target = tmp_path / "out.txt"
    target.write_bytes(b"before")
    with pytest.raises(type(error)):
        write_half(target, error)
    assert target.read_bytes() == b"before"
    with whole_file(str(target), force=True) as file:
        file.write(b"after")
        file.flush()
        assert target.read_bytes() == b"before"
    assert target.read_bytes() == b"after"
    assert os.listdir(tmp_path) == ["out.txt"]


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="disk is full"):
        write_half(tmp_path / "out.txt", OSError(errno.ENOSPC, "No space left on device"))
    assert os.listdir(tmp_path) == []


def test_an_existing_file_is_kept_where_it_may_not_be_replaced(tmp_path: Path) -> None:
    target = tmp_path / "out.txt"
    target.write_bytes(b"before")
    with pytest.raises(UsageError, match="--force"):
        check_output(str(target), source=None, force=False)
    with pytest.raises(UsageError, match="--force"), whole_file(str(target), force=False):
        pass
    assert target.read_bytes() == b"before"


@pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")
def test_links_are_followed_and_modes_kept(tmp_path: Path) -> None:
    target, link = tmp_path / "out.txt", tmp_path / "link.txt"
    target.write_bytes(b"before")
    target.chmod(0o640)
    link.symlink_to(target)
    with whole_file(str(link), force=True) as file:
        file.write(b"after")
    assert link.is_symlink()
    assert target.read_bytes() == b"after"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(not os.path.exists("/dev/null"), reason="devices of POSIX")
def test_a_device_stays_a_device() -> None:
    with whole_file("/dev/null", force=True) as file:
        file.write(b"gone")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)
