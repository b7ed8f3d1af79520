"""What people type for certificates and issuers: single texts as a table, kinds of texts as products."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hz_titles import Data
from hz_titles.errors import FactError
from hz_titles.names.identity import Identity, Kind, best
from hz_titles.names.index import Sense, row_names
from tests.support.editing import data_of, trees
from tests.support.program import TODAY, Verdicts

TABLE = Path(__file__).with_name("certificates.tsv")
NO = (Kind.NOT_LISTED, Kind.ISSUER_NOT_LISTED)


def lines() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def numbers(identity: Identity) -> list[int]:
    return [row.number for row in identity.rows]


def read(data: Data, *certs: str, issuers: tuple[str, ...] = (), as_of: date = TODAY) -> tuple[Identity, ...]:
    return data.names.identify_all(certs, issuers, as_of)


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line['typed']} {line['issuer']}".strip())
def test_a_text_is_what_the_table_says(data: Data, line: dict[str, str]) -> None:
    (found,) = read(data, line["typed"], issuers=(line["issuer"],) if line["issuer"] else ())
    rows = ";".join(map(str, numbers(found)))
    assert (found.kind.value, rows, found.grade or "") == (line["kind"], line["rows"], line["grade"])


def test_every_printed_name_beside_every_printed_issuer_is_its_row(data: Data) -> None:
    for row in data.catalogue.certificates:
        for issuer in filter(None, (row.issuer, row.issuer_en, *row.body.names)):
            identity = data.names.identify(row.name, issuer)
            assert identity.kind is Kind.SETTLED, (row.number, issuer)
            assert row in identity.rows, (row.number, issuer)
            others = [other.number for other in identity.rows if other is not row]
            assert not others or {row.number, *others} == {1, 8}
        for text in (f"{row.issuer} {row.name}", f"{row.name}（{row.issuer}）", f"{row.issuer}{row.name}"):
            assert row in data.names.identify(text).rows, text


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title, lambda text: text.replace(" ", "")])
def test_case_and_spaces_change_no_alias(data: Data, change: Any) -> None:
    for row in data.catalogue.certificates:
        for alias in row.aliases:
            assert data.names.identify(change(alias)).rows == (row,), alias


def test_traditional_characters_are_simplified_ones(data: Data) -> None:
    simplified = data.catalogue.vocabulary.simplified
    traditional = {ord(plain): chr(code) for code, plain in simplified.items()}
    for name in settling(data):
        changed = name.translate(traditional)
        assert data.names.identify(changed).rows == data.names.identify(name).rows, changed


# Names in wrappings

HARMLESS = """
美国{}证书 持有{}证书 {}（2019年取得） Certified_{} {}证 {}认证 已取得{} {}资格证书 {}_certification {}，硕士
{}_certificate_holder {}（2019） {},_2018 获得{}认证证书 （{}） {}_(No._1234567) 通过{}认证 本人持有{}
{}_credential {}证书编号12345678 2015年获{} {}_certificates {}資格證書 （{}）持证人
"""
SPOILING = """
{}备考 {}（在考） {}_candidate 助理{} 无{} no_{} {}（2099年取得） {}培训 {}培训证书 {}考试 {}学习中 准{} 非{}
没有{} 不具备{} {}讲师 {}导师 {}_exam_prep {}_training {}_student {}_trainer former_{} {}_expired {}已过期
{}失效 拟考{} 2030年考{} {}面授班 {}课程 Associate_{} assistant_{} {}_intern {}_not_passed 正在考{}
{}考试未通过 {}，备考中 {}/在考 {}、未通过 not_{} {}_in_progress {}刷题 待取得{} {}准考证 高级{}
副{} {}有效期至2019 某{}
"""


def wrapped(name: str, wrappings: str) -> list[str]:
    return [wrapping.replace("_", " ").format(name) for wrapping in wrappings.split()]


def settling(data: Data) -> list[str]:
    return [text for _, text, meaning in row_names(data.catalogue) if meaning.sense is Sense.NAME]


def test_harmless_words_around_a_settling_name_are_never_a_no_and_seldom_a_question(data: Data) -> None:
    for name in settling(data):
        rows = set(data.names.identify(name).rows)
        found = [best(read(data, text)) for text in wrapped(name, HARMLESS)]
        assert all(rows & set(each.rows) for each in found), name
        assert sum(each.certain for each in found) > len(found) * 0.8, name


def test_spoiling_words_around_a_name_are_never_a_yes(data: Data) -> None:
    titles = ("临床", "毒理", "Clinical", "国际")  # 助理 and Associate make a known certificate of some
    for _, name, meaning in row_names(data.catalogue):
        if meaning.sense is Sense.OWN_WORD:
            continue
        for text in wrapped(name, SPOILING):
            found = best(read(data, text))
            assert not found.certain, text
            if meaning.sense is Sense.NAME:
                assert found.kind not in NO or any(word in text for word in (*titles, "项目")), text


def test_other_certificates_are_never_a_yes_however_they_are_wrapped(data: Data) -> None:
    others = [name for group in data.catalogue.other_certificates for name in group.texts]
    assert len(others) >= 500
    some = others[:: len(others) // 500]
    for text in (text for name in some for text in wrapped(name, HARMLESS)):
        assert not best(read(data, text)).certain, text


def test_a_listed_wording_among_the_other_certificates_is_refused() -> None:
    catalogue, committees = trees()
    catalogue["other_certificates"][0]["names"].append("p.m.p")
    with pytest.raises(Exception, match=r"“p.m.p” means something else at certificates\[39\].aliases\[0\]"):
        data_of(catalogue, committees)


def test_a_word_that_spoils_a_name_cannot_be_made_neutral() -> None:
    catalogue, committees = trees()
    catalogue["words"]["certificate"].append("培训证书")
    with pytest.raises(Exception, match="培训"):
        data_of(catalogue, committees)


# Words that were not understood, years, several certificates


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("PMP备考", ("备考",)),
        ("PMP exam prep", ("exam prep",)),
        ("PMP某班（面授）", ("某班", "面授")),
        ("PMP（40.5 PDU，30天）", ("40.5 PDU，30天",)),
        ("XYZ 12", ("XYZ 12",)),
        ("国际证书", ()),
    ],
)
def test_the_words_that_were_not_understood_are_named(data: Data, text: str, unread: tuple[str, ...]) -> None:
    found = best(read(data, text))
    assert found.unread == unread
    assert bool(found.remarks) is bool(unread and found.rows)


@pytest.mark.parametrize(
    ("text", "neutral"),
    [
        *(("SAS公司 临床试验编程师", True), ("ACS会员公司", False), ("PMP认证机构", False)),
        *(("博士，PMP", True), ("PMP (PhD)", True), ("PMP博士", False), ("ACS professional member", False)),
        *(("PMP No. 12345", True), ("no PMP", False), ("PMP（ID 12345）", True), ("PMP ID", False)),
        *(("PMP 123456", True), ("PMP 12345", False), ("PMP (12345)", True), ("PMP (1234)", False)),
        *(("PMP√", True), ("PMP×", False), ("PMP ❌", False), ("PMP？", False), ("PMP: no, 2019", False)),
    ],
)
def test_some_words_are_neutral_in_their_places_only(data: Data, text: str, neutral: bool) -> None:
    assert best(read(data, text)).certain is neutral


@pytest.mark.parametrize(
    ("text", "come"),
    [
        *(("PMP（2024）", True), ("PMP 2024年6月", True), ("PMP 2024.8", False), ("PMP（2025）", False)),
        *(("PMP2024", True), ("PMP 202406", True), ("PMP 202501", False)),
        *(("PMP 2017-2019", False), ("PMP 20240631999", True), ("PMP（2024-07-01取得）", True)),
        *(("PMP（2024-07-02取得）", False), ("PMP 2024年7月2日", False), ("PMP 20240702", False)),
        *(
            ("PMP（有效期至2027年）", True),
            ("PMP, valid until 2025-01", True),
            ("PMP（有效期至2024年）", False),
        ),
        *(("PMP 有效期", False), ("PMP 2024年6月（有效期至2027-06-30）", True)),
    ],
)
def test_a_year_that_has_come_is_neutral(data: Data, text: str, come: bool) -> None:
    assert best(read(data, text, as_of=date(2024, 7, 1))).certain is come


SEVERAL = {
    "PMP、NPDP": [(40, Kind.SETTLED), (43, Kind.SETTLED)],
    "PMP和NPDP": [(40, Kind.SETTLED), (43, Kind.SETTLED)],
    "PMP\nIPMP C级": [(40, Kind.SETTLED), (41, Kind.SETTLED)],
    "P.Eng., PMP": [(45, Kind.NEEDS_ISSUER), (40, Kind.SETTLED)],
    "CET-4, PMP证书": [(None, Kind.NOT_LISTED), (40, Kind.SETTLED)],
    "PMP、NPDP，备考中": [(40, Kind.NEEDS_CERTIFICATE), (43, Kind.NEEDS_CERTIFICATE)],
    "1. PMP 2. NPDP": [(40, Kind.SETTLED), (43, Kind.SETTLED)],
    "PMP、备考、NPDP": [(40, Kind.NEEDS_CERTIFICATE), (43, Kind.NEEDS_CERTIFICATE)],
    "PMP、NPDP（2019年取得）": [(40, Kind.SETTLED), (43, Kind.SETTLED)],
    "PMP、NPDP均未通过": [(40, Kind.NEEDS_CERTIFICATE), (43, Kind.NEEDS_CERTIFICATE)],
    "Member, American Chemical Society (ACS)": [(36, Kind.SETTLED)],
    "MBA, PMP": [(40, Kind.SETTLED)],
    "40、43": [(40, Kind.SETTLED), (43, Kind.SETTLED)],
    "第40项和第43项": [(40, Kind.SETTLED), (43, Kind.SETTLED)],
    "附件1 第40项 项目管理专业人士资格认证(PMP)、目录第43项": [(40, Kind.SETTLED), (43, Kind.SETTLED)],
    "PMP (row 40)": [(40, Kind.SETTLED)],
    "PMP（第43项）": [(40, Kind.NEEDS_CERTIFICATE)],
    "美国药剂师、英国药剂师": [(7, Kind.NEEDS_ISSUER), (2, Kind.SETTLED)],
    "SOT会员、ACS会员": [(19, Kind.SETTLED), (36, Kind.SETTLED)],
    "ACS会员、中国化学会会员": [(36, Kind.SETTLED), (None, Kind.ISSUER_NOT_LISTED)],
    "中国化学会、某某学会会员": [(17, Kind.NEEDS_CERTIFICATE)],
    "IEEE member, Shanghai Section": [(None, Kind.ISSUER_NOT_LISTED)],
    "PMP、雅思7分": [(40, Kind.SETTLED), (None, Kind.NOT_LISTED)],
    "PMP、NPDP 2030年取得": [(40, Kind.NEEDS_CERTIFICATE), (43, Kind.NEEDS_CERTIFICATE)],
}


@pytest.mark.parametrize("text", SEVERAL)
def test_a_text_may_speak_of_several_certificates(data: Data, text: str) -> None:
    found = read(data, text)
    assert [(next(iter(numbers(each)), None), each.kind) for each in found] == SEVERAL[text]
    assert all(each.text in text for each in found)


def test_what_is_told_twice_is_one_certificate(data: Data) -> None:
    assert len(read(data, "PMP", "项目管理专业人士资格认证", "XYZ", "PMP", "XYZ")) == 2


def test_what_leaves_it_open_is_one_question(data: Data) -> None:
    (members,) = read(data, "ACS、SOT会员")
    assert (members.kind, numbers(members)) == (Kind.NEEDS_ISSUER, [19, 36])
    for text, rows in {"PMP或NPDP": [40, 43], "PMP or IPMP": [40, 41], "PMP NPDP": [40, 43]}.items():
        (found,) = read(data, text)
        assert (found.kind, numbers(found), found.unread) == (Kind.NEEDS_CERTIFICATE, rows, ()), text


def test_each_of_several_certificates_takes_the_issuer_that_fits_it(data: Data) -> None:
    found = read(data, "会员", "PMP", "P.Eng.", issuers=("PEO", "SOT、PMI"))
    assert [numbers(each) for each in found] == [[19], [40], [45]]
    assert all(each.certain for each in found)
    member, other = read(data, "SOT会员", "NPDP", issuers=("Society of Toxicology",))
    assert member.certain
    assert other.certain
    (refused,) = read(data, "NPDP", issuers=("SOT",))
    assert refused.kind is Kind.ISSUER_NOT_LISTED


# Pharmacists and their boards

PHARMACISTS = """
2: GPhC, 英国药政总局, 英国GPhC, General Pharmaceutical Council (UK)
3: PPBHK, 香港药剂业及毒药管理局, Pharmacy and Poisons Board of Hong Kong
5: SPC, Singapore Pharmacy Council, Singapore Pharmacists Council
6: 以色列卫生部, Israeli Ministry of Health
7: U.S. State Boards of Pharmacy, 加州药房委员会, Texas State Board of Pharmacy (USA)
9: Pharmacy Council of New Zealand, New Zealand Pharmacy Council
10: NABP, National Association of Boards of Pharmacy
1: 澳洲卫生执业者管理局
8: 澳大利亚卫生从业人员监管局
1;8: AHPRA, Pharmacy Board of Australia (AHPRA)
"""
WORDINGS = "药剂师 pharmacist 药师 执业药师 执业药剂师 药剂师（执业药师）资格 Registered_Pharmacist"


def table(text: str) -> list[tuple[str, str]]:
    """Return each of the texts behind a colon with what stands before it."""
    parted = [line.partition(": ") for line in text.strip().splitlines()]
    return [(key, each) for key, _, texts in parted for each in texts.split(", ")]


@pytest.mark.parametrize(("rows", "issuer"), table(PHARMACISTS))
def test_a_pharmacist_is_the_row_of_the_issuer_whatever_the_wording(
    data: Data, rows: str, issuer: str
) -> None:
    for word in (word.replace("_", " ") for word in WORDINGS.split()):
        identity = data.names.identify(word, issuer)
        assert identity.kind is Kind.SETTLED, word
        same = {"1": {1, 8}, "8": {1, 8}}  # one body under two names, with one result
        assert set(numbers(identity)) <= same.get(rows, set(map(int, rows.split(";")))), word


@pytest.mark.parametrize("word", ["药剂师(药房技术助理)", "药房技术助理", "4"])
def test_row_four_is_found_by_its_own_name_alone(data: Data, word: str) -> None:
    assert numbers(data.names.identify(word, "PPBHK")) == [4]
    assert data.names.identify(word, "GPhC").kind is Kind.ISSUER_NOT_LISTED


def test_row_seven_is_each_state_s_board(data: Data) -> None:
    states, chinese = data.names.rows[7].body.members
    assert len(states.names) == 50
    boards = [f"{name} {kind} of Pharmacy" for name in states.names for kind in ("Board", "State Board")]
    boards += [f"{place}{name}州药房委员会" for name in chinese.names for place in ("", "美国")]
    for board in (*boards, *(f"The {board}" for board in boards if board.isascii())):
        identity = data.names.identify("药剂师", board)
        assert (identity.kind, numbers(identity)) == (Kind.SETTLED, [7]), board


STRANGERS = """
Lagos State Board of Pharmacy, China State Board of Pharmacy, Not the State Board of Pharmacy, PMI IPMA
No Texas Board of Pharmacy, Texas Board of Pharmacy Technicians, New Virginia Board of Pharmacy, xyz, PMII
PMI PMP, Ontario Board of Pharmacy, 美国广州药房委员会, 广州药房委员会, 德州药房委员会, 某药房委员会
美国某州药房委员会, PMI (Germany), Anti TÜV Rheinland, SGS-TÜV Saar, exida authorised body
"""


@pytest.mark.parametrize("issuer", STRANGERS.strip().replace("\n", ", ").split(", "))
def test_an_issuer_with_a_word_too_many_is_not_recognised_and_refuses_nothing(
    data: Data, issuer: str
) -> None:
    assert data.names.issuer(issuer) is None
    for cert in ("药剂师", "PMP", "功能安全工程师"):
        assert data.names.identify(cert, issuer).kind is Kind.NEEDS_ISSUER


ISSUERS = """
pmi: PMI, pmi, 美国PMI, PMI (USA), Project Management Institute Inc., The Project Management Institute
pmi: 美国项目管理协会（PMI）, PMI/USA, Project Management Institute (PMI)
tuv: TÜV, TUV, TUEV, TÜV Rheinland, TUEV SUED, TÜV, 德国莱茵TÜV集团, TÜV NORD CERT GmbH, 南德认证
tuv: TÜV Rheinland Industrie Service GmbH, TÜV SÜD Product Service, 莱茵检测认证服务（中国）有限公司
cmi: CMI, ČMI, 捷克国家计量院, Czech Metrology Institute
socra: SOCRA, SoCRA, The Society of Clinical Research Associates
peo: PEO, Professional engineer Ontario, Professional Engineers Ontario (Canada)
aha: AHA, 美国心脏协会, 美国心脏联合会, American Heart Association (AHA), 美国心脏协会AHA
acs: ACS, 美国化学会, THE AMERICAN CHEMICAL SOCIETY
isscr: ISSCR, International Society for Stem Cell Research（ISSCR）
sapa: SAPA, 美中药协, Sino-American Pharmaceutical Professionals Association(SAPA)
sas: SAS, SAS全球认证中心, SAS Institute Inc., 美国SAS
iecex: IECEx, IECEx授权的认证机构, IECEx approved certification body
ecfmg: ECFMG, 外国医学院校毕业生教育委员会(美国), ECFMG (Intealth)
pdma: PDMA, Product Development and Management Association, 美国產品開發與管理協會(PDMA)
ascp: ASCP, ASCP Board of Certification (BOC), American Society for Clinical Pathology (ASCP)
sot: SOT, 美国毒理学会（SOT）, Society of Toxicology (SOT)
"""


@pytest.mark.parametrize(("body", "text"), table(ISSUERS))
def test_an_issuer_is_known_by_its_names_with_country_address_and_legal_form(
    data: Data, body: str, text: str
) -> None:
    issuer = data.names.issuer(text)
    assert issuer is not None
    assert issuer.id == body


def test_a_country_is_no_issuer_but_narrows(data: Data) -> None:
    for cert, country, kind, rows in (
        ("PMP", "美国", Kind.SETTLED, [40]),
        ("药剂师", "UK", Kind.NEEDS_ISSUER, [2]),
        ("P.Eng.", "Ontario", Kind.NEEDS_ISSUER, [45]),
        ("PMP", "日本", Kind.NEEDS_ISSUER, [40]),
    ):
        identity = data.names.identify(cert, country)
        assert (identity.kind, numbers(identity)) == (kind, rows), cert


# What comes with an answer


def test_rows_one_and_eight_share_their_answer(verdict: Verdicts) -> None:
    answer = verdict("AHPRA pharmacist", degrees="bachelor", years="6", district="滨江")
    assert (answer["status"], answer["certificate"]) == ("eligible", None)
    assert [row["number"] for row in answer["candidates"]] == [1, 8]
    assert (answer["title"], answer["apply_to"]["number"], answer["needs"]) == ("工程师", 3, [])


def test_a_general_name_needs_its_issuer_and_is_a_no_where_every_row_says_no(verdict: Verdicts) -> None:
    for text in ("会员", "普通会员", "药剂师", "P.Eng.", "功能安全工程师", "美国药剂师", "项目经理"):
        answer = verdict(text, degrees="bachelor", years="6", district="滨江")
        assert (answer["status"], answer["needs"][:1]) == ("undetermined", ["issuer"]), text
        assert [each["code"] for each in verdict(text, degrees="中专")["reasons"]] == ["degree_too_low"]


def test_a_near_miss_is_a_no_that_says_what_sets_it_apart(verdict: Verdicts, data: Data) -> None:
    for near in data.catalogue.near_misses:
        for name in near.names:
            for text in (name, f"{name}证书", f"{name}（2019）"):
                (found,) = read(data, text)
                assert (found.kind, found.near_miss) == (Kind.NOT_LISTED, near), text
    answer = verdict("CAPM", degrees="bachelor", years="6", district="滨江")
    assert (answer["status"], answer["certificate"], answer["needs"]) == ("not_eligible", None, [])
    assert [reason["code"] for reason in answer["reasons"]] == ["certificate_not_listed"]
    assert "CAPM is another certificate of PMI" in answer["notes"][0]["text"]


def test_a_listed_name_with_another_issuer_is_a_no_that_names_the_listed_ones(verdict: Verdicts) -> None:
    for cert, issuer in (
        ("PMP", "IPMA"),
        ("会员", "IEEE"),
        ("P.Eng.", "APEGA"),
        ("SOT 会员", "ACS"),
        ("DABT", "ABAT"),
    ):
        answer = verdict(cert, issuer=issuer, degrees="bachelor", years="6", district="滨江")
        assert (answer["status"], answer["certificate"], answer["needs"]) == ("not_eligible", None, [])
        assert [reason["code"] for reason in answer["reasons"]] == ["issuer_not_listed"]


def test_likeness_suggests_and_never_decides(data: Data) -> None:
    for text, close in {"PMPP": ("PMP",), "CCRAA": ("CCRA",), "CFB": (), "AXS": (), "XYZXYZ": ()}.items():
        (found,) = read(data, text)
        assert (found.kind, found.suggestions) == (Kind.NOT_RECOGNISED, close), text
    assert read(data, "AWS")[0].suggestions == ()


@pytest.mark.parametrize("text", ["", " ", "\t", "x" * 201])
@pytest.mark.parametrize("fact", ["cert", "issuer", "district", "degree", "grade"])
def test_an_empty_or_overlong_name_is_refused(verdict: Verdicts, fact: str, text: str) -> None:
    facts: dict[str, Any] = {"degrees": (text,)} if fact == "degree" else {fact: text}
    with pytest.raises(FactError) as raised:
        verdict(**{"cert": "IPMP", **facts})
    assert raised.value.fact == fact
    assert len(str(raised.value)) < 120


@pytest.mark.parametrize("text", ["无", "暂无", "没有证书", "不详", "N/A", "-", "/", "——"])
def test_a_text_that_says_there_is_no_certificate_is_refused(data: Data, text: str) -> None:
    with pytest.raises(FactError, match="names no certificate"):
        read(data, text)
    if text.isalnum():
        assert read(data, "PMP", issuers=(text,))[0].certain  # an issuer that is not told is none


# Grades


FORMS = "IPMP_{} IPMP-{} IPMP{} IPMP（{}级） IPMA_Level_{} {}级国际项目经理（IPMP）"


@pytest.mark.parametrize("form", [form.replace("_", " ") for form in FORMS.split()])
def test_a_grade_may_stand_in_the_name(verdict: Verdicts, form: str) -> None:
    for grade in "ABCD":
        for letter in (grade, grade.lower()):
            answer = verdict(form.format(letter), degrees="bachelor", years="6", district="滨江")
            assert (answer["certificate"]["number"], answer["certificate"]["grade"]) == (41, grade)
            assert answer["status"] == ("not_eligible" if grade == "D" else "eligible")


def test_two_grades_are_a_question(data: Data) -> None:
    for text in ("IPMP C IPMP D", "IPMP C级（B级）", "国际高级项目经理 IPMP C级"):
        (found,) = read(data, text)
        assert (found.kind, numbers(found), found.grade) == (Kind.NEEDS_CERTIFICATE, [41], None), text


@pytest.mark.parametrize("text", ["C", "c", "Ｃ", "C级", "Level C", "grade c", "IPMP C", "IPMA Level C"])
def test_a_grade_may_be_given_apart(verdict: Verdicts, text: str) -> None:
    for name in ("IPMP", "41", "国际项目经理资质认证（C级及以上）（IPMP)"):
        assert verdict(name, grade=text)["certificate"]["grade"] == "C"


@pytest.mark.parametrize("text", ["E", "CC", "C级及以上", "3", "高级", "-"])
def test_an_unknown_grade_is_refused_with_the_known_ones(verdict: Verdicts, text: str) -> None:
    with pytest.raises(FactError, match=r"is not a grade of this certificate\. Accepted: A, B, C, D"):
        verdict("IPMP", grade=text)
