"""How the command line speaks: sentences, tables, progress bars and refusals."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

Report = Callable[[int, int | None, str], None]

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


class Refusal(typer.Exit):
    """The command ends with exit code 1; its sentence stands on the error stream."""

    def __init__(self, sentence: str) -> None:
        super().__init__(1)
        self.sentence = sentence
        err.print(f"[red]✗[/red] {escape(sentence)}")


def say(text: str) -> None:
    """One line on the output."""
    out.print(escape(text))


def say_done(text: str) -> None:
    """One line on the output for what was done."""
    out.print(f"[green]✓[/green] {escape(text)}")


def warn(text: str) -> None:
    """One line on the error stream for what the operator should know."""
    err.print(f"[yellow]![/yellow] {escape(text)}")


def show_table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print rows under their heads; empty cells for None."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*("" if cell is None else escape(str(cell)) for cell in row))
    out.print(table)


@contextmanager
def progress_bar(text: str) -> Iterator[Report]:
    """A bar on the error stream, gone when the work is done; yields report(done, total, text)."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as progress:
        task = progress.add_task(escape(text), total=None)

        def report(done: int, total: int | None = None, step: str = "") -> None:
            progress.update(task, completed=done, total=total, description=escape(step or text))

        yield report
