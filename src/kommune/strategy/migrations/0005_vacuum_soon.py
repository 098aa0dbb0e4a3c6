from django.db import migrations

from kommune.foundation.erasure import vacuum_soon

TABLES = ("strategy_roundrater", "strategy_blindrating")


class Migration(migrations.Migration):
    dependencies = [("strategy", "0004_device_of_an_answer")]

    operations = [migrations.RunPython(vacuum_soon(*TABLES), migrations.RunPython.noop)]
