"""What people type, as tables: every line of the domain that a person can type is a case."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from hz_titles import Data
from hz_titles.errors import FactError
from hz_titles.language import Phrase
from hz_titles.names.identity import Identity, Kind
from hz_titles.names.text import fold
from tests.support.program import Verdicts


def numbers(identity: Identity) -> list[int]:
    return [row.number for row in identity.rows]


# Certificates that settle their row by themselves

SETTLED: dict[int, list[str]] = {
    2: ["英国药剂师", "GPhC pharmacist", "英国注册药剂师"],
    3: ["香港药剂师", "PPBHK pharmacist", "药剂师 PPBHK"],
    4: ["药剂师(药房技术助理)", "药剂师（药房技术助理）", "PPBHK 药房技术助理", "香港药房技术助理"],
    5: ["新加坡药剂师", "SPC pharmacist", "Singapore Pharmacy Council 药剂师"],
    6: ["以色列药剂师", "以色列卫生部药剂师"],
    7: [
        "US State Board of Pharmacy pharmacist",
        "Texas Board of Pharmacy 药剂师",
        "加州药房委员会药剂师",
        "美国各州的医药专科委员会 药剂师",
        "Pharmacist, Texas State Board of Pharmacy",
        "Pharmacist (State of Ohio Board of Pharmacy)",
    ],
    9: ["新西兰药剂师", "Pharmacy Council of New Zealand pharmacist"],
    10: ["NABP pharmacist", "NABP 执业药剂师"],
    11: ["IMG", "ECFMG certificate", "International Medical Graduate", "ecfmg Certificate", "ECFMG 证书"],
    12: ["ACRP-PM", "ACRP Project Manager", "ACRP认证项目管理专业人员", "acrp pm", "PM (ACRP)"],
    13: ["CCRA", "Certified Clinical Research Associate", "注册临床研究助理", "ACRP CCRA", "CCRA (ACRP)"],
    14: ["ADS 普通会员", "澳大利亚糖尿病协会普通会员"],
    15: ["AACR Active Member", "AACR 活跃会员", "Active Member, AACR", "Active Member of the AACR"],
    16: ["DABT", "Diplomate of the American Board of Toxicology", "认证毒理学专业人员", "D.A.B.T."],
    17: ["SfN 会员", "SfN member", "美国神经科学学会会员", "Member of the Society for Neuroscience"],
    18: ["ISSCR 会员", "ISSCR member", "国际干细胞研究学会会员"],
    19: [
        "SOT 会员",
        "SOT会员",
        "会员 SOT",
        "会员（SOT）",
        "美国毒理学会会员",
        "美国毒理学会的会员",
        "Society of Toxicology member",
        "SOT Membership",
        "Member of SOT",
        "Society of Toxicology (SOT) member",
    ],
    20: ["AHA 会员", "AHA member", "美国心脏协会会员", "American Heart Association Member"],
    21: ["SAPA 会员", "美中药协会员", "美中医药开发协会 会员"],
    22: ["USCACA 专委会成员", "美中抗癌协会专委会成员"],
    23: ["CCRP", "Certified Clinical Research Professional", "SOCRA CCRP", "SoCRA-CCRP"],
    24: ["CCDM", "Certified Clinical Data Manager", "注册临床数据管理员", "CCDM® (SCDM)"],
    25: [
        "SAS Certified Clinical Trials Programmer",
        "临床试验编程师",
        "SAS 临床试验编程师",
        "SAS Certified Professional: Clinical Trials Programming",
    ],
    26: ["ACCP 协会会员", "美国临床药理学会协会会员", "ACCP 会员"],
    27: ["CCRC", "Certified Clinical Research Coordinator", "注册临床研究协调员"],
    28: ["ACRP-CP", "ACRP Certified Professional", "ACRP认证临床专业人员"],
    29: ["AACR 协会成员", "美国癌症研究协会协会成员"],
    30: [
        *("MT(ASCPi)", "MT（ASCPi）", "mt (ascpi)", "ASCPi MT", "国际医学技术师"),
        *("MT, ASCPi", "MT/ASCPi", "MT [ASCPi]", "MT[ASCPi]", "MT ASCPi certificate"),
    ],
    31: ["MB(ASCPi)", "国际生物分子学技师"],
    32: ["C(ASCPi)", "国际化学技术员"],
    33: ["国际医学检验技师"],
    34: ["CTgyn(ASCPi)", "国际妇科细胞学技术师"],
    35: ["认证细胞技术专业人员", "IAC 认证细胞技术专业人员"],
    36: ["ACS 会员", "ACS member", "美国化学会会员", "American Chemical Society Membership"],
    37: ["JSAP Regular Member", "JSAP 常规会员", "应用物理学会常规会员"],
    38: ["FAA Parachute Rigger", "Senior Parachute Rigger", "Master Parachute Rigger", "降落伞装备师"],
    39: ["PPS质量体系证书", "PPS质量体系", "CMI PPS质量体系证书"],
    40: [
        "PMP",
        "pmp",
        "PMP®",
        "P.M.P",
        "ＰＭＰ",
        " PMP ",
        "PMP 证书",
        "PMP证",
        "PMP certificate",
        "PMP (PMI)",
        "Project Management Professional",
        "Project Management Professional (PMP)®",
        "PMI PMP",
        "PMI-PMP",
        "项目管理专业人士资格认证(PMP)",
        "项目管理专业人士资格认证（PMP）",
        "项目管理专业人士资格认证",
        "项目管理专业人士资格认证PMP",
        "PMP, Project Management Professional",
        "PMP certification",
        "(PMP)",
        "[PMP]",
        "“PMP”",
        "《PMP》",
        "《PMP》证书",
        "「PMP证书」",
        "【“PMP”】",
        "40",
        "#40",
        "第40项",
        "第 40 项",
        "４０",
        "040",
    ],
    41: ["IPMP", "国际项目经理资质认证（C级及以上）（IPMP)", "国际项目经理资质认证", "IPMA IPMP"],
    42: [
        "TÜV FSEng",
        "TUV FSEng",
        "FS Engineer (TÜV Rheinland)",
        "功能安全工程师（TUV FSEng)",
        "TÜV Rheinland 功能安全工程师",
        "Functional Safety Engineer (TÜV SÜD)",
        "FSEng TÜV NORD",
    ],
    43: [
        *("NPDP", "New Product Development Professional", "产品经理国际资格认证（NPDP）", "PDMA NPDP"),
        *("产品经理国际资格认证 NPDP", "NPDP 产品经理国际资格认证", "NPDP（产品经理国际资格认证）"),
    ],
    44: ["CoPC", "IECEx CoPC", "Certificate of Personnel Competence", "IECEx CoPC 证书"],
    45: [
        "Professional Engineer (Ontario)",
        "PEO P.Eng.",
        "P.Eng. (PEO)",
        "PEng Ontario",
        "安大略省注册工程师",
    ],
}


@pytest.mark.parametrize(
    ("number", "text"), [(number, text) for number, texts in SETTLED.items() for text in texts]
)
def test_a_name_settles_its_row(data: Data, number: int, text: str) -> None:
    identity = data.names.identify(text)
    assert (identity.kind, numbers(identity)) == (Kind.SETTLED, [number])


@pytest.mark.parametrize("text", ["AHPRA pharmacist", "AHPRA 药剂师", "澳洲药剂师", "澳大利亚注册药剂师"])
def test_rows_one_and_eight_share_their_answer(verdict: Verdicts, text: str) -> None:
    answer = verdict(text, degrees="bachelor", years="6", district="滨江")
    assert (answer["status"], answer["certificate"]) == ("eligible", None)
    assert [row["number"] for row in answer["candidates"]] == [1, 8]
    assert (answer["title"], answer["apply_to"]["number"], answer["needs"]) == ("工程师", 3, [])


def test_every_printed_name_beside_every_printed_issuer_is_its_row(data: Data) -> None:
    for row in data.catalogue.certificates:
        for issuer in filter(None, (row.issuer, row.issuer_en, *row.body.names)):
            identity = data.names.identify(row.name, issuer)
            assert identity.kind is Kind.SETTLED, (row.number, issuer)
            assert row in identity.rows, (row.number, issuer)
            others = [other.number for other in identity.rows if other is not row]
            assert not others or {row.number, *others} == {1, 8}


def test_every_printed_name_and_issuer_in_one_text_is_its_row(data: Data) -> None:
    for row in data.catalogue.certificates:
        for text in (f"{row.issuer} {row.name}", f"{row.name}（{row.issuer}）", f"{row.issuer}{row.name}"):
            assert row in data.names.identify(text).rows, text


def test_every_alias_alone_and_with_a_word_for_certificate_settles_its_row(data: Data) -> None:
    for row in data.catalogue.certificates:
        for alias, suffix in product(row.aliases, ("", "证书", " 资格证书", " certificate", " CERTIFICATE")):
            identity = data.names.identify(alias + suffix)
            assert (identity.kind, identity.rows) == (Kind.SETTLED, (row,)), alias + suffix


@pytest.mark.parametrize("change", [str.upper, str.lower, str.title, lambda text: text.replace(" ", "")])
def test_case_and_spaces_change_no_alias(data: Data, change: Any) -> None:
    for row in data.catalogue.certificates:
        for alias in row.aliases:
            assert data.names.identify(change(alias)).rows == (row,), alias


def test_every_wording_is_found_by_itself(data: Data) -> None:
    """A text of the data is never a riddle to the program."""
    for entries in data.names.index.entries.values():
        for entry in entries:
            assert data.names.identify(entry.text).kind is not Kind.NOT_LISTED or (
                fold(entry.text) in data.names.index.near_misses
            ), entry


# Names that say nothing without the issuer

GENERAL = {
    "会员": [17, 18, 19, 20, 21, 36],
    "会员证": [17, 18, 19, 20, 21, 36],
    "member": [17, 18, 19, 20, 21, 36],
    "普通会员": [14],
    "活跃会员": [15],
    "专委会成员": [22],
    "协会会员": [26],
    "协会成员": [29],
    "常规会员": [37],
    "执业药剂师": [10],
    "注册工程师": [45],
    "功能安全工程师": [42],
    "Functional Safety Engineer": [42],
    "P.Eng.": [45],
    "PEng": [45],
    "药房技术助理": [4],
    "药剂师": [1, 2, 3, 5, 6, 7, 8, 9, 10],
    "药剂师证书": [1, 2, 3, 5, 6, 7, 8, 9, 10],
    "pharmacist": [1, 2, 3, 5, 6, 7, 8, 9, 10],
    "药剂师（执业药师）资格": [1, 2, 3],
    "美国药剂师": [7, 10],
    "学会会员": [17, 18, 19, 20, 21, 26, 36],
    "项目经理": [12],
}


@pytest.mark.parametrize("text", GENERAL)
def test_a_general_name_needs_its_issuer(verdict: Verdicts, data: Data, text: str) -> None:
    assert numbers(data.names.identify(text)) == GENERAL[text]
    answer = verdict(text, degrees="bachelor", years="6")
    assert answer["status"] == "undetermined"
    assert [need for need in answer["needs"] if need != "district"] == ["issuer"]
    one = len(GENERAL[text]) == 1
    assert (answer["certificate"] is not None) is one
    assert [row["number"] for row in answer["candidates"]] == ([] if one else GENERAL[text])


@pytest.mark.parametrize("text", GENERAL)
def test_a_general_name_is_a_no_where_every_row_says_no(verdict: Verdicts, text: str) -> None:
    answer = verdict(text, degrees="中专")
    assert answer["status"] == "not_eligible"
    assert "issuer" not in answer["needs"]
    assert [reason["code"] for reason in answer["reasons"]] == ["degree_too_low"]


MEMBERS = {17: "SfN", 18: "ISSCR", 19: "SOT", 20: "AHA", 21: "SAPA", 36: "ACS"}


@pytest.mark.parametrize("number", MEMBERS)
@pytest.mark.parametrize("word", ["会员", "member", "Membership", "full member", "正式会员"])
def test_a_member_is_found_by_the_body(data: Data, number: int, word: str) -> None:
    body = MEMBERS[number]
    for identity in (
        data.names.identify(word, body),
        data.names.identify(f"{body} {word}"),
        data.names.identify(f"{word} ({body})"),
        data.names.identify(f"{body} {word}", body),
    ):
        assert (identity.kind, numbers(identity)) == (Kind.SETTLED, [number])


PHARMACISTS = {
    "GPhC": [2],
    "英国药政总局": [2],
    "General Pharmaceutical Council": [2],
    "PPBHK": [3],
    "香港药剂业及毒药管理局": [3],
    "Pharmacy and Poisons Board": [3],
    "SPC": [5],
    "Singapore Pharmacy Council": [5],
    "Singapore Pharmacists Council": [5],
    "以色列卫生部": [6],
    "Israeli Ministry of Health": [6],
    "U.S. State Boards of Pharmacy": [7],
    "California State Board of Pharmacy": [7],
    "Texas State Board of Pharmacy": [7],
    "加州药房委员会": [7],
    "Pharmacy Council of New Zealand": [9],
    "New Zealand Pharmacy Council": [9],
    "NABP": [10],
    "National Association of Boards of Pharmacy": [10],
}


@pytest.mark.parametrize("issuer", PHARMACISTS)
@pytest.mark.parametrize(
    "word",
    [
        "药剂师",
        "pharmacist",
        "药师",
        "执业药师",
        "执业药剂师",
        "药剂师（执业药师）资格",
        "Registered Pharmacist",
    ],
)
def test_a_pharmacist_is_the_row_of_the_issuer_whatever_the_wording(
    data: Data, issuer: str, word: str
) -> None:
    identity = data.names.identify(word, issuer)
    assert (identity.kind, numbers(identity)) == (Kind.SETTLED, PHARMACISTS[issuer])


@pytest.mark.parametrize(
    ("issuer", "rows"),
    [("AHPRA", {1, 8}), ("澳洲卫生执业者管理局", {1}), ("澳大利亚卫生从业人员监管局", {8})],
)
def test_a_pharmacist_of_ahpra_is_row_one_or_eight(data: Data, issuer: str, rows: set[int]) -> None:
    identity = data.names.identify("药剂师", issuer)
    assert identity.kind is Kind.SETTLED
    assert set(numbers(identity)) == rows


@pytest.mark.parametrize("word", ["药剂师(药房技术助理)", "药房技术助理", "4"])
def test_row_four_is_found_by_its_own_name_alone(data: Data, word: str) -> None:
    assert numbers(data.names.identify(word, "PPBHK")) == [4]
    assert data.names.identify(word, "GPhC").kind is Kind.ISSUER_NOT_LISTED


# A name and its body, as two facts or in one text

TOGETHER: dict[tuple[str, str], tuple[Kind, list[int]]] = {
    ("MT", "ASCPi"): (Kind.SETTLED, [30]),
    ("MB", "ASCPi"): (Kind.SETTLED, [31]),
    ("C", "ASCPi"): (Kind.SETTLED, [32]),
    ("CTgyn", "ASCPi"): (Kind.SETTLED, [34]),
    ("CTgyn", "American Society for Clinical Pathology"): (Kind.SETTLED, [34]),
    ("PM", "ACRP"): (Kind.SETTLED, [12]),
    ("CP", "Association of Clinical Research Professionals"): (Kind.SETTLED, [28]),
    ("C", "IPMA"): (Kind.SETTLED, [41]),
    ("MT", "ASCP"): (Kind.NEEDS_CERTIFICATE, [30]),
    ("MB", "ASCP"): (Kind.NEEDS_CERTIFICATE, [31]),
    ("C", "ASCP"): (Kind.NEEDS_CERTIFICATE, [32]),
    ("MT", "美国临床病理学学会"): (Kind.NEEDS_CERTIFICATE, [30]),
    ("MLT", "ASCPi"): (Kind.NEEDS_CERTIFICATE, [33]),
    ("MLT", "ASCP"): (Kind.NEEDS_CERTIFICATE, [33]),
    ("MLS", "ASCPi"): (Kind.NEEDS_CERTIFICATE, [30, 33]),
    ("CT", "IAC"): (Kind.NEEDS_CERTIFICATE, [35]),
    ("CT", "International Academy of Cytology"): (Kind.NEEDS_CERTIFICATE, [35]),
    ("会员", "AACR"): (Kind.NEEDS_CERTIFICATE, [15, 29]),
    ("MT", "PMI"): (Kind.NOT_LISTED, []),
    ("PM", "PMI"): (Kind.NOT_LISTED, []),
    ("PMP", "IPMA"): (Kind.ISSUER_NOT_LISTED, []),
}


@pytest.mark.parametrize(("name", "body"), TOGETHER)
def test_a_name_and_its_body_are_the_same_in_one_text_and_apart(data: Data, name: str, body: str) -> None:
    for typed in ((name, body), (f"{name} {body}",), (f"{name}（{body}）",), (f"{body}, {name}",)):
        identity = data.names.identify(*typed)
        assert (identity.kind, numbers(identity)) == TOGETHER[name, body], typed


@pytest.mark.parametrize("name", ["BB", "SBB", "CG", "CT", "H", "HT", "HTL", "M", "PBT"])
@pytest.mark.parametrize("body", ["ASCPi", "ASCP", "美国临床病理学学会"])
def test_a_near_miss_of_ascp_is_told_apart_however_its_body_is_named(
    data: Data, name: str, body: str
) -> None:
    for typed in ((name, body), (f"{name}({body})",), (f"{name} [{body}]",), (f"{body} {name}",)):
        identity = data.names.identify(*typed)
        assert identity.near_miss is data.names.index.near_misses[fold(f"{name}(ASCPi)")], typed


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("P.Eng.", "Engineers Nova Scotia"),
        ("Professional Engineer", "APEGA"),
        ("注册工程师", "EGBC"),
        ("member", "American College of Clinical Pharmacy"),
        ("会员", "美国临床药学会"),
        ("member", "American Cancer Society"),
        ("member", "American Hospital Association"),
        ("药剂师", "Puerto Rico Board of Pharmacy"),
        ("药剂师", "华盛顿特区药房委员会"),
    ],
)
def test_a_body_that_is_taken_for_a_listed_one_is_told_apart_in_one_text_too(
    data: Data, name: str, body: str
) -> None:
    apart = data.names.identify(name, body)
    for text in (f"{name} {body}", f"{name} ({body})", f"{body}{name}"):
        found = data.names.identify(text)
        assert found.kind is apart.kind is Kind.ISSUER_NOT_LISTED, text
        assert (found.named, found.remarks) == (apart.named, apart.remarks), text
        assert found.remarks, text


@pytest.mark.parametrize("issuer", ["SOT", "ACS", "Nobody", None])
def test_a_body_and_a_name_with_its_body_bear_an_issuer_alike(data: Data, issuer: str | None) -> None:
    body, composed = (data.names.identify(text, issuer) for text in ("SOT", "SOT 会员"))
    assert (body.kind is Kind.ISSUER_NOT_LISTED) is (composed.kind is Kind.ISSUER_NOT_LISTED)
    assert (body.named, body.rows) == (composed.named, composed.rows)


def test_an_issuer_that_may_be_authorised_is_asked_about_however_the_name_is_written(data: Data) -> None:
    for text in ("FSEng", "TÜV FSEng", "TÜV Rheinland FSEng", "FS Engineer (TÜV SÜD)"):
        identity = data.names.identify(text, "exida")
        assert (identity.kind, numbers(identity)) == (Kind.NEEDS_ISSUER, [42]), text
    assert data.names.identify("TÜV", "exida").kind is Kind.NEEDS_CERTIFICATE


# What stands between a name and its body is part of neither

SWALLOWED = """
Pharmacist Intern, Texas State Board of Pharmacy
Pharmacist Technician, Texas State Board of Pharmacy
Pharmacist trainee at Ohio State Board of Pharmacy
Pharmacist, not of the Texas State Board of Pharmacy
药剂师助理 Ohio State Board of Pharmacy
Texas State Board of Pharmacy 药剂师助理
CoPC trainee, IECEx certification body
CoPC refused by the IECEx certification body
CoPC IECEx认可培训机构
FSEng refused by TÜV Rheinland
TÜV Rheinland rival FSEng
SOT former 会员
PMP 培训证书
PMP exam by PMI
PMP NPDP
PMP PMP
IPMP C IPMP D
MT(ASCPi) intern
项目管理专业人士资格认证 CAPM
"""


@pytest.mark.parametrize("text", SWALLOWED.strip().splitlines())
def test_what_stands_beside_a_name_unknown_is_never_swallowed(data: Data, text: str) -> None:
    identity = data.names.identify(text)
    assert (identity.kind, numbers(identity)) == (Kind.NOT_LISTED, [])


# Issuers

STATES = (
    "Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware Florida Georgia Hawaii Idaho"
    " Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland Massachusetts Michigan Minnesota"
    " Mississippi Missouri Montana Nebraska Nevada New_Hampshire New_Jersey New_Mexico New_York"
    " North_Carolina North_Dakota Ohio Oklahoma Oregon Pennsylvania Rhode_Island South_Carolina South_Dakota"
    " Tennessee Texas Utah Vermont Virginia Washington West_Virginia Wisconsin Wyoming"
)
CHINESE_STATES = (
    "阿拉巴马 阿拉斯加 亚利桑那 阿肯色 加利福尼亚 科罗拉多 康涅狄格 特拉华 佛罗里达 佐治亚 夏威夷 爱达荷"
    " 伊利诺伊 印第安纳 艾奥瓦 堪萨斯 肯塔基 路易斯安那 缅因 马里兰 马萨诸塞 密歇根 明尼苏达 密西西比"
    " 密苏里 蒙大拿 内布拉斯加 内华达 新罕布什尔 新泽西 新墨西哥 纽约 北卡罗来纳 北达科他 俄亥俄"
    " 俄克拉荷马 俄勒冈 宾夕法尼亚 罗得岛 南卡罗来纳 南达科他 田纳西 得克萨斯 犹他 佛蒙特 弗吉尼亚 华盛顿"
    " 西弗吉尼亚 威斯康星 怀俄明"
)


def test_row_seven_is_each_state_s_board(data: Data) -> None:
    names, chinese = [state.replace("_", " ") for state in STATES.split()], CHINESE_STATES.split()
    assert (len(names), len(chinese)) == (50, 50)
    boards = [f"{name} {kind} of Pharmacy" for name in names for kind in ("Board", "State Board")]
    boards += [f"{place}{name}州药房委员会" for name in (*chinese, "加") for place in ("", "美国")]
    for board in (*boards, *(f"The {board}" for board in boards if board.isascii())):
        identity = data.names.identify("药剂师", board)
        assert (identity.kind, numbers(identity)) == (Kind.SETTLED, [7]), board


@pytest.mark.parametrize(
    "issuer",
    [
        "Lagos State Board of Pharmacy",
        "China State Board of Pharmacy",
        "Not the State Board of Pharmacy",
        "No Texas Board of Pharmacy",
        "Texas Board of Pharmacy Technicians",
        "New Virginia Board of Pharmacy",
        "Ontario Board of Pharmacy",
        "美国广州药房委员会",
        "广州药房委员会",
        "德州药房委员会",
        "美国某州药房委员会",
        "Guam Board of Pharmacy",
    ],
)
def test_no_other_board_is_a_state_s(data: Data, issuer: str) -> None:
    assert data.names.issuer(issuer) is None
    assert data.names.identify("药剂师", issuer).kind is Kind.ISSUER_NOT_LISTED


@pytest.mark.parametrize(
    ("cert", "issuer", "row"),
    [
        ("FSEng", "TÜV Rheinland Industrie Service GmbH", 42),
        ("FSEng", "TUV SUD Product Service GmbH", 42),
        ("功能安全工程师", "莱茵检测认证服务（中国）有限公司", 42),
        ("CoPC", "IECEx approved certification body", 44),
    ],
)
def test_a_member_of_an_open_class_is_known_by_its_whole_name_alone(
    data: Data, cert: str, issuer: str, row: int
) -> None:
    for text, kind in ((issuer, Kind.SETTLED), (f"Anti {issuer}", Kind.NEEDS_ISSUER)):
        identity = data.names.identify(cert, text)
        assert (identity.kind, numbers(identity)) == (kind, [row]), text


ISSUERS = {
    "pmi": [
        "PMI",
        "pmi",
        "美国项目管理协会",
        "Project Management Institute",
        "The Project Management Institute",
        "Project Management Institute (PMI)",
        "PMI（美国项目管理协会）",
        "美国项目管理协会 PMI",
    ],
    "tuv": [
        "TÜV",
        "TUV",
        "TUEV",
        "TÜV Rheinland",
        "TÜV SÜD",
        "TÜV NORD",
        "TUEV SUED",
        "tüv süd",
        "TU\u0308V",
    ],
    "cmi": ["CMI", "ČMI", "捷克国家计量院", "Czech Metrology Institute"],
    "socra": ["SOCRA", "SoCRA", "The Society of Clinical Research Associates"],
    "peo": ["PEO", "Professional Engineers Ontario", "Professional engineer Ontario"],
    "aha": [
        "AHA",
        "美国心脏协会",
        "美国心脏联合会",
        "American Heart Association",
        "American Heart Association, AHA",
    ],
    "acs": ["ACS", "美国化学会", "American Chemical Society", "THE AMERICAN CHEMICAL SOCIETY"],
    "isscr": ["ISSCR", "International Society for Stem Cell Research（ISSCR）", "国际干细胞研究学会"],
    "sapa": ["SAPA", "美中药协", "Sino-American Pharmaceutical Professionals Association(SAPA)"],
    "sas": ["SAS", "SAS 全球认证中心", "SAS全球认证中心", "SAS Global Certification"],
    "iecex": ["IECEx", "IECEx授权的认证机构"],
    "ecfmg": ["ECFMG", "外国医学院校毕业生教育委员会（美国）", "外国医学院校毕业生教育委员会(美国)"],
    "abt": ["ABT"],
    "nabp": ["NABP"],
    "acrp": ["ACRP"],
    "ads": ["ADS"],
    "aacr": ["AACR"],
    "sfn": ["SfN"],
    "sot": ["SOT", "美国毒理学会（SOT）"],
    "uscaca": ["USCACA"],
    "scdm": ["SCDM"],
    "accp": ["ACCP"],
    "ascp": ["ASCP"],
    "iac": ["IAC"],
    "jsap": ["JSAP", "应用物理学会"],
    "faa": ["FAA"],
    "ipma": ["IPMA"],
    "pdma": ["PDMA", "Product Development and Management Association"],
    "ahpra": ["AHPRA"],
    "gphc": ["GPhC"],
    "ppbhk": ["PPBHK"],
    "spc": ["SPC"],
    "pcnz": ["Pharmacy Council of New Zealand"],
}


@pytest.mark.parametrize(
    ("body", "text"), [(body, text) for body, texts in ISSUERS.items() for text in texts]
)
def test_an_issuer_is_known_by_its_names(data: Data, body: str, text: str) -> None:
    issuer = data.names.issuer(text)
    assert issuer is not None
    assert issuer.body.id == body


@pytest.mark.parametrize(
    "text",
    ["xyz", "PM", "PMII", "中国药师协会", "American Cancer Society", "ABAT", "the", "PMI IPMA", "PMI PMP"],
)
def test_no_likeness_makes_an_issuer(data: Data, text: str) -> None:
    assert data.names.issuer(text) is None


@pytest.mark.parametrize(
    ("cert", "issuer", "named"),
    [
        ("PMP", "IPMA", [40]),
        ("PMP", "xyz", [40]),
        ("40", "xyz", [40]),
        ("#40", "IPMA", [40]),
        ("IPMP C", "PMI", [41]),
        ("CCRA", "SOCRA", [13]),
        ("DABT", "ABAT", [16]),
        ("会员", "IEEE", [17, 18, 19, 20, 21, 36]),
        ("会员", "American Hospital Association", [17, 18, 19, 20, 21, 36]),
        ("member", "American Cancer Society", [17, 18, 19, 20, 21, 36]),
        ("普通会员", "SOT", [14]),
        ("协会会员", "American College of Clinical Pharmacy", [26]),
        ("药剂师", "中国药师协会", [1, 2, 3, 5, 6, 7, 8, 9, 10]),
        ("药剂师", "Kenya Pharmacy and Poisons Board", [1, 2, 3, 5, 6, 7, 8, 9, 10]),
        ("P.Eng.", "APEGA", [45]),
        ("注册工程师", "EGBC", [45]),
        ("SOT 会员", "ACS", [19]),
        ("PMI", "IPMA", [40]),
    ],
)
def test_a_listed_name_with_another_issuer_is_a_no_that_names_the_listed_ones(
    verdict: Verdicts, data: Data, cert: str, issuer: str, named: list[int]
) -> None:
    identity = data.names.identify(cert, issuer)
    assert identity.kind is Kind.ISSUER_NOT_LISTED
    assert [row.number for row in identity.named] == named
    answer = verdict(cert, issuer=issuer, degrees="bachelor", years="6", district="滨江")
    assert (answer["status"], answer["certificate"], answer["needs"]) == ("not_eligible", None, [])
    (reason,) = answer["reasons"]
    assert reason["code"] == "issuer_not_listed"
    assert all(row.issuer in reason["text"] for row in identity.named)


@pytest.mark.parametrize("issuer", ["SGS-TÜV Saar", "exida", "某检测公司"])
def test_who_is_authorised_by_tuv_cannot_be_told_by_name(verdict: Verdicts, issuer: str) -> None:
    answer = verdict("功能安全工程师", issuer=issuer, degrees="bachelor", years="6")
    assert (answer["status"], answer["certificate"]["number"]) == ("undetermined", 42)
    assert answer["needs"] == ["issuer", "district"]


# A body alone

BODIES = {
    "PMI": [40],
    "ACRP": [12, 13, 27, 28],
    "AACR": [15, 29],
    "ASCP": [30, 31, 32, 33, 34],
    "PPBHK": [3, 4],
    "AHPRA": [1, 8],
    "SOT": [19],
    "FAA": [38],
    "TÜV": [42],
    "IECEx": [44],
    "SAS": [25],
    "SAS 全球认证": [25],
    "ECFMG": [11],
    "California State Board of Pharmacy": [7],
    "美国项目管理协会": [40],
    "Project Management Institute (PMI)": [40],
}


@pytest.mark.parametrize("text", BODIES)
def test_a_body_alone_is_never_enough(verdict: Verdicts, text: str) -> None:
    for issuer in (None, text):
        answer = verdict(text, issuer=issuer, degrees="doctorate", district="滨江")
        assert (answer["status"], answer["needs"]) == ("undetermined", ["certificate"])
        assert [row["number"] for row in answer["candidates"]] == BODIES[text]
        assert answer["certificate"] is None


# Likely but unproven

UNPROVEN = {
    "AACR Associate Member": [29],
    "Associate Member": [29],
    "MLT(ASCPi)": [33],
    "MLT (ASCPi) 证书": [33],
    "MLS(ASCPi)": [30, 33],
    "CT(IAC)": [35],
    "CMIAC": [35],
    "CFIAC": [35],
    "FCP": [26],
    "NAPLEX": [7, 10],
    "FPGEC": [7, 10],
    "AACR 会员": [15, 29],
    "ADS 会员": [14],
    "JSAP member": [37],
}


@pytest.mark.parametrize("text", UNPROVEN)
def test_an_unproven_name_is_never_a_yes_and_never_a_no(verdict: Verdicts, text: str) -> None:
    answer = verdict(text, degrees="doctorate", district="滨江")
    assert (answer["status"], answer["certificate"]) == ("undetermined", None)
    assert answer["needs"] == ["certificate"]
    assert [row["number"] for row in answer["candidates"]] == UNPROVEN[text]


@pytest.mark.parametrize("text", [text for text in UNPROVEN if "会员" not in text and "member" not in text])
def test_a_note_says_why_an_unproven_name_is_open(data: Data, text: str) -> None:
    assert data.names.identify(text).remarks


def test_an_unproven_name_of_another_body_is_a_no(verdict: Verdicts) -> None:
    answer = verdict("MLS(ASCPi)", issuer="PMI", degrees="doctorate")
    assert [reason["code"] for reason in answer["reasons"]] == ["issuer_not_listed"]


# Known near misses

NEAR_MISSES = {
    40: ["CAPM", "CAPM证书", "PMI CAPM", "PgMP", "PfMP", "PMI-ACP", "PRINCE2", "CPMP"],
    1: ["执业药师", "执业药师资格", "执业药师资格证书", "执业药师证书"],
    16: ["DABAT", "D-ABFT", "DABFT", "DABAT (ABAT)", "ABFT D-ABFT"],
    24: ["CCDMP"],
    12: ["CPI", "ACRP CPI", "ACRP-CPI"],
    34: ["CT(ASCPi)", "BB(ASCPi)", "CG(ASCPi)"],
    30: ["H(ASCPi)", "HT(ASCPi)", "HTL(ASCPi)", "M(ASCPi)", "PBT(ASCPi)", "SBB(ASCPi)"],
    20: ["BLS", "ACLS", "AHA BLS", "AHA ACLS", "BLS Provider", "AHA BLS Provider"],
    42: ["FS Expert", "CFSE", "FS Expert (TÜV Rheinland)", "CFSE (exida)"],
    44: ["IECEx CoC", "IECEx Certificate of Conformity", "IECEx产品证书"],
    45: ["P.Eng. (Alberta)", "APEGA P.Eng.", "P.Eng. BC", "P.Eng. (Yukon)", "EIT", "阿尔伯塔省注册工程师"],
    2: ["MRPharmS", "RPS", "RPS 会员", "MRPharmS (RPS)"],
}


@pytest.mark.parametrize(
    ("near", "text"), [(near, text) for near, texts in NEAR_MISSES.items() for text in texts]
)
def test_a_near_miss_is_a_no_that_says_what_sets_it_apart(
    verdict: Verdicts, data: Data, near: int, text: str
) -> None:
    miss = data.names.identify(text).near_miss
    assert miss is not None
    assert near in [row.number for row in miss.near]
    answer = verdict(text, degrees="bachelor", years="6", district="滨江")
    assert (answer["status"], answer["certificate"], answer["needs"]) == ("not_eligible", None, [])
    assert [reason["code"] for reason in answer["reasons"]] == ["certificate_not_listed"]
    assert miss.remark.text.en in [note["text"] for note in answer["notes"]]


# Nothing of the list

UNLISTED = "软考 CFA ACCA 一级建造师 日本药剂师 加拿大药剂师 PMPP PM IPM CCRB CCRAA DAB SOTA IPMP-E 会 员证书"
UNLISTED += " x [/red] 证书 certificate 46 0 #46 第0项 -1 40.5 -"


@pytest.mark.parametrize("text", [*UNLISTED.split(), "IEEE member", "SOT Fellow", "x" * 200, "PMP PMP"])
def test_what_is_not_in_the_list_is_a_plain_no(verdict: Verdicts, text: str) -> None:
    answer = verdict(text, degrees="bachelor", years="6", district="滨江")
    assert (answer["status"], answer["certificate"], answer["candidates"]) == ("not_eligible", None, [])
    assert [reason["code"] for reason in answer["reasons"]] == ["certificate_not_listed"]
    assert (answer["apply_to"], answer["title"], answer["needs"]) == (None, None, [])


@pytest.mark.parametrize(
    ("text", "close"),
    [("PMPP", "PMP"), ("CCRAA", "CCRA"), ("IPMP-E", "IPMP"), ("临床试验编程员", "临床试验编程师")],
)
def test_likeness_suggests_and_never_decides(verdict: Verdicts, text: str, close: str) -> None:
    assert close in verdict(text)["suggestions"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("PMP credential", ["PMP"]),
        ("PMP certificates", ["PMP"]),
        ("PMP by PMI", ["PMP", "PMI"]),
        ("PMP、NPDP", ["PMP", "NPDP"]),
        ("PMP/NPDP", ["PMP", "NPDP"]),
        ("PMP培训", ["PMP"]),
        ("P.Eng. licence", ["P.Eng."]),
        ("TÜV FSEng course", ["TÜV FSEng"]),
    ],
)
def test_a_name_that_stands_whole_in_the_text_is_suggested_first(
    data: Data, text: str, first: list[str]
) -> None:
    identity = data.names.identify(text)
    assert identity.kind is Kind.NOT_LISTED
    assert list(identity.suggestions[: len(first)]) == first


def test_no_suggestion_is_the_text_itself(data: Data) -> None:
    for text in ("PMPP", "CCRB", "项目经理人", "Associate Members", "会员资格"):
        assert fold(text) not in map(fold, data.names.identify(text).suggestions)


@pytest.mark.parametrize("text", ["", " ", "\t", "x" * 201])
@pytest.mark.parametrize("fact", ["cert", "issuer", "district", "degree", "grade"])
def test_an_empty_or_overlong_name_is_refused(verdict: Verdicts, fact: str, text: str) -> None:
    facts: dict[str, Any] = {"degrees": (text,)} if fact == "degree" else {fact: text}
    with pytest.raises(FactError) as raised:
        verdict(**{"cert": "IPMP", **facts})
    assert raised.value.fact == fact
    assert len(str(raised.value)) < 120


# Grades

GRADES = {
    "IPMP {}": "ABCD",
    "IPMP-{}": "ABCD",
    "IPMP{}": "ABCD",
    "IPMP {}级": "ABCD",
    "IPMP（{}级）": "ABCD",
    "IPMA Level {}": "ABCD",
    "ipma level {}": "ABCD",
    "IPMP {} 证书": "ABCD",
    "IPMP {}级证书": "ABCD",
    "{}级IPMP": "ABCD",
    "国际项目经理资质认证（{}级）": "ABCD",
}


@pytest.mark.parametrize(
    ("form", "grade"), [(form, grade) for form, grades in GRADES.items() for grade in grades]
)
def test_a_grade_may_stand_in_the_name(verdict: Verdicts, form: str, grade: str) -> None:
    for letter in (grade, grade.lower()):
        answer = verdict(form.format(letter), degrees="bachelor", years="6", district="滨江")
        assert (answer["certificate"]["number"], answer["certificate"]["grade"]) == (41, grade)
        assert answer["status"] == ("not_eligible" if grade == "D" else "eligible")


@pytest.mark.parametrize("text", ["C", "c", "Ｃ", "C级", "Level C", "grade c", "IPMP C", "IPMA Level C"])
def test_a_grade_may_be_given_apart(verdict: Verdicts, text: str) -> None:
    for name in ("IPMP", "41", "国际项目经理资质认证（C级及以上）（IPMP)"):
        assert verdict(name, grade=text)["certificate"]["grade"] == "C"


@pytest.mark.parametrize("text", ["E", "CC", "C级及以上", "3", "高级", "-"])
def test_an_unknown_grade_is_refused_with_the_known_ones(verdict: Verdicts, text: str) -> None:
    with pytest.raises(FactError, match=r"is not a grade of this certificate\. Accepted: A, B, C, D"):
        verdict("IPMP", grade=text)


# Qualifications

DEGREES = {
    "none": "none;中专;高中;初中;职高;中技;无;大专以下;初中及以下;中专毕业;技工学校;Senior High School;"
    "高中（函授）",
    "associate": "associate;大专;专科;大学专科;高职;大专学历;函授大专;大专（高职）学历;五年制大专;"
    "专科(自考);药学专业大专;高中/大专;高级工班;"
    "技工院校高级工班毕业;副学士;Associate's Degree;Associate in Applied Science",
    "bachelor": "bachelor;本科;大学本科;学士学位;专升本;统招本科;本科（自考）;非全日制本科;985/211本科;"
    "工学学士;本科/学士学位;大学本科、工学学士;"
    "本科毕业证、学士学位证;双学位;辅修;预备技师班;技师学院技师班;本科（无学位）;护理学本科;BSc;"
    "B.Sc. in Chemistry;B. Pharm;"
    "Bachelor of Science in Nursing;BA (Hons);BEng Mechanical Engineering;Degree (Bachelor's)",
    "second-bachelor": "second-bachelor;第二学士学位;第二学士;工学第二学士学位",
    "master": "master;硕士;研究生;硕士研究生（全日制）;专硕;学硕;MBA;公共管理硕士;海洋学硕士;"
    "研究生、公共管理硕士;研究生学历，硕士学位;"
    "法律硕士（非法学）;硕士学位（同等学力）;博士研究生;博士学历;博士（无学位）;清华大学硕士;"
    "M.S. in Regulatory Affairs;"
    "Master of Engineering Management;MPharm",
    "doctorate": "doctorate;博士;博士学位;PhD;Ph.D. in Toxicology;农学博士;博士（已毕业）;"
    "研究生学历，博士学位;"
    "博士研究生学历、工学博士学位",
    "bachelor+": "本科及以上;本科以上学历;本科+;至少本科;Bachelor or above",
}


@pytest.mark.parametrize(
    ("level", "text"), [(level, text) for level, texts in DEGREES.items() for text in texts.split(";")]
)
def test_a_qualification_is_known_by_its_words(data: Data, level: str, text: str) -> None:
    for form in (text, f" {text.upper()} "):
        read = data.names.qualification(form)
        assert (read.least.id, read.or_higher) == (level.rstrip("+"), level.endswith("+"))


@pytest.mark.parametrize(
    "text",
    ["学士", "研究生", "博士", "PhD", "博士研究生", "双学位", "辅修", "高级工班", "技师班", "预备技师班"],
)
def test_a_reading_of_a_word_is_said_in_the_verdict(verdict: Verdicts, data: Data, text: str) -> None:
    remark = data.names.qualification(text).remark
    assert remark is not None
    assert remark.reading is not None
    note = {"reading": remark.reading.id, "text": remark.text.en}
    assert note in verdict("PMP", degrees=text, years="7")["notes"]


REFUSED = {
    "graduates only": "肄业;本科肄业;结业;本科（结业）;未毕业;肄业（本科）;PhD (ABD)",
    "under way": "在读;博士在读;在读博士;硕士（在读）;大专（含在读）;大专毕业，本科在读;硕博连读;应届生;"
    "student;PhD candidate;BSc in progress",
    "skill grades": "高级工;技师;高级技师;高级工证书;高级技工学校",
    "no qualification in themselves": "同等学力硕士;研究生课程班;硕士研究生（研究生课程班）;进修学生;"
    "研究生班",
    "is work, not a degree": "博士后;在职博士后;博士（后）",
    "not earned by study": "名誉博士",
    "professional doctorate": "PharmD;MD, PhD;Doctor of Pharmacy;副博士",
    "is not a master's degree": "Postgraduate Diploma",
    "which level it is": "大学;学历;学位;自考;电大;Degree;技师学院毕业;本科以下",
    "names several levels": "本科，硕士;大专/本科;研究生/本科",
    "is no qualification that is known here": "双硕士;无硕士;没有硕士学位;拟获硕士;准博士;博士，无学位;"
    "x;中央党校函授专科;Dr.;"
    "Diplom-Ingenieur;PhD in 2027",
}


@pytest.mark.parametrize(
    ("why", "text"), [(why, text) for why, texts in REFUSED.items() for text in texts.split(";")]
)
def test_what_proves_nothing_is_refused_with_the_reason(data: Data, why: str, text: str) -> None:
    with pytest.raises(FactError) as raised:
        data.names.qualification(text)
    assert why in str(raised.value)
    assert raised.value.accepted == Phrase(
        "大专、本科、第二学士、硕士、博士", "associate, bachelor, second-bachelor, master, doctorate"
    )


# Places

PLACES = {
    "上城区": "上城区 上城 Shangcheng 330102 上城区（原江干区） 江干区（上城区） 杭州市上城区望江街道",
    "拱墅区": "拱墅区 拱墅 Gongshu 330105 下城 下城区 330103 拱墅区（原下城区） 下城区绍兴路 拱墅区祥符街道",
    "西湖区": "西湖区 西湖 Xihu 330106 西湖区三墩镇 西湖区之江 浙江省杭州市西湖区南昌路1号 "
    "West_Lake_District",
    "滨江区": "滨江区 滨江 Binjiang 330108 高新区（滨江） 高新(滨江) 高新区 杭州高新区 "
    "杭州高新技术产业开发区（滨江） 浙江滨江 （滨江区） “滨江” "
    "浙江省/杭州市/滨江区 浙江、杭州、滨江 杭州·滨江 杭州市-市辖区-滨江区 浙江省杭州市滨江区网商路699号 "
    "滨江区北京大学研究院 滨江区宁波银行 "
    "阿里巴巴（杭州市滨江区） Binjiang_District,_Hangzhou_City,_Zhejiang_Province,_P.R._China "
    "Hangzhou,_Binjiang "
    "699_Wangshang_Rd,_Binjiang_District",
    "萧山区": "萧山区 萧山 Xiaoshan 330109 萧山区萧山经济技术开发区 Xiaoshan_Dist.",
    "余杭区": "余杭区 余杭 Yuhang 330110 余杭区仓前街道 余杭良渚 杭州市余杭区未来科技城",
    "临平区": "临平区 临平 Linping 330113 临平(原余杭) 临平区东湖街道",
    "钱塘区": "钱塘区 钱塘 Qiantang 330114 钱塘新区 下沙 下沙街道 大江东 钱塘区河庄街道",
    "富阳区": "富阳区 富阳 Fuyang 330111 富阳市 330183 富阳经济技术开发区（富阳区）",
    "临安区": "临安区 临安 Lin'an Linan Lin’an 330112 临安市 330185 临安区青山湖街道",
    "桐庐县": "桐庐县 桐庐 Tonglu 330122 桐庐县城南街道 Tonglu_County",
    "淳安县": "淳安县 淳安 Chun'an Chunan 330127 淳安县千岛湖镇",
    "建德市": "建德市 建德 Jiande 330182 Jiande_City",
    "西湖风景名胜区": "西湖风景名胜区 西湖景区 西湖风景名胜区管委会",
}


@pytest.mark.parametrize(
    ("area", "text"), [(area, text) for area, texts in PLACES.items() for text in texts.split()]
)
def test_an_area_is_known_by_its_names(data: Data, area: str, text: str) -> None:
    text = text.replace("_", " ")
    forms = [text, text.lower(), text.upper(), f" {text} "]
    if not text.isascii() and "杭" not in text and "浙江" not in text:
        forms += [
            prefix + text for prefix in ("杭州市", "浙江省杭州市", "杭州", "浙江省 杭州市 ", "浙江杭州")
        ]
    elif text.isascii() and text.isalpha():
        forms += [text + " District", text + "qu", "Hangzhou " + text]
    for form in forms:
        place = data.names.place(form)
        assert place.area is not None, form
        assert place.area.name == area, form


QUESTIONS = {
    "上城区;钱塘区": "江干 江干区 杭州市江干区 原江干区 Jianggan 330104",
    "余杭区;临平区": "余杭市 Yuhang_City 余杭经济技术开发区 余杭区余杭经济技术开发区 余杭区临平街道 "
    "杭州市余杭区乔司街道 余杭塘栖镇 余杭（临平） "
    "余杭区、临平区",
    "萧山区;钱塘区": "萧山市 Xiaoshan_City 萧山区河庄街道 萧山区临江工业园",
    "滨江区;萧山区": "滨江/萧山 滨江区和萧山区 滨江区（萧山区）",
    "": "杭州 杭州市 浙江 Hangzhou,_China 330100 市直 省属 奥体 之江 主城区 居家办公 闲林 西湖街道 "
    "萧山经济技术开发区 杭州经济开发区 杭州湾新区 "
    "绍兴路 湖州街 杭州金华路 Jinhua_Road 西湖大学 滨江区，上海 杭州、上海 滨江或萧山 某某公司滨江区 五常 "
    "龙井",
}


@pytest.mark.parametrize(
    ("areas", "text"), [(areas, text) for areas, texts in QUESTIONS.items() for text in texts.split()]
)
def test_what_may_lie_in_several_areas_is_asked_about(
    data: Data, verdict: Verdicts, areas: str, text: str
) -> None:
    text = text.replace("_", " ")
    answer = verdict("PMP", degrees="bachelor", years="6", district=text)
    assert (answer["status"], answer["apply_to"], answer["needs"]) == ("eligible", None, ["district"])
    assert answer["facts"]["district"] == {"text": text, "read": areas or None}
    remark = data.names.place(text).remark
    assert remark is not None
    assert remark.text.en in [note["text"] for note in answer["notes"]]
    assert all(area in remark.text.zh for area in areas.split(";"))


@pytest.mark.parametrize(
    "text", ["下城区", "高新区", "杭州高新区", "钱塘新区", "富阳市", "临安市", "西湖景区"]
)
def test_a_name_that_needs_a_word_gets_one(data: Data, text: str) -> None:
    assert data.names.place(text).remark is not None


ELSEWHERE = (
    "苏州 绍兴市 浦东 浦东新区 上海市浦东新区 江苏省滨江区 南昌市西湖区 南昌西湖区孺子路 温州市滨江区 "
    "上海（滨江区） 苏州高新区 苏州工业园区 嘉兴海宁 "
    "昆山 安徽阜阳 南京江宁 景德镇 香港 国外 Shanghai Fuyang,_Anhui Binjiang,_Shanghai "
    "Xihu_District,_Nanchang"
)


@pytest.mark.parametrize("text", ELSEWHERE.split())
def test_a_known_place_elsewhere_is_not_in_the_city(data: Data, text: str) -> None:
    place = data.names.place(text.replace("_", " "))
    assert (place.elsewhere, place.areas) == (True, ())


@pytest.mark.parametrize(
    "text",
    [
        "西",
        "区",
        "West",
        "，",
        "《》",
        "杭" * 90,
        "上海银行",
        "南京银行大厦",
        "泰和县西湖区",
        "Binjiang, Foocity",
        "320500",
    ],
)
def test_a_place_that_is_not_recognised_is_refused_with_the_areas(data: Data, text: str) -> None:
    with pytest.raises(FactError) as raised:
        data.names.place(text)
    assert raised.value.accepted == tuple(PLACES)
    assert "西湖风景名胜区" in str(raised.value)


# Folding


@pytest.mark.parametrize(
    "texts",
    [
        ("PMP", "ｐｍｐ", "P.M.P.", "P-M-P", "P M P", "PMP®", "PMP™", "P·M·P", "P\u00a0M\u3000P"),
        ("(x)", "（x）", "（Ｘ)"),
        ("TÜV", "tüv", "TU\u0308V", "ＴÜＶ"),
        ("Lin'an", "Lin’an", "linan", "LIN‘AN"),
        ("straße", "STRASSE"),
        ("会员", "会\U000e0101员", "会员\ufe0e"),
    ],
)
def test_spellings_of_one_name_fold_alike(texts: tuple[str, ...]) -> None:
    assert len({fold(text) for text in texts}) == 1


INVISIBLE = {
    "zero width space": "\u200b",
    "byte order mark": "\ufeff",
    "soft hyphen": "\u00ad",
    "joiner": "\u200d",
    "word joiner": "\u2060",
    "left to right": "\u200e",
    "bidi isolate": "\u2066",
    "emoji look": "\ufe0f",
}


@pytest.mark.parametrize("invisible", INVISIBLE.values(), ids=INVISIBLE)
def test_what_cannot_be_seen_changes_nothing(data: Data, verdict: Verdicts, invisible: str) -> None:
    names = data.names
    for text in ("PMP®", "40", "项目管理专业人士", "PMP (PMI)"):
        for typed in (text + invisible, invisible + text, text[:1] + invisible + text[1:]):
            assert numbers(names.identify(typed)) == [40], ascii(typed)
            assert numbers(names.identify(typed, f"P{invisible}MI")) == [40], ascii(typed)
    facts = {"degrees": "本科", "years": "6", "district": "滨江", "grade": "C"}
    typed = {fact: f"{text[:1]}{invisible}{text[1:]}{invisible}" for fact, text in facts.items()}
    assert verdict("IPMP", **typed)["status"] == "eligible"
    with pytest.raises(FactError, match="is empty"):
        names.identify(invisible)


def test_letters_are_never_folded_away() -> None:
    assert len({fold(text) for text in ("CCRA", "CCRC", "CCRP", "CCDM", "CCDMP", "DABT", "DABAT")}) == 7
    assert fold("TÜV") != fold("TUV")
