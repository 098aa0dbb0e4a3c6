"""Log records as single lines: what failed and where, but not with which values."""

import logging
import re
import traceback
from types import TracebackType

DEEPEST_FRAMES = 4
# Links that stand for a person: whoever reads the log must not be able to open them.
PERSONAL_LINK = re.compile(r"(/(?:rate|assess|pulse|invitation)/)[^/\s]+")


class LineFormatter(logging.Formatter):
    """Time, level, logger, message; of an exception its kind and the deepest places in the code.

    The exception's own text is left out: the database puts values into it, and they may be personal.
    So is what makes a link of a rater, a survey's slip or an invitation work.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        record.message = record.getMessage()
        record.asctime = self.formatTime(record)
        line = PERSONAL_LINK.sub(r"\1…", self.formatMessage(record))
        if record.exc_info and record.exc_info[0] is not None:
            line += f" [{record.exc_info[0].__name__} {places(record.exc_info[2])}]"
        return line.replace("\n", " ⏎ ")


def places(trace: TracebackType | None) -> str:
    """The deepest places of a traceback as file:line function."""
    frames = traceback.extract_tb(trace)[-DEEPEST_FRAMES:]
    return " < ".join(
        f"{'/'.join(frame.filename.split('/')[-3:])}:{frame.lineno} {frame.name}"
        for frame in reversed(frames)
    )
