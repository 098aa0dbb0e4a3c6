"""Every change has a name that people read: no history shows the word of the program."""

import re
from pathlib import Path

from kommune.workbench.journal_names import ACTION_NAMES

SOURCE = Path(__file__).resolve().parents[2] / "src" / "kommune"
ACTION = re.compile(r'journal\(\s*action="(\w+)"')


def test_every_action_of_the_journal_has_a_name() -> None:
    actions = {found for path in SOURCE.rglob("*.py") for found in ACTION.findall(path.read_text())}
    assert len(actions) > 100
    assert actions - set(ACTION_NAMES) == set()
