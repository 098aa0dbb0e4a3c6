from django.db import migrations

from kommune.foundation.erasure import vacuum_soon

TABLES = (
    "maturity_pulsecode",
    "maturity_pulsesheet",
    "maturity_pulsecount",
    "maturity_pulsetext",
    "maturity_assessmentperson",
    "maturity_assessmentanswer",
)


class Migration(migrations.Migration):
    dependencies = [("maturity", "0008_device_of_an_answer")]

    operations = [migrations.RunPython(vacuum_soon(*TABLES), migrations.RunPython.noop)]
