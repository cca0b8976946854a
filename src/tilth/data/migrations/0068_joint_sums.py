"""Sums over customers count a joint account once (A23)."""

from django.db import migrations, models

import tilth.data.guard


def _money(model: str, name: str) -> migrations.AddField:
    field = models.DecimalField(blank=True, decimal_places=2, max_digits=18, null=True)
    return migrations.AddField(model_name=model, name=name, field=field)


class Migration(migrations.Migration):

    dependencies = [
        ("tilth", "0067_joint_accounts"),
    ]

    operations = [
        _money("publishedholding", "joint_assets"),
        _money("publishedbook", "joint_repeats"),
        _money("publishedbranchtotal", "joint_repeats"),
        _money("publishedbranchtotal", "joint_across"),
        migrations.RemoveConstraint(model_name="publishedbook", name="recount"),
        migrations.AddConstraint(
            model_name="publishedbook",
            constraint=tilth.data.guard.Routines(digest="13e242f7b4d1ce9a", name="recount"),
        ),
    ]
