"""Every order and every key of the list of customers answers from an index, row-level security or not."""

from django.db import migrations, models

# Comparing amounts tells nobody anything; PostgreSQL knows this of texts and dates only, and would read a whole
# index before it applied the policy. Only a superuser may say so, as the embedded server's owner is.
_COMPARE = """
    DO $$ DECLARE name text; BEGIN
        IF current_setting('is_superuser') = 'on' THEN
            FOREACH name IN ARRAY ARRAY['numeric_lt', 'numeric_le', 'numeric_gt', 'numeric_ge', 'numeric_eq'] LOOP
                EXECUTE format('ALTER FUNCTION pg_catalog.%I(numeric, numeric) LEAKPROOF', name);
            END LOOP;
        END IF;
    END $$
"""


class Migration(migrations.Migration):
    dependencies = [("tilth", "0011_file")]

    operations = [
        migrations.RunSQL(_COMPARE, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="publishedcustomer",
            index=models.Index(fields=['tier', '-aum', 'customer_id'], name="pub_customer_tier_aum"),
        ),
        migrations.AddIndex(
            model_name="publishedcustomer",
            index=models.Index(fields=['name_pinyin', 'customer_id'], name="pub_customer_pinyin"),
        ),
        migrations.AddIndex(
            model_name="publishedcustomer",
            index=models.Index(fields=['-overdue_days', 'customer_id'], name="pub_customer_overdue"),
        ),
        migrations.AddIndex(
            model_name="publishedcustomer",
            index=models.Index(fields=['last_contact_on', 'customer_id'], name="pub_customer_contact"),
        ),
        migrations.AddIndex(
            model_name="publishedcustomer",
            index=models.Index(fields=['-opened_on', 'customer_id'], name="pub_customer_opened"),
        ),
        migrations.AddIndex(
            model_name="publishedcustomer",
            index=models.Index(fields=['next_due_on', 'customer_id'], name="pub_customer_due"),
        ),
        migrations.AddIndex(
            model_name="publishedcustomer",
            index=models.Index(fields=['next_tier_gap', 'customer_id'], name="pub_customer_gap"),
        ),
        migrations.AddIndex(
            model_name="publishedcustomer",
            index=models.Index(fields=['name'], name="pub_customer_name"),
        ),
        migrations.AddIndex(
            model_name="publishedcustomer",
            index=models.Index(fields=['name_initials'], name="pub_customer_initials"),
        ),
        migrations.AddIndex(
            model_name="publishedcustomer",
            index=models.Index(fields=['mobile_tail_index'], name="pub_customer_tail"),
        ),
    ]
