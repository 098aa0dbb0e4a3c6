#!/usr/bin/env python3
"""The message catalogue in pure Python: extract, add, check and compile, without any gettext program.

    tools/messages.py extract [--prune]   put every marked string of the source into the catalogue
    tools/messages.py add FILE.json       add German texts: {"msgid": "German"}
    tools/messages.py check               exit 1 and list what is missing, unused or wrong
    tools/messages.py compile             write the binary catalogue that Django reads

In FILE.json a plural is {"singular": ["German singular", "German plural"]}, a context is put before the
msgid with the character U+0004. A text may be added before the code that uses it; `extract --prune`
removes what no source uses.
"""

from __future__ import annotations

import argparse
import ast
import fcntl
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django.conf
import polib
from babel.messages.extract import extract as extract_messages
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "kommune"
CATALOGUE = SOURCE / "project" / "locale" / "de" / "LC_MESSAGES" / "django.po"
CONTEXT_MARK = "\u0004"
WRAP_WIDTH = 110

METADATA = {
    "Project-Id-Version": "kommune-digital",
    "Language": "de",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}

PLAIN = ("_", "gettext", "gettext_lazy", "gettext_noop")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(PLAIN, None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sdf]|%[sd](?!\w)|\{\w+\}")


@dataclass(frozen=True)
class Message:
    """A marked string: its context, its text, its plural and the first file that uses it."""

    context: str | None
    singular: str
    plural: str | None
    place: str

    @property
    def key(self) -> tuple[str, str]:
        return (self.singular, self.context or "")


def find_messages(source: Path) -> dict[tuple[str, str], Message]:
    """Read every Python file and template below `source` and return its marked strings by key."""
    found: dict[tuple[str, str], Message] = {}
    for path in sorted(source.rglob("*")):
        if path.suffix == ".py":
            code = path.read_text(encoding="utf-8")
            code += "\n" + calls_in_f_strings(code)
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            code = pseudo_python(path)
        else:
            continue
        place = path.relative_to(source).as_posix()
        for message in messages_of(code, place):
            known = found.get(message.key)
            if known is None or (known.plural is None and message.plural):
                found[message.key] = message
    return found


def calls_in_f_strings(code: str) -> str:
    """Return the marked strings inside f-strings, which the extraction takes for plain text, as calls."""
    inside = (
        part
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
    )
    calls = (node for node in inside if isinstance(node, ast.Call) and isinstance(node.func, ast.Name))
    return "\n".join(ast.unparse(call) for call in calls if ast.unparse(call.func) in KEYWORDS)


def pseudo_python(template: Path) -> str:
    """Return the template as lines of Python calls; their indentation would not parse and is dropped."""
    if not django.conf.settings.configured:
        django.conf.settings.configure()
    calls = templatize(template.read_text(encoding="utf-8"), origin=str(template))
    return "\n".join(line.lstrip() for line in calls.splitlines())


def messages_of(code: str, place: str) -> Iterator[Message]:
    """Yield the marked strings of Python code."""
    options = {"encoding": "utf-8"}
    content = io.BytesIO(code.encode("utf-8"))
    for _line, texts, _comments, context in extract_messages("python", content, KEYWORDS, (), options):
        forms = (texts,) if isinstance(texts, str) else tuple(texts)
        if forms[0]:
            yield Message(context, forms[0], forms[1] if len(forms) > 1 else None, place)


@contextmanager
def locked_catalogue() -> Iterator[polib.POFile]:
    """Hand out the catalogue for change; no second writer gets in before it is back on the disk."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(CATALOGUE.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        catalogue = read_catalogue()
        yield catalogue
        write_catalogue(catalogue)
    finally:
        os.close(folder)


def read_catalogue() -> polib.POFile:
    """Return the catalogue on the disk, or an empty one."""
    if CATALOGUE.exists():
        return polib.pofile(str(CATALOGUE), wrapwidth=WRAP_WIDTH)
    return polib.POFile(wrapwidth=WRAP_WIDTH)


def write_catalogue(catalogue: polib.POFile) -> None:
    """Write the catalogue sorted by msgid, with a fixed head and without references to lines."""
    catalogue.metadata = dict(METADATA)
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    for entry in catalogue:
        entry.occurrences, entry.comment, entry.tcomment = [], "", ""
    beside = CATALOGUE.with_suffix(".po.new")
    catalogue.save(str(beside))
    beside.replace(CATALOGUE)


def key_of(entry: polib.POEntry) -> tuple[str, str]:
    return (entry.msgid, entry.msgctxt or "")


def extract(*, prune: bool) -> None:
    """Bring every marked string into the catalogue; with `prune` also drop what is used nowhere."""
    found = find_messages(SOURCE)
    with locked_catalogue() as catalogue:
        entries = {key_of(entry): entry for entry in catalogue}
        for key, message in found.items():
            entry = entries.get(key)
            if entry is None:
                catalogue.append(new_entry(message))
            elif message.plural and entry.msgid_plural != message.plural:
                entry.msgid_plural = message.plural
                entry.msgstr_plural = entry.msgstr_plural or {0: entry.msgstr, 1: ""}
                entry.msgstr = ""
            elif not message.plural and entry.msgid_plural:
                entry.msgid_plural, entry.msgstr = "", entry.msgstr_plural.get(0, "")
                entry.msgstr_plural = {}
        if prune:
            for key, entry in entries.items():
                if key not in found:
                    catalogue.remove(entry)
        untranslated = sum(not entry.translated() for entry in catalogue)
    print(f"messages: {len(found)} strings in the source, {untranslated} without German")


def new_entry(message: Message) -> polib.POEntry:
    if message.plural:
        return polib.POEntry(
            msgctxt=message.context,
            msgid=message.singular,
            msgid_plural=message.plural,
            msgstr_plural={0: "", 1: ""},
        )
    return polib.POEntry(msgctxt=message.context, msgid=message.singular, msgstr="")


def add(file: Path) -> None:
    """Add the German texts of a JSON file; a text that exists is replaced."""
    texts: dict[str, str | list[str]] = json.loads(file.read_text(encoding="utf-8"))
    with locked_catalogue() as catalogue:
        entries = {key_of(entry): entry for entry in catalogue}
        for name, german in texts.items():
            context, mark, singular = name.rpartition(CONTEXT_MARK)
            entry = entries.get((singular, context))
            if entry is None:
                entry = polib.POEntry(msgctxt=context if mark else None, msgid=singular)
                catalogue.append(entry)
            if isinstance(german, str):
                entry.msgstr = german
            else:
                entry.msgid_plural = entry.msgid_plural or singular
                entry.msgstr_plural = dict(enumerate(german))
                entry.msgstr = ""
    print(f"messages: {len(texts)} German texts added")


def find_problems() -> list[str]:
    """Compare source and catalogue and return one line for everything that is wrong."""
    found = find_messages(SOURCE)
    entries = {key_of(entry): entry for entry in read_catalogue()}
    problems = [f"missing: {message.singular!r} ({message.place})" for message in missing(found, entries)]
    for key, entry in sorted(entries.items()):
        if key not in found:
            problems.append(f"unused: {entry.msgid!r} (no source has it; extract --prune removes it)")
        elif entry.obsolete or entry.fuzzy:
            problems.append(f"fuzzy or obsolete: {entry.msgid!r}")
        elif not entry.translated() or bool(entry.msgid_plural) != bool(found[key].plural):
            problems.append(f"untranslated: {entry.msgid!r} ({found[key].place})")
        else:
            problems += [f"placeholders: {entry.msgid!r}: {text!r}" for text in wrong_placeholders(entry)]
    return problems


def missing(
    found: dict[tuple[str, str], Message], entries: dict[tuple[str, str], polib.POEntry]
) -> list[Message]:
    return [message for key, message in sorted(found.items()) if key not in entries]


def wrong_placeholders(entry: polib.POEntry) -> list[str]:
    """Return the German forms with other placeholders than the English; a singular may leave some out."""
    if not entry.msgid_plural:
        return [] if placeholders(entry.msgstr) == placeholders(entry.msgid) else [entry.msgstr]
    one, many = entry.msgstr_plural.get(0, ""), entry.msgstr_plural.get(1, "")
    allowed = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
    wrong = [] if placeholders(one) <= allowed else [one]
    return wrong + ([] if placeholders(many) == placeholders(entry.msgid_plural) else [many])


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def compile_catalogue() -> None:
    """Write the binary catalogue beside the readable one, in one step."""
    beside = CATALOGUE.with_suffix(".mo.new")
    read_catalogue().save_as_mofile(str(beside))
    beside.replace(CATALOGUE.with_suffix(".mo"))


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("extract").add_argument("--prune", action="store_true")
    commands.add_parser("add").add_argument("file", type=Path)
    commands.add_parser("check")
    commands.add_parser("compile")
    return parser.parse_args()


def main() -> int:
    arguments = parse_arguments()
    if arguments.command == "extract":
        extract(prune=arguments.prune)
    elif arguments.command == "add":
        add(arguments.file)
    elif arguments.command == "compile":
        compile_catalogue()
    else:
        problems = find_problems()
        print("\n".join(problems), file=sys.stderr, end="\n" if problems else "")
        return 1 if problems else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
