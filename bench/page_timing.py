"""How long each page takes beside a plain reference page with as many rows, in one process, by turns."""

import re
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from bench.caller import Answer, Caller, bare_application, counted_queries, sign_in
from bench.houses import TOWN
from bench.page_list import COUNCIL, LEAD, STAFF, VISITOR, Page, first_of, pages
from kommune.project.wsgi import application

WARM_UP = 3
ROUNDS = 30
REFERENCE = f"/{TOWN}/work/bench/reference/"
SHELL = f"/{TOWN}/work/bench/shell/"
BARE = "/bench/bare/"
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
# What a page repeats per thing it shows: rows of a table, entries of a tree or list, and on a page without a
# table the labelled controls of its form; the choices of a select do not count.
LABEL = re.compile(r"<label[\s>]")
ROW = re.compile(r"<(?:tr|li)[\s>]")
# A page without a table is compared with rows of this many cells.
FEWEST_CELLS = 3
CELL = re.compile(r"<t[dh][\s>]")
TABLE_ROW = re.compile(r"<tr[\s>]")


@dataclass(frozen=True, slots=True)
class Timing:
    """One subject beside what it is measured against; ratio is the median of the ratios by turn."""

    name: str
    address: str
    queries: int
    rows: int
    milliseconds: float
    reference_milliseconds: float
    ratio: float
    kilobytes: float


def measure(rounds: str = str(ROUNDS)) -> dict[str, Any]:
    """The shell beside the barest view, each page beside its reference, and the pages there are not."""
    cookie = sign_in(first_of(LEAD))
    lead = Caller(application, cookie)
    callers = {LEAD: lead, VISITOR: Caller(application)}
    callers |= {role: Caller(application, sign_in(first_of(role))) for role in (STAFF, COUNCIL)}
    bare = Caller(bare_application(), cookie)
    shell = side_by_side(Page("shell", SHELL), lead, BARE, bare, int(rounds))
    timed, missing = [], []
    for page in pages():
        caller = callers[page.by]
        if not page.address or caller.get(page.address).status != 200:
            missing.append(page.name)
            continue
        rows, cells = size_of(caller, page.address)
        reference = f"{REFERENCE}?rows={rows}&cells={cells}"
        timed.append(side_by_side(page, caller, reference, lead, int(rounds), rows))
    return {"shell": asdict(shell), "pages": [asdict(one) for one in timed], "missing": missing}


def size_of(caller: Caller, address: str) -> tuple[int, int]:
    """How many rows the page's own part shows, and how many cells a row of its tables has."""
    answer = Caller(caller.application, caller.cookie, encoding="identity").get(address)
    found = MAIN.search(expect(answer, address).body.decode())
    own = found.group() if found else ""
    table_rows = len(TABLE_ROW.findall(own))
    cells = round(len(CELL.findall(own)) / table_rows) if table_rows else 0
    controls = 0 if table_rows else len(LABEL.findall(own))
    return len(ROW.findall(own)) + controls, max(cells, FEWEST_CELLS)


def side_by_side(
    page: Page, caller: Caller, other_address: str, other: Caller, rounds: int, rows: int = 0
) -> Timing:
    """Both by turns, so that what else the machine does falls on both alike."""
    for _turn in range(WARM_UP):
        caller.get(page.address)
        other.get(other_address)
    with counted_queries() as statements:
        answer = expect(caller.get(page.address), page.address)
    expect(other.get(other_address), other_address)
    pairs = [(caller.get(page.address).seconds, other.get(other_address).seconds) for _turn in range(rounds)]
    return Timing(
        name=page.name,
        address=page.address,
        queries=len(statements),
        rows=rows,
        milliseconds=median(own for own, _reference in pairs) * 1000,
        reference_milliseconds=median(reference for _own, reference in pairs) * 1000,
        ratio=median(own / reference for own, reference in pairs),
        kilobytes=len(answer.body) / 1000,
    )


def expect(answer: Answer, address: str) -> Answer:
    """The answer, which must be a page."""
    assert answer.status == 200, f"{address} answered {answer.status}"
    return answer
