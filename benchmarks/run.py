"""Measure whole processes: `python benchmarks/run.py [CASE]... [--runs N] [--write]`.

Each command of a case is run once to warm up, with its memory sampled; then the commands are
timed in turn, A B A B. Cases that fail are named at the end, and the exit code is 1.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from case import Case, Result, clear_away
from cases import CASES
from measure import RunError
from results import describe_load, make_report, write_readme


def run_case(case: Case, runs: int) -> Result:
    """Warm up and time the contenders of a case in turn."""
    result = Result(case, [[] for _ in case.contenders], [])
    for contender in case.contenders:
        tell(f"{case.name}: {contender.name}, warm-up")
        result.memory.append(contender.warm_up())
    for turn in range(runs):
        for contender, samples in zip(case.contenders, result.samples, strict=True):
            os.sync()  # what others have written is not this run's burden
            samples.append(contender.time())
            took = f"{samples[-1].wall:.3f} s wall, {samples[-1].cpu:.3f} s CPU"
            tell(f"{case.name}: {contender.name}, run {turn + 1} of {runs}: {took}")
    return result


def tell(line: str) -> None:
    """Report progress on stderr: the report alone goes to stdout."""
    print(line, file=sys.stderr, flush=True)


def read_options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Measure feedtool as whole processes.")
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"of {', '.join(CASES)}; all")
    parser.add_argument("--runs", type=int, metavar="N", help="timed runs of each command")
    parser.add_argument("--write", action="store_true", help="put the tables into README.md")
    default = Path(tempfile.gettempdir(), "feedtool-benchmarks")
    parser.add_argument("--data", type=Path, default=default, help="where shows and feeds are kept")
    options = parser.parse_args()
    if unknown := set(options.cases) - set(CASES):
        parser.error(f"no such case: {', '.join(sorted(unknown))}; there are {', '.join(CASES)}")
    if options.runs is not None and options.runs < 1:
        parser.error(f"--runs is {options.runs}; it must be at least 1")
    options.data = options.data.resolve()  # the commands run in the repository's root
    return options


def main() -> int:
    """Run the cases, print the tables, and write them if asked to; gives the exit code."""
    options = read_options()
    options.data.mkdir(parents=True, exist_ok=True)
    before, results, failures = describe_load("before"), [], []
    for name in options.cases or CASES:
        try:
            case = CASES[name](options.data)
            results.append(run_case(case, options.runs or case.runs))
        except RunError as error:
            failures.append(f"{name} failed: {error}")
            tell(failures[-1])
    clear_away(options.data)
    if results:
        report = make_report(results, f"{before}, {describe_load('after')}")
        print(report)
        if options.write:
            write_readme(report)
    for failure in failures:
        tell(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
