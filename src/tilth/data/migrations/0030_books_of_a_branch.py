"""A branch's board finds its managers' books by an index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tilth", "0029_asking")]

    operations = [
        migrations.AddIndex(
            model_name="publishedbook",
            index=models.Index(fields=["branch_id"], name="pub_book_branch"),
        )
    ]
