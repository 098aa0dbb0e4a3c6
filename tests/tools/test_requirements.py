"""The lock files pin names to exact versions and say nothing about where packages come from."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"[a-z0-9][a-z0-9.-]*==[0-9][0-9a-z.]*")


@pytest.mark.parametrize("name", ["lock-run.txt", "lock-build.txt", "lock-dev.txt"])
def test_python_packages_are_pinned_without_a_place(name: str) -> None:
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    assert [line for line in lines if not line.startswith("#") and not PIN.fullmatch(line)] == []


def test_node_packages_are_pinned_without_a_place() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    packages = {name: package for name, package in lock["packages"].items() if name}
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    wanted = json.loads((ROOT / "package.json").read_text())
    versions = {**wanted["dependencies"], **wanted["devDependencies"]}
    assert {name: packages[f"node_modules/{name}"]["version"] for name in versions} == versions
