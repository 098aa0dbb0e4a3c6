"""Lines of a PDF page in the order in which people read them, columns one after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kommune.standards.documents.pdf_words import Page, Word

_WORD_GAP = 1.5
_SAME_BASE = 0.3
_STEP = 4.0
_MOST_CROSSING = 0.25
_LEAST_LINES = 3
_LEAST_FILL = 0.55
_MARK_SIZE = 0.78


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand next to each other on one baseline."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        """Its left edge in points."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Its right edge in points."""
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        """Its baseline in points from the bottom."""
        return self.words[0].base

    @property
    def size(self) -> float:
        """Its largest type size in points."""
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        """Its words with a space between them."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Line:
    """Segments on one baseline of one column; `edge` is the left edge of its column, `far` the right one."""

    page: int
    column: int
    segments: tuple[Segment, ...]
    edge: float
    far: float

    @property
    def words(self) -> tuple[Word, ...]:
        """All its words from left to right."""
        return tuple(word for segment in self.segments for word in segment.words)

    @property
    def left(self) -> float:
        """Its left edge in points."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Its right edge in points."""
        return self.segments[-1].right

    @property
    def base(self) -> float:
        """Its baseline in points from the bottom."""
        return self.segments[0].base

    @property
    def text(self) -> str:
        """Its words with a space between them."""
        return " ".join(segment.text for segment in self.segments)

    @property
    def size(self) -> float:
        """The size in which most of its letters stand."""
        letters: dict[float, int] = {}
        for word in self.words:
            letters[word.size] = letters.get(word.size, 0) + len(word.text)
        return max(letters, key=lambda size: (letters[size], size))

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(word.bold for word in self.words)


def page_lines(page: Page) -> list[Line]:
    """Return the lines of a page in reading order."""
    segments = _without_marks(_segments(page.words))
    lines: list[Line] = []
    for column, group in enumerate(_in_order(segments)):
        lines += _lines(group, page.number, column)
    return lines


def _segments(words: Iterable[Word]) -> list[Segment]:
    segments: list[list[Word]] = []
    for word in words:
        last = segments[-1][-1] if segments else None
        size = max(word.size, 1.0)
        if (
            last is not None
            and abs(last.base - word.base) <= _SAME_BASE * size
            and -size <= word.left - last.right <= _WORD_GAP * size
        ):
            segments[-1].append(word)
        else:
            segments.append([word])
    return [Segment(tuple(words)) for words in segments]


def _without_marks(segments: list[Segment]) -> list[Segment]:
    """Leave out the small raised numbers of footnotes."""
    if not segments:
        return []
    usual = median(segment.size for segment in segments)
    return [
        segment
        for segment in segments
        if not (len(segment.text) <= 3 and segment.text.isdigit() and segment.size < _MARK_SIZE * usual)
    ]


def _in_order(segments: list[Segment]) -> list[list[Segment]]:
    """Groups of segments to be read one after the other; a single group where there are no columns."""
    gutter = _gutter(segments)
    if gutter is None:
        return [segments]
    groups: list[list[Segment]] = []
    left: list[Segment] = []
    right: list[Segment] = []
    across: list[Segment] = []

    def flush_columns() -> None:
        for side in (left, right):
            if side:
                groups.extend(_in_order(list(side)))
            side.clear()

    for segment in sorted(segments, key=lambda one: one.base):
        if segment.left < gutter - 2 and segment.right > gutter + 2:
            flush_columns()
            across.append(segment)
            continue
        if across:
            groups.append(list(across))
            across.clear()
        (left if segment.right <= gutter + 2 else right).append(segment)
    flush_columns()
    if across:
        groups.append(across)
    return groups


def _gutter(segments: Sequence[Segment]) -> float | None:
    """The middle of the white strip between two columns, or None."""
    if len(segments) < 2 * _LEAST_LINES:
        return None
    low, high = min(one.left for one in segments), max(one.right for one in segments)
    width = high - low
    spots = [low + _STEP * n for n in range(int(width / _STEP) + 1)]
    spots = [spot for spot in spots if low + width * 0.2 <= spot <= high - width * 0.2]
    crossing = {
        spot: sum(1 for one in segments if one.left < spot - 2 and one.right > spot + 2) for spot in spots
    }
    if not crossing:
        return None
    fewest = min(crossing.values())
    clear = [spot for spot in spots if crossing[spot] == fewest]
    gutter = _middle_of_widest(clear)
    left = [one for one in segments if one.right <= gutter + 2]
    right = [one for one in segments if one.left >= gutter - 2]
    enough = min(len(left), len(right)) >= _LEAST_LINES and fewest <= _MOST_CROSSING * len(segments)
    return gutter if enough and _is_filled(left) and _is_filled(right) else None


def _middle_of_widest(spots: Sequence[float]) -> float:
    runs = [[spots[0]]]
    for last, spot in pairwise(spots):
        if spot - last > _STEP * 1.5:
            runs.append([])
        runs[-1].append(spot)
    widest = max(runs, key=len)
    return (widest[0] + widest[-1]) / 2


def _is_filled(side: Sequence[Segment]) -> bool:
    """Whether the lines of a side fill it as running text does; cells of a table are short."""
    width = max(one.right for one in side) - min(one.left for one in side)
    widths = sorted(one.right - one.left for one in side)
    return widths[len(widths) // 2] >= _LEAST_FILL * width and width > 8 * median(one.size for one in side)


def _lines(segments: Sequence[Segment], page: int, column: int) -> list[Line]:
    if not segments:
        return []
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda one: (round(one.base, 1), one.left)):
        if rows and abs(rows[-1][0].base - segment.base) <= _SAME_BASE * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    edge, far = min(one.left for one in segments), max(one.right for one in segments)
    return [Line(page, column, tuple(sorted(row, key=lambda one: one.left)), edge, far) for row in rows]
