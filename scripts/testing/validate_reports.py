"""Reads reports as pipelines do; scripts/testing/validate-reports runs it. Prints every mistake, and ends with 1 if there was one."""

import argparse
import json
import sys

import jsonschema
import junitparser
import sarif_pydantic
from pydantic import BaseModel, ValidationError

# What SARIF 2.1.0 has and the library keeps without knowing it.
BEYOND_THE_LIBRARY = {"columnKind", "exitCode", "suppressions", "toolExecutionNotifications"}


def unknown(value, place=""):
    """Yields the properties that the library does not know: misspelled ones."""
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            here = f"{place}.{name}".lstrip(".")
            if name not in (value.model_extra or {}):
                yield from unknown(getattr(value, name), here)
            elif name not in BEYOND_THE_LIBRARY:
                yield f"{here}: no such property"
    elif isinstance(value, list):
        for index, one in enumerate(value):
            yield from unknown(one, f"{place}.{index}")


def sarif(path):
    """Yields what is wrong with a SARIF 2.1.0 file: the library reads it, loses nothing, and its rules belong together."""
    with open(path, encoding="utf-8") as file:
        original = json.load(file)
    try:
        log = sarif_pydantic.Sarif.model_validate(original)
    except ValidationError as error:
        yield from (f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
        return
    if json.loads(log.model_dump_json(by_alias=True, exclude_unset=True)) != original:
        yield "the library's own output differs from what it read"
    yield from unknown(log)
    if log.version != "2.1.0":
        yield f"version {log.version}"
    for index, run in enumerate(log.runs):
        rules = [rule.id for rule in run.tool.driver.rules or []]
        if len(set(rules)) != len(rules):
            yield f"runs.{index}: a rule's id stands there twice"
        for number, result in enumerate(run.results or []):
            place = f"runs.{index}.results.{number}"
            if result.rule_id not in rules:
                yield f"{place}: there is no rule {result.rule_id}"
            elif result.rule_index is not None and rules[result.rule_index] != result.rule_id:
                yield f"{place}: ruleIndex is that of {rules[result.rule_index]}"
            for location in result.locations or []:
                physical = location.physical_location
                line = physical.region.start_line if physical and physical.region else None
                if line is not None and line < 1:
                    yield f"{place}: lines begin at 1"


def junit(path):
    """Yields what is wrong with a JUnit file: the library reads it, and its figures are those of its cases."""
    try:
        report = junitparser.JUnitXml.fromfile(path)
    except Exception as error:  # whatever its XML parser throws
        yield str(error)
        return
    suites = [report] if isinstance(report, junitparser.TestSuite) else list(report)
    if not suites:
        yield "there is no test suite"
    for suite in suites:
        cases = list(suite)
        counts = {
            "tests": len(cases),
            "failures": sum(any(isinstance(one, junitparser.Failure) for one in case.result) for case in cases),
            "errors": sum(any(isinstance(one, junitparser.Error) for one in case.result) for case in cases),
            "skipped": sum(any(isinstance(one, junitparser.Skipped) for one in case.result) for case in cases),
        }
        for name, count in counts.items():
            if (getattr(suite, name) or 0) != count:
                yield f"{suite.name}: {name} is {getattr(suite, name)}, and there are {count}"
        names = [(case.classname, case.name) for case in cases]
        if not all(case.name and case.classname for case in cases):
            yield f"{suite.name}: a case has no name or no class name"
        if len(set(names)) != len(names):
            yield f"{suite.name}: two cases have the same name"
    if isinstance(report, junitparser.JUnitXml):
        for name in ("tests", "failures", "errors", "skipped"):
            stated, count = getattr(report, name), sum(getattr(suite, name) or 0 for suite in suites)
            if stated not in (None, count):
                yield f"{name} is {stated}, and the suites have {count}"


def schema_of(path):
    """The validator of a schema that is right itself."""
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def document(path, validator):
    """Yields what is wrong with a JSON file."""
    with open(path, encoding="utf-8") as file:
        value = json.load(file)
    for error in validator.iter_errors(value):
        yield f"{error.json_path}: {error.message}"


def checked(path, mistakes):
    """Prints the verdict on one file; whether it is right."""
    try:
        mistakes = list(mistakes)
    except (OSError, ValueError) as error:
        mistakes = [str(error)]
    print(f"{'not ok' if mistakes else 'ok'}  {path}")
    for mistake in mistakes:
        print(f"    {mistake}")
    return not mistakes


def main():
    parser = argparse.ArgumentParser(prog="scripts/testing/validate-reports")
    parser.add_argument("--sarif", nargs="+", action="extend", default=[], metavar="FILE")
    parser.add_argument("--junit", nargs="+", action="extend", default=[], metavar="FILE")
    parser.add_argument("--json", nargs="+", action="append", default=[], metavar=("SCHEMA", "FILE"))
    arguments = parser.parse_args()
    verdicts = [checked(path, sarif(path)) for path in arguments.sarif]
    verdicts += [checked(path, junit(path)) for path in arguments.junit]
    for schema, *files in arguments.json:
        if not files:
            parser.error(f"--json {schema}: no files")
        validator = schema_of(schema)
        verdicts += [checked(path, document(path, validator)) for path in files]
    if not verdicts:
        parser.error("no files")
    return 0 if all(verdicts) else 1


sys.exit(main())
