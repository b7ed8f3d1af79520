"""What people type, as tables: every line of the domain that a person can type is a case."""

from __future__ import annotations

import pytest

from hz_titles import Data, Language
from hz_titles.errors import FactError
from hz_titles.language import said
from hz_titles.names.identity import Identity
from hz_titles.names.text import fold
from tests.support.program import Verdicts


def numbers(identity: Identity) -> list[int]:
    return [row.number for row in identity.rows]


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
    "Diplom-Ingenieur;2018年7月;硕士（2024 – 至今）;2017级本科;2025级硕士;2019届硕士",
}


@pytest.mark.parametrize(
    ("why", "text"), [(why, text) for why, texts in REFUSED.items() for text in texts.split(";")]
)
def test_what_proves_nothing_is_refused_with_the_reason(data: Data, why: str, text: str) -> None:
    with pytest.raises(FactError) as raised:
        data.names.qualification(text)
    assert why in str(raised.value)
    accepted = [said(raised.value.accepted, language) for language in Language]
    assert accepted == [
        "大专、本科、第二学士、硕士、博士",
        "associate, bachelor, second-bachelor, master, doctorate",
    ]


SPOILT = {
    False: "{}在读;在读{};{}（在读）;{}肄业;{}未毕业;无{};没有{};未取得{};拟{};准{};申请{}中;攻读{};{}生;"
    "{}课程班;非{};即将取得{};名誉{};"
    "{}导师;{}后;低于{};{}或其他;相当于{};{}（预计2027年毕业）;{}？",
    True: "{} student;{} candidate;{} in progress;{} (expected 2027);no {};non-{};{} course;honorary {};"
    "pursuing a {};pre-{};"
    "equivalent to {};{} anticipated 2027",
}
NEUTRAL = "全日制{};{}（全日制）;{}毕业;统招{};{}(自考);在职{};国外{};985{};最高学历：{};{}（已毕业）"


def test_every_word_for_a_level_is_that_level_in_neutral_words_and_none_where_it_is_spoilt(
    data: Data,
) -> None:
    for one in data.catalogue.qualifications[1:]:
        for text in (text for words in one.words for text in words.texts):
            for form in SPOILT[text.isascii()].split(";"):
                with pytest.raises(FactError):
                    data.names.qualification(form.format(text))
            for form in () if text.isascii() else NEUTRAL.split(";"):
                assert data.names.qualification(form.format(text)).least is one, form.format(text)


DATED = {
    "2018-07-01": "本科（2018年7月毕业） 本科2018.07 2018年7月本科毕业 本科_2018-07 本科毕业于2018年7月 "
    "18年7月本科 本科（2014.09-2018.07） BSc,_July_2018 Bachelor_of_Science_(07/2018) 本科(201807)",
    "2018-07-05": "本科/2018.7.5 本科（2018年7月5日取得） B.Sc._2018-07-05",
    "2018": "本科（2018年） BSc,_Pharmacy,_2018",
    "2031-07-01": "本科（2031年7月毕业）",
    "None": "本科（985） 985/211本科 本科（四年制）",
}


@pytest.mark.parametrize(
    ("day", "text"), [(day, text) for day, texts in DATED.items() for text in texts.split()]
)
def test_a_date_in_the_words_of_a_qualification_is_when_it_was_obtained(
    data: Data, day: str, text: str
) -> None:
    read = data.names.qualification(text.replace("_", " "))
    assert (read.least.id, str(read.obtained)) == ("bachelor", day)


def test_the_date_in_the_words_counts_as_if_it_were_given_apart_and_may_not_differ_from_it(
    verdict: Verdicts,
) -> None:
    apart = verdict("PMP", degrees="本科@2018-07", work="2018-08..")
    inside = verdict("PMP", degrees="本科（2018年7月毕业）", work="2018-08..")
    assert inside["facts"]["degree"]["read"] == apart["facts"]["degree"]["read"] == "bachelor@2018-07-01"
    assert inside["routes"] == apart["routes"]
    to_come = verdict("PMP", degrees="本科（2031年7月毕业）", work="2018-08..")
    assert (to_come["status"], to_come["eligible_from"]) == ("not_eligible", "2036-07-01")
    with pytest.raises(FactError, match="names two different dates"):
        verdict("PMP", degrees="本科（2018年7月毕业）@2019-07")


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
    "699_Wangshang_Rd,_Binjiang_District,_Hangzhou_310051",
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
    "昆山 德清 安徽阜阳 南京江宁 景德镇 香港 国外 Shanghai Fuyang,_Anhui Binjiang,_Shanghai "
    "Xihu_District,_Nanchang"
)


@pytest.mark.parametrize("text", ELSEWHERE.split())
def test_a_known_place_elsewhere_is_not_in_the_city(data: Data, text: str) -> None:
    place = data.names.place(text.replace("_", " "))
    assert (place.elsewhere, place.areas) == (True, ())


def test_the_city_before_an_area_decides_and_a_street_behind_it_does_not(data: Data) -> None:
    def read(text: str) -> tuple[bool, list[str]]:
        place = data.names.place(text)
        return place.elsewhere, [area.name for area in place.areas]

    for city in (city for one in data.jurisdiction.elsewhere for city in one.cities):
        assert read(f"杭州{city}路1号") == (False, [])
        for area in data.jurisdiction.areas:
            for text in (f"{city}{area.name}", f"{city}市{area.short}", f"{city}（{area.name}）人民路1号"):
                assert read(text) == (True, []), text
            for text in (f"{area.name}{city}路1号", f"杭州市{area.name}{city}银行大厦"):
                assert read(text) == (False, [area.name]), text


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
    assert tuple(area.zh for area in raised.value.accepted) == tuple(PLACES)
    assert "西湖风景名胜区" in raised.value.say(Language.ZH)
    assert "West Lake Scenic Area" in raised.value.say(Language.EN)


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
