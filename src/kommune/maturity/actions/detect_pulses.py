"""Topics that stand low in the newest survey as findings: gone as soon as the next one is better."""

from collections.abc import Iterable

from kommune.findings.public import Detected
from kommune.maturity.queries.pulses.results import newest_topics
from kommune.municipalities.public import Rung, system_viewer

LOW_TOPIC = "pulse_low_topic"
TOPIC = "pulse_topic"
WORST, BAD, POOR = 3, 2, 1


def detect_low_topics() -> Iterable[Detected]:
    """Every topic whose newest mean lies below the middle of its scale."""
    for key, topic in newest_topics(system_viewer()).items():
        if topic.cell is None or topic.place >= 1 / 2:
            continue
        yield Detected(
            kind=LOW_TOPIC,
            subject_kind=TOPIC,
            subject_id=key,
            fingerprint=f"{LOW_TOPIC}:{key}",
            severity=WORST if topic.place < 1 / 4 else BAD if topic.place < 3 / 8 else POOR,
            released_to=Rung.WORKING_GROUP,
            evidence={"mean": f"{topic.cell.mean:.1f}".replace(".", ","), "highest": round(topic.highest)},
        )
