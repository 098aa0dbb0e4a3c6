from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("strategy", "0002_ratings_conflicts_rounds_readings"),
    ]

    operations = [
        migrations.AddField(
            model_name="ratinground",
            name="alike_sheets",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="sheets with one value nearly everywhere"
            ),
        ),
        migrations.AlterField(
            model_name="ratinground",
            name="opened_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="opened on"),
        ),
        migrations.AlterField(
            model_name="ratinground",
            name="closed_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="closed on"),
        ),
        migrations.AlterField(
            model_name="ratinground",
            name="raters_asked",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="sheets given out"),
        ),
        migrations.AlterField(
            model_name="ratinground",
            name="raters_answered",
            field=models.PositiveSmallIntegerField(default=0, verbose_name="sheets with answers"),
        ),
    ]
