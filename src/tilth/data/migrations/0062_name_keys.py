"""Names are searched by one spelling; those of the nights shown are brought to it as far as SQL can."""

from django.db import migrations, models

import tilth.data.guard

_FILL = r"""
    UPDATE published_customer SET
        name_key = lower(left(regexp_replace(name, '[[:space:][:punct:]·・•‧∙。…’‘]', '', 'g'), 200)),
        name_pinyin = replace(replace(
            regexp_replace(name_pinyin, '([lnjqxy])v', '\1u', 'g'), 'lyu', 'lu'), 'nyu', 'nu')
"""


class Migration(migrations.Migration):

    dependencies = [
        ("tilth", "0061_cadence_left_to_the_rules"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="publishedcustomer", name="pub_customer_name"),
        migrations.AddField(
            model_name="publishedcustomer",
            name="name_key",
            field=models.TextField(default=""),
            preserve_default=False,
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="publishedcustomer",
            index=models.Index(fields=["name_key"], name="pub_customer_key"),
        ),
        migrations.RemoveConstraint(model_name="erasure", name="erasure"),
        migrations.AddConstraint(
            model_name="erasure",
            constraint=tilth.data.guard.Routines(digest="6227ee91aace48d5", name="erasure"),
        ),
    ]
