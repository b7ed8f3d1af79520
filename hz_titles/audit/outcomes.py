"""The answers over the whole grid: what must never happen, and what must always follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations_with_replacement, pairwise, product

from ..language import Phrase
from ..notice.annex1 import Certificate, Qualification
from ..rules.advice import Advice, Way, advise
from ..rules.applicant import Applicant, Held, Period
from ..rules.verdict import Need, Reason, Status, Verdict
from ..span import YEAR, Span, Stretch, day_at, position, thirtieths
from .grid import DAY, Grid, Known, Point, anywhere, less_a_day
from .report import Proof

_TABLE = Phrase("与判定表不一致", "differs from the decision table")
_MORE_YEARS = Phrase("年限更长反而更差", "more years make it worse")
_HIGHER = Phrase("学历更高反而更差", "a higher qualification makes it worse")
_GRADE = Phrase("等级更高反而更差", "a higher grade makes it worse")
_OUTCOMES = Phrase("未填的事实：结论与逐值试算不符", "a fact left out: not what its values say")
_NEEDS = Phrase("未填的事实：needs 不是恰好起作用的那些", "a fact left out: needs are not just what matters")

_RANK = {Status.NOT_ELIGIBLE: 0, Status.UNDETERMINED: 1, Status.ELIGIBLE: 2}
_ONE_DAY = timedelta(days=1)


def as_tabled(grid: Grid) -> Proof:
    """Hold the engine's answer at every point against the decision table."""
    proof = Proof(
        id="as_tabled",
        claim=Phrase("引擎与判定表处处一致", "the engine and the decision table agree everywhere"),
        of=Phrase("证书 × 等级 × 学历 × 年限", "certificates × grades × qualifications × years"),
    )
    for point, verdict in grid.verdicts.items():
        condition = point.row.lightest(point.grade, point.qualification)
        yes = condition is not None and point.years.reaches(condition.years)
        expected = Status.ELIGIBLE if yes else Status.NOT_ELIGIBLE
        right = verdict.status is expected and verdict.title is point.row.title
        proof.expect(right, _TABLE, point)
    return proof


def never_hurts(grid: Grid) -> Proof:
    """Compare each point with the next in years, in qualification and in grade."""
    proof = Proof(
        id="never_hurts",
        claim=Phrase(
            "年限更长、学历更高、等级更高从不更差", "more years, a higher qualification or grade never hurt"
        ),
        of=Phrase("相邻两点", "pairs of neighbours"),
    )
    qualifications = sorted(grid.catalogue.qualifications, key=lambda each: each.rank)
    for row in grid.catalogue.certificates:
        statuses = grid.statuses[row.number]
        grades = tuple(reversed(row.grade_choices))
        steps: list[tuple[Phrase, Known, Known]] = []
        for grade, one in product(grades, qualifications):
            steps += [(_MORE_YEARS, (grade, one, a), (grade, one, b)) for a, b in pairwise(grid.years)]
        for grade, years in product(grades, grid.years):
            steps += [(_HIGHER, (grade, a, years), (grade, b, years)) for a, b in pairwise(qualifications)]
        for one, years in product(qualifications, grid.years):
            steps += [(_GRADE, (a, one, years), (b, one, years)) for a, b in pairwise(grades)]
        for fault, less, more in steps:
            right = _RANK[statuses[less]] <= _RANK[statuses[more]]
            proof.expect(right, fault, row.number, *_spelled(less), "→", *_spelled(more))
    return proof


def _spelled(facts: Known) -> Iterator[str]:
    grade, qualification, years = facts
    if grade:
        yield grade
    yield qualification.id
    yield years.iso()


_BEST = Phrase("与各学历单独试算的最好结果不符", "not the best of what each qualification gives alone")


def best_counts(grid: Grid) -> Proof:
    """Hold two qualifications with dated work against each of them alone."""
    proof = Proof(
        id="best_counts",
        claim=Phrase("多个学历取最有利的一个", "of several qualifications the best one carries"),
        of=Phrase("相邻两个学历", "pairs of neighbouring qualifications"),
    )
    lengths = [length for length in grid.years if not length.worth % YEAR and length <= grid.years[-2]]
    for row, (lower, higher) in product(
        grid.representatives.values(), pairwise(grid.catalogue.qualifications)
    ):
        bare = grid.applicant(row, row.lowest_grade)
        for long, short in combinations_with_replacement(reversed(lengths), 2):
            worked = replace(bare, work=(Period(start=_ago(long), last=None),))
            held = (
                Held(qualification=lower, obtained=_ago(long)),
                Held(qualification=higher, obtained=_ago(short)),
            )
            alone = [grid.yes(replace(worked, held=(each,))) for each in held]
            said = row.number, lower.id, long.iso(), higher.id, short.iso()
            proof.expect(grid.yes(replace(worked, held=held)) == any(alone), _BEST, *said)
    return proof


# A fact left out


def left_out(grid: Grid) -> Proof:
    """Leave out every set of facts at every point, and compare with all the values they could have."""
    proof = Proof(
        id="left_out",
        claim=Phrase(
            "未填的事实恰得其各种取值的全部结果，needs 恰为起作用的事实",
            "a fact left out gives just the outcomes over its values, and needs just what matters",
        ),
        of=Phrase("缺项情形", "sets of known facts"),
    )
    for point, verdict in grid.verdicts.items():
        proof.expect(not verdict.needs, _NEEDS, point)
    for row in grid.catalogue.certificates:
        _leave_out(grid, proof, row)
    for row in grid.representatives.values():
        _leave_out_dates(grid, proof, row)
    return proof


_FACTS = (Need.GRADE, Need.DEGREE, Need.YEARS)


def _leave_out(grid: Grid, proof: Proof, row: Certificate) -> None:
    statuses = grid.statuses[row.number]
    values = row.grade_choices, grid.catalogue.qualifications, grid.years
    free = tuple((None, *each) if each != (None,) else each for each in values)
    for grade, qualification, years in product(*free):
        known = grade, qualification, years
        open_ = [index for index, value in enumerate(known) if value is None and values[index] != (None,)]
        ranges = [values[index] if index in open_ else (known[index],) for index in range(3)]
        if not open_:
            continue
        outcomes = {facts: statuses[facts] for facts in product(*ranges)}
        expected, needs = _expected(outcomes, open_)
        verdict = grid.decide(grid.applicant(row, grade, qualification, years))
        said = row.number, *(str(getattr(value, "id", value)) for value in known)
        proof.expect(verdict.status is expected, _OUTCOMES, *said)
        proof.expect(verdict.needs == tuple(_FACTS[index] for index in needs), _NEEDS, *said)
        homeless = grid.decide(anywhere(verdict.applicant))
        right = homeless.status is expected and homeless.needs == (*verdict.needs, Need.DISTRICT)
        proof.expect(right, _NEEDS, *said, Need.DISTRICT.value)


def _expected(outcomes: dict[Known, Status], open_: list[int]) -> tuple[Status, list[int]]:
    """Return the answer that all outcomes agree on, and the open facts on which they depend."""
    if len(set(outcomes.values())) == 1:
        return next(iter(outcomes.values())), []
    deciding = []
    for index in open_:
        groups: dict[tuple[object, ...], set[Status]] = {}
        for facts, status in outcomes.items():
            groups.setdefault((*facts[:index], *facts[index + 1 :]), set()).add(status)
        if any(len(group) > 1 for group in groups.values()):
            deciding.append(index)
    return Status.UNDETERMINED, deciding


def _leave_out_dates(grid: Grid, proof: Proof, row: Certificate) -> None:
    """Give dated work, and leave out when the qualification was obtained, or the qualification too."""
    bare = grid.applicant(row, row.lowest_grade)
    for length in grid.years:
        start = _ago(length)
        worked = replace(bare, work=(Period(start=start, last=None),))
        outcomes: dict[Qualification, set[Status]] = {}
        for qualification in grid.catalogue.qualifications:
            undated = replace(worked, held=(Held(qualification=qualification),))
            dated = (
                replace(undated, held=(Held(qualification=qualification, obtained=day),))
                for day in _days(grid, start)
            )
            found = outcomes[qualification] = {grid.decide(each).status for each in dated}
            needs = (Need.DEGREE_DATE,) if len(found) > 1 else ()
            _compare(grid, proof, undated, found, needs)
        every = set().union(*outcomes.values())
        date_matters = any(len(found) > 1 for found in outcomes.values())
        needs = (Need.DEGREE, *((Need.DEGREE_DATE,) if date_matters else ())) if len(every) > 1 else ()
        _compare(grid, proof, worked, every, needs)


def _compare(
    grid: Grid, proof: Proof, applicant: Applicant, outcomes: set[Status], needs: tuple[Need, ...]
) -> None:
    verdict = grid.decide(applicant)
    expected = next(iter(outcomes)) if len(outcomes) == 1 else Status.UNDETERMINED
    held = [each.qualification.id for each in applicant.held]
    work = [f"{period.start}.." for period in applicant.work or ()]
    row = applicant.identity.rows[0]
    proof.expect(verdict.status is expected, _OUTCOMES, row.number, *held, *work)
    proof.expect(verdict.needs == needs, _NEEDS, row.number, *held, *work)


def _ago(length: Span) -> date:
    return day_at(position(DAY) - length.worth)


def _days(grid: Grid, start: date) -> list[date]:
    """Return days on which a qualification may have been obtained, on both sides of all that matters."""
    days = {start - _ONE_DAY, start, DAY, *(_ago(length) for length in grid.years)}
    return sorted(day for day in days if day <= DAY)


# A no


_REASON = Phrase("没有说明差在哪里", "does not say what is short")
_SHORT = Phrase("补足所差仍不符合", "what is short does not suffice")
_TOO_MUCH = Phrase("少补一天也符合", "a day less would suffice")
_FIRST_DAY = Phrase("eligible_from 当天仍不符合", "eligible_from is not yet a yes")
_DAY_BEFORE = Phrase("eligible_from 前一天已符合", "the day before eligible_from is a yes already")
_ADVICE = Phrase("照建议做仍不符合", "the advice does not lead to a yes")
_LESS = Phrase("比建议更少也符合", "less than the advice would do")
_NO_ADVICE = Phrase("没有建议", "there is no advice")


def no_says_why(grid: Grid) -> Proof:
    """Meet what each no says is short, and fall a day short of it."""
    proof = Proof(
        id="no_says_why",
        claim=Phrase(
            "每个“不符合”都说明差什么：补足即符合，少一天都不行",
            "every no says what is short: with it the answer is yes, with a day less it is not",
        ),
        of=Phrase("“不符合”的情形及其各步", "noes and the steps from them"),
    )
    for point, verdict in grid.verdicts.items():
        if verdict.status is not Status.NOT_ELIGIBLE:
            continue
        proof.expect(_explained(verdict), _REASON, point)
        if verdict.reasons != (Reason.YEARS_SHORT,):
            continue
        short = min((route.short for route in verdict.routes if route.short), default=Span(0))
        enough = point.years + short
        applicant = verdict.applicant
        proof.expect(grid.yes(replace(applicant, years=enough)), _SHORT, point)
        proof.expect(not grid.yes(replace(applicant, years=less_a_day(enough))), _TOO_MUCH, point)
    for row in grid.representatives.values():
        _wait(grid, proof, row)
    return proof


def _explained(verdict: Verdict) -> bool:
    """Tell whether each reason of a no comes with what it speaks of."""
    reasons = set(verdict.reasons)
    row = verdict.certificate
    if Reason.YEARS_SHORT in reasons and not any(route.short for route in verdict.routes):
        return False
    if Reason.DEGREE_TOO_LOW in reasons and any(route.by for route in verdict.routes):
        return False
    if Reason.GRADE_NOT_ACCEPTED in reasons and (row is None or row.grades is None):
        return False
    known = {Reason.YEARS_SHORT, Reason.DEGREE_TOO_LOW, Reason.GRADE_NOT_ACCEPTED}
    return bool(reasons) and reasons <= known


def _wait(grid: Grid, proof: Proof, row: Certificate) -> None:
    """Let dated work go on until `eligible_from`, and stop a day before."""
    for qualification, length in product(grid.catalogue.qualifications, grid.years):
        start = _ago(length)
        applicant = replace(
            grid.applicant(row, row.lowest_grade, qualification),
            held=(Held(qualification=qualification, obtained=start),),
            work=(Period(start=start, last=None),),
        )
        day = grid.decide(applicant).eligible_from
        if day is None:
            continue
        said = row.number, qualification.id, start, day
        proof.expect(grid.yes(replace(applicant, as_of=day)), _FIRST_DAY, *said)
        proof.expect(not grid.yes(replace(applicant, as_of=day - _ONE_DAY)), _DAY_BEFORE, *said)


def advice_holds(grid: Grid) -> Proof:
    """Follow each piece of advice to the letter, and then a little less."""
    proof = Proof(
        id="advice_holds",
        claim=Phrase(
            "照建议做即符合，更少则不符合", "following the advice gives a yes, and nothing smaller does"
        ),
        of=Phrase("建议及其各步", "pieces of advice and the steps from them"),
    )
    for point, verdict in _advised(grid):
        pieces = advise(grid.catalogue, grid.jurisdiction, verdict)
        proof.expect(bool(pieces), _NO_ADVICE, point)
        for piece in pieces:
            for right, fault in _follow(grid, piece, verdict.applicant):
                proof.expect(right, fault, point, piece.way.value)
    return proof


def _advised(grid: Grid) -> Iterator[tuple[Point, Verdict]]:
    """Yield the noes: every point's, and those with the grade not known or the work in another field."""
    rows = grid.representatives.values()
    for point, verdict in grid.verdicts.items():
        verdicts = [verdict]
        if point.grade and point.grade == point.row.lowest_grade:
            verdicts.append(grid.decide(replace(verdict.applicant, grade=None)))
        if point.row.grades or point.row in rows:
            verdicts += [grid.decide(replace(each.applicant, related=False)) for each in verdicts]
        yield from ((point, each) for each in verdicts if each.status is Status.NOT_ELIGIBLE)


def _follow(grid: Grid, advice: Advice, applicant: Applicant) -> Iterator[tuple[bool, Phrase]]:
    """Take all the steps, with every grade; then leave one out, or fall a day short."""
    steps = {step.way: step for step in (*advice.besides, advice)}
    graded = steps.get(Way.GRADE)
    grades = applicant.identity.rows[0].grade_choices if graded else (applicant.grade,)
    accepted = graded.grades if graded else grades
    fields = (True, False) if Way.RELATED_WORK in steps else (applicant.related,)
    best = replace(applicant, grade=accepted[-1], related=fields[0])
    for grade in grades:
        for taken in _taken(advice, replace(best, grade=grade)):
            yes = grid.yes(taken)
            yield yes == (grade in accepted), _LESS if yes else _ADVICE
    left_out = (taken for other in fields[1:] for taken in _taken(advice, replace(best, related=other)))
    for less in (*left_out, *_less(grid, advice, best)):
        yield not grid.yes(less), _LESS


def _taken(advice: Advice, applicant: Applicant) -> list[Applicant]:
    """Return the applicant after the last step: with just the time or qualification it asks for."""
    if advice.day:
        grown = (applicant.years or Span(0)) + Stretch(applicant.as_of, advice.day).length()
        return [replace(applicant, as_of=advice.day, years=grown)]
    qualified = [
        replace(applicant, held=(Held(qualification=one),), years=thirtieths(years))
        for one, years in advice.qualifications
    ]
    return qualified or [applicant]


def _less(grid: Grid, advice: Advice, applicant: Applicant) -> Iterator[Applicant]:
    """Yield the applicant with a day less than the last step asks for, or with a lower qualification."""
    if advice.day:
        yield from _taken(replace(advice, day=advice.day - _ONE_DAY), applicant)
    if advice.qualifications:
        for taken in _taken(advice, applicant):
            if taken.years is not None and taken.years > Span(0):
                yield replace(taken, years=less_a_day(taken.years))
    if advice.way is Way.QUALIFICATION:
        lowest = min(qualification.rank for qualification, _ in advice.qualifications)
        for lower in grid.catalogue.qualifications[:lowest]:
            yield replace(applicant, held=(Held(qualification=lower),), years=grid.years[-1])
