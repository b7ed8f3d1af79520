"""OpenFisca: the rules as variables over arrays, all cases in one simulation."""

from __future__ import annotations

from typing import Any

import numpy as np
from grid import Answer, Case, Engine, rules
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from hz_titles import Data

PERIOD = "2026-11"
NEVER = 1_000.0

Person = build_entity(key="person", plural="persons", label="an applicant", is_person=True)


def engines(data: Data) -> list[Engine]:
    """Return the one way to call it."""
    known = rules(data)
    rows = {key: place for place, key in enumerate(known.rows)}
    levels = list(dict.fromkeys(level for _, level, *_ in known.rows.values()))
    series = list(dict.fromkeys(one for *_, one, _ in known.rows.values()))
    degrees = {degree: place for place, degree in enumerate(known.degrees)}
    areas = {area: place for place, area in enumerate(known.areas)}
    answers_of_rows = [values[:3] for values in known.rows.values()]
    level_of = np.array([levels.index(level) for _, level, *_ in known.rows.values()])
    series_of = np.array([series.index(one) for *_, one, _ in known.rows.values()])
    accepts = np.array([accepted for *_, accepted in known.rows.values()])
    least = np.full((len(levels), len(degrees)), NEVER)
    for (level, degree), years in known.conditions.items():
        least[levels.index(level), degrees[degree]] = years
    places = list(known.offices)
    office_at = np.zeros((len(levels), len(series), len(areas)), dtype=int)
    for place, (level, one, *_) in enumerate(places):
        for area in known.offices[places[place]]:
            office_at[levels.index(level), series.index(one), areas[area]] = place

    class row(Variable):  # noqa: N801  # OpenFisca names a variable by its class
        value_type = int
        entity = Person
        definition_period = DateUnit.MONTH

    class degree(Variable):  # noqa: N801
        value_type = int
        entity = Person
        definition_period = DateUnit.MONTH

    class years(Variable):  # noqa: N801
        value_type = float
        entity = Person
        definition_period = DateUnit.MONTH

    class area(Variable):  # noqa: N801
        value_type = int
        entity = Person
        definition_period = DateUnit.MONTH

    class eligible(Variable):  # noqa: N801
        value_type = bool
        entity = Person
        definition_period = DateUnit.MONTH

        def formula(person: Any, period: Any) -> Any:  # noqa: N805
            number = person("row", period)
            needed = least[level_of[number], person("degree", period)]
            return accepts[number] & (person("years", period) >= needed)

    class office(Variable):  # noqa: N801
        value_type = int
        entity = Person
        definition_period = DateUnit.MONTH

        def formula(person: Any, period: Any) -> Any:  # noqa: N805
            number = person("row", period)
            return office_at[level_of[number], series_of[number], person("area", period)]

    system = TaxBenefitSystem([Person])
    system.add_variables(row, degree, years, area, eligible, office)

    def ready(cases: list[Case]) -> dict[str, Any]:
        return {
            "row": np.array([rows[case.number, case.grade] for case in cases]),
            "degree": np.array([degrees[case.degree] for case in cases]),
            "years": np.array([float(case.years) for case in cases]),
            "area": np.array([areas[case.area] for case in cases]),
        }

    def decide(arrays: dict[str, Any]) -> tuple[Any, Any, Any]:
        builder = SimulationBuilder()
        builder.create_entities(system)
        builder.declare_person_entity("person", range(len(arrays["row"])))
        simulation = builder.build(system)
        for name, values in arrays.items():
            simulation.set_input(name, PERIOD, values)
        return (
            arrays["row"],
            simulation.calculate("eligible", PERIOD),
            simulation.calculate("office", PERIOD),
        )

    def answers(found: tuple[Any, Any, Any]) -> list[Answer]:
        return [
            ("eligible" if met else "not_eligible", *answers_of_rows[number], *places[place][2:])  # type: ignore[misc]
            for number, met, place in zip(*(array.tolist() for array in found), strict=True)
        ]

    return [Engine(name="OpenFisca, vectorised", ready=ready, decide=decide, answers=answers)]
