"""What the heading of a column announces: a fact, a date of something, or nothing that is read.

A heading is read as a whole: folded, without numbering, asterisks, units and bracketed notes, it
has to be made of known words from end to end. A word too many (证书编号, 学历类型) makes it another.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..names.text import Folded, fold, narrow

CERTIFICATE = "certificate"
FACTS = (
    *(CERTIFICATE, "issuer", "grade", "degree", "degree_date"),
    *("years", "work", "work_from", "district", "related"),
)
"""The facts that a column can give, in the order of the contract."""
DATE_OF_NEAREST = "date"
"""What a heading like 取得时间 announces: the date of the certificate or qualification beside it."""
SERIAL = "serial"
PERSON = "person"

_MOST_READ = 200
"""The characters of a heading that are looked at."""
_LONGEST = 40
"""The characters that a heading may have once its notes are gone."""

_OPENING = "([{<（［｛【〔〖《"
_CLOSING = ")]}>）］｝】〕〗》"
_BEFORE = re.compile(r"^(?:[*#★☆※√:：、,?]|[0-9]+(?=[^0-9])|[一二三四五六七八九十]+、)+")
_BEHIND = re.compile(r"(?:[*#★☆※:：、,。?]|/(?:年|个?月|years?)|(?<=[证书称历位])[0-9一二三四五]+)+$")

_OWN = "的 本人 个人 现 所 已 拟 持 有 取得 获得 获 考取 申报 申请 认定 主要 目前 员工"
_AND = "及 和 与 或 / 、 的"
_SCHOOL = "最高 在职 非?全日制 后续 第[一二三12] 国民教育 大学"
_WORKING = f"{_AND} 从事 本 该 相关 相近 对口 专业 技术 工作 岗位 职业 行业 领域 实际"
_EN_WORK = "related|relevant|professional|working|work|job"
_WHEN = "(?:时间|日期|年月日?|年份|时点)"


def _of(*words: str) -> str:
    """Return what matches these words; each stands there once, or matching could take for ever."""
    return f"(?:{'|'.join(dict.fromkeys(' '.join(words).split()))})"


_OF_DATE = _of(_OWN, _SCHOOL, _AND, "毕业 学历 学位 证书 授予 颁发 何时")
_OF_YEARS = _of(_OWN, _WORKING, "从业 毕业 学历 学位 后")
_OF_WORK = _of(_OWN, _WORKING)
_OF_ISSUER = _of(_OWN, "证书 资格 国际 境外")
_OF_PLACE = _of(_OWN, "所在 工作 单位 用人 公司 企业 服务")
_OF_CERTIFICATE = _of(
    _OWN, "国际 境外 国外 海外 职业 执业 专业 技术 技能 行业 水平 资格 资质 其[他它] 另 第[一二三123]"
)
_OF_AWARD = _of(_OWN, "颁发 发证 颁证 获证 授予 签发 批准")
_PATTERNS = {
    "degree_date": rf"(?=.*(?:毕业|学历|学位)){_OF_DATE}+{_WHEN}"
    r"|graduat(?:ed|ion)(?:on|date|time|year|month)?|dateof(?:graduation|degree)|yearofgraduation"
    r"|(?:degree|qualification)s?(?:awarded|conferred|obtained)?(?:on|dates?|year)",
    "years": rf"{_OF_YEARS}*(?:年限|年数|年资)"
    rf"|(?:numberof|noof)?(?:{_EN_WORK})*(?:years|yrs)(?:of|in|{_EN_WORK}|experience|thefield)*",
    "work_from": rf"{_of(_OWN)}*(?:参加工作|参工|开始工作|(?:从业|工作)(?:起始|开始))的?{_WHEN}"
    rf"|{_OF_WORK}*从事{_OF_WORK}*(?:起始|开始|起){_WHEN}"
    r"|work(?:ing|ed)?(?:from|since|start(?:ed)?(?:date)?)|startedwork(?:ing)?",
    "work": rf"{_OF_WORK}*(?:工作|从业|任职)(?:经历|简历|履历|起止{_WHEN})|起止{_WHEN}"
    r"|work(?:ing)?(?:periods?|history)?|employmenthistory",
    "related": r"(?:现在?|目前)?(?:是否|有无)(?:现在?|目前|仍|正?在)?从事.{0,12}"
    r"|是否.{0,6}(?:相关|对口).{0,8}|(?:现在?|目前|仍)?从事相关专业(?:技术)?(?:工作|岗位)?|专业(?:是否)?对口"
    r"|(?:currently|now|works?|working|in|is|the)*(?:related|relevant)(?:to)?(?:work|field|job)?"
    r"|(?:currently|now)?work(?:s|ing)?inthefield",
    "issuer": rf"{_OF_ISSUER}*(?:颁证|发证|颁发|签发|授予|授证|认证|颁布)(?:证书|的)?"
    rf"{_of(_AND, '国家 地区')}*(?:单位|机构|机关|组织|部门|者|方|协会)(?:名称|全称)?"
    r"|(?:certificat(?:e|ion)s?)?(?:issuers?|issuedby|(?:issuing|awarding|certifying|certification)"
    r"(?:body|organi[sz]ation|authority|institution|agency))(?:name)?",
    "grade": r"(?:证书|职业|资格|认证|技能)*(?:等级|级别)|(?:certificat(?:e|ion)|cert)level"
    r"|(?:certificat(?:e|ion)|cert)?grade",
    "district": rf"{_OF_PLACE}*(?:区、?县(?:市|\(市\))?|区/县(?:/?市)?|县、?市?、?区|(?<=所在)[区地]|地区"
    r"|区域|工作地点?|工作地址|(?<=工作)城区|单位地[址点]|行政区划?|属地)"
    r"|(?:work|working|job|office|employment)?(?:district|location|area)|placeofwork|workplace"
    r"|work(?:ing)?(?:place|city|county|address|site)",
    "degree": rf"{_of(_OWN, _SCHOOL)}*(?:学历|学位|文化程度|(?:受?教育)程度)"
    rf"{_of(_AND, '学历 学位 层次 情况 等级 程度 名称')}*"
    r"|(?:highest|first|final|latest|academic|education(?:al)?)*(?:degrees?|qualifications?|education)"
    r"(?:level|held|obtained)?|levelofeducation",
    CERTIFICATE: rf"{_OF_CERTIFICATE}*(?:证书?|资格|执照)"
    rf"{_of(_AND, '资格证书 中文 英文 外文 名称? 全称 情况 信息 项目')}*(?:[及和与、/](?:等级|级别|编号))?"
    r"|(?:professional|international|foreign)*(?:certificat(?:e|ion)s?|certs?|credentials?|licen[cs]es?)"
    r"(?:held|names?|title|obtained)*|professionalqualifications?(?:names?)?",
    DATE_OF_NEAREST: rf"{_OF_AWARD}*{_WHEN}"
    r"|(?:issue|award|obtained|acquired)d?(?:date|on)|date(?:obtained|ofissue|issued|awarded)?",
    SERIAL: "序号?|编号|号|no|num|number|id",
    PERSON: "(?:员工|申报人|申请人|人员|学员)?姓名|申报人|申请人|(?:full|employee|applicant)?names?",
}
_WHOLE = {kind: re.compile(pattern) for kind, pattern in _PATTERNS.items()}
_FACTS = {fold(fact): fact for fact in FACTS}

_RELATED_YEARS = re.compile("相关|专业|从事|对口|相近|related|relevant|professional|field")
_WORK_YEARS = re.compile("工作|从业|年资|work|experience|service")
_ALL_YEARS = re.compile("总|累计|连续|工龄|total")

_LIKELY = {
    "years": "年限|年数|年资|years|experience",
    "degree_date": "毕业(?!院校|学校)|graduat",
    "work_from": "入职|到岗|参加工作|工作时间|起始|hire|start|since",
    "issuer": "颁证|发证|颁发|issue",
    "degree": "学历|学位|文化|degree|educat|qualif",
    "work": "工作经历|简历|履历|history",
    "related": "相关|对口|related",
    "district": "区县|所在区|工作地|地址|所在地|location|district|address",
    "grade": "证书等级|证书级别|grade",
    CERTIFICATE: "证书|资格|执照|certif|credential|licen[cs]e",
}
_SAYS = {fact: re.compile(pattern) for fact, pattern in _LIKELY.items()}
_OTHER = re.compile(
    "编号|号码|号$|院校|学校|类型|类别|形式|专业$|附件|扫描|照片|复印|备注|有效|联系|电话|籍贯|户|出生|家庭|住址|职称"
    "|毕业证|证书.*(?:时间|日期)|number$|school|university"
)
"""What makes a heading with such a word in it another thing than the fact."""


@lru_cache(maxsize=1024)
def kind_of(header: str) -> str | None:
    """Return what a heading announces: a fact, `DATE_OF_NEAREST`, `SERIAL`, `PERSON`, or None.

    Of a heading in two rows it is what both say together, else what the lower one says.
    """
    kind = _kind(_bare(header))
    upper, parted, lower = header.rpartition("\n")
    if kind is None and parted:
        kind = _kind(_bare(lower)) or (_kind(_bare(upper)) if not lower.strip() else None)
    return kind


def fact_of(header: str) -> str | None:
    """Return the fact that a heading announces, or None."""
    kind = kind_of(header)
    return kind if kind in FACTS else None


def likely_fact(header: str) -> str | None:
    """Return the fact that a heading which is not read seems to give, to be asked about; or None."""
    text = fold(header[:_MOST_READ])
    if _OTHER.search(_bare(header)) or _ALL_YEARS.search(text):
        return None
    return next((fact for fact, says in _SAYS.items() if says.search(text)), None)


def is_of_all_work(header: str) -> bool:
    """Tell whether a column of years may count all work, related or not: 工作年限."""
    return bool(_WORK_YEARS.search(fold(header[:_MOST_READ]))) and not is_related(header)


def is_related(header: str) -> bool:
    """Tell whether a column of years or of beginnings says that it is about related work."""
    return bool(_RELATED_YEARS.search(fold(header[:_MOST_READ])))


def folded(header: str) -> Folded:
    """Return a heading as two that mean the same are alike."""
    return _bare(header) or fold(header[:_MOST_READ])


def _kind(text: Folded) -> str | None:
    if not text or len(text) > _LONGEST:
        return None
    if text in _FACTS:
        return _FACTS[text]
    return next((kind for kind, pattern in _WHOLE.items() if pattern.fullmatch(text)), None)


@lru_cache(maxsize=1024)
def _bare(header: str) -> Folded:
    """Return a heading folded, without notes in brackets, numbering, marks and units."""
    text = header[:_MOST_READ]
    depth, outside = 0, ""
    for char in narrow(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth = max(depth - 1, 0)
        elif not depth:
            outside += char
    if _ALL_YEARS.search(text):  # the note may be what makes these years others: 工作年限（总）
        outside = text
    return Folded(_BEHIND.sub("", _BEFORE.sub("", fold(outside))))
