"""Daily duties: each once a day in every town, whoever asks and however often the program is started."""

import logging
import time
from datetime import date, timedelta

from django.db import connection, transaction

from kommune.foundation.dates import today
from kommune.foundation.duties import Duty, duties
from kommune.foundation.scope import town_scope
from kommune.jobs.models import DutyDay
from kommune.municipalities.public import all_towns

LOOK_EVERY_SECONDS = 15 * 60
logger = logging.getLogger(__name__)


def keep_doing_what_is_due() -> None:
    """Do what is due now and look again every quarter of an hour; nothing that goes wrong ends it."""
    while True:
        try:
            do_what_is_due()
        except Exception:
            logger.exception("Daily duties could not be looked up")
        connection.close()
        time.sleep(LOOK_EVERY_SECONDS)


def do_what_is_due() -> int:
    """Carry out each duty that a town has not seen done today; returns how many that were.

    One that fails leaves nothing half done, is logged, and is due again at the next look.
    """
    done = 0
    for town in all_towns():
        with town_scope(town.id):
            seen = set(DutyDay.objects.filter(done_on=today()).values_list("key", flat=True))
            for duty in duties():
                try:
                    done += duty.key not in seen and _do_once(duty)
                except Exception:
                    logger.exception("Daily duty %s failed in town %s", duty.key, town.slug)
    return done


def neglected_duties() -> list[str]:
    """Keys of duties that a town has not seen done since yesterday, though it saw some done before."""
    neglected: set[str] = set()
    for town in all_towns():
        with town_scope(town.id):
            days = dict(DutyDay.objects.filter(done_on__isnull=False).values_list("key", "done_on"))
        latest = today() - timedelta(days=1)
        neglected |= {one.key for one in duties() if days and days.get(one.key, date.min) < latest}
    return sorted(neglected)


def _do_once(duty: Duty) -> bool:
    """Whether it was still to be done: of two workers the second waits for the first and finds it done."""
    with transaction.atomic():
        DutyDay.objects.get_or_create(key=duty.key)
        due = DutyDay.objects.select_for_update().filter(key=duty.key).exclude(done_on=today()).first()
        if due is None:
            return False
        duty.carry_out()
        due.done_on = today()
        due.save(update_fields=["done_on"])
    return True
