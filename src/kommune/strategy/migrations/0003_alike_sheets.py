from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0002_ratings_conflicts_rounds_readings"),
    ]

    operations = [
        migrations.AddField(
            model_name="ratinground",
            name="alike_sheets",
            field=models.PositiveSmallIntegerField(default=0),
        ),
    ]
