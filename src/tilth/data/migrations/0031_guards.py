"""Policies, signatures, notes and functions of the guard become part of the models, and stand here literally."""

import tilth.data.guard
from django.db import migrations

from tilth.data.migrations import _landed


_ANEW = (
    *_landed.functions(),
    """
    DO $$ DECLARE one record; BEGIN
        FOR one IN SELECT polname, polrelid::regclass AS of FROM pg_policy LOOP
            EXECUTE format('DROP POLICY %I ON %s', one.polname, one.of);
        END LOOP;
    END $$
    """,
)


class Migration(migrations.Migration):

    dependencies = [
        ('tilth', '0030_books_of_a_branch'),
    ]

    operations = [
        migrations.RunSQL(_ANEW, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=tilth.data.guard.Routines(digest='61655e62bdde9b79', name='audit'),
        ),
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=tilth.data.guard.Routines(digest='12cd32f6efdaacf5', name='walks'),
        ),
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=tilth.data.guard.Guard(name='audit_entry_guard', sees='(SELECT tilth_reads_audit())'),
        ),
        migrations.AddConstraint(
            model_name='auditlink',
            constraint=tilth.data.guard.Guard(name='audit_link_guard'),
        ),
        migrations.AddConstraint(
            model_name='cadenceagreement',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_cadence_agreement.customer_id)", changes="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_cadence_agreement.customer_id)", name='cadence_agreement_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_cadence_agreement.customer_id)', signs=()),
        ),
        migrations.AddConstraint(
            model_name='cadenceagreement',
            constraint=tilth.data.guard.Told(name='cadence_agreement_told'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=tilth.data.guard.Routines(digest='10c41218571951de', name='gate'),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_clearance.customer_id)", name='clearance_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_clearance.customer_id)', signs=('staff_id',)),
        ),
        migrations.AddConstraint(
            model_name='clearance',
            constraint=tilth.data.guard.Told(name='clearance_told'),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_consent.customer_id)", name='consent_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_consent.customer_id)', signs=()),
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=tilth.data.guard.Told(name='consent_told'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_contact.customer_id)", changes="(SELECT tilth_role()) IN ('rm', 'wealth') AND user_id = (SELECT tilth_actor()) AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_contact.customer_id)", columns=('voided_at', 'voided_by_id', 'clearance_id', 'idempotency_key', 'version'), name='contact_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_contact.customer_id)', signs=('staff_id',)),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=tilth.data.guard.Told(name='contact_told'),
        ),
        migrations.AddConstraint(
            model_name='contactpreference',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_contact_preference.customer_id)", changes="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_contact_preference.customer_id)", name='contact_preference_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_contact_preference.customer_id)', signs=()),
        ),
        migrations.AddConstraint(
            model_name='contactpreference',
            constraint=tilth.data.guard.Told(name='contact_preference_told'),
        ),
        migrations.AddConstraint(
            model_name='cover',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_entered()) AND tilth_role() IN ('supervisor', 'branch_head', 'region_head') AND EXISTS (SELECT FROM published_staff s WHERE s.generation = (SELECT tilth_generation()) AND s.staff_id = absent_staff_id AND ((SELECT tilth_flag('bank_wide')) OR tilth_among('managers', s.staff_id) OR tilth_among('branches', s.branch_id)))", changes="(SELECT tilth_entered()) AND tilth_role() IN ('supervisor', 'branch_head', 'region_head') AND EXISTS (SELECT FROM published_staff s WHERE s.generation = (SELECT tilth_generation()) AND s.staff_id = absent_staff_id AND ((SELECT tilth_flag('bank_wide')) OR tilth_among('managers', s.staff_id) OR tilth_among('branches', s.branch_id)))", columns=('ended_at',), name='cover_guard', sees='true', signs=()),
        ),
        migrations.AddConstraint(
            model_name='cover',
            constraint=tilth.data.guard.Told(name='cover_told'),
        ),
        migrations.AddConstraint(
            model_name='customerpoint',
            constraint=tilth.data.guard.Guard(name='published_point_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = published_point.customer_id)'),
        ),
        migrations.AddConstraint(
            model_name='donotdisturb',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_do_not_disturb.customer_id)", changes="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_do_not_disturb.customer_id)", columns=('starts_on', 'ends_on'), name='do_not_disturb_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_do_not_disturb.customer_id)', signs=()),
        ),
        migrations.AddConstraint(
            model_name='donotdisturb',
            constraint=tilth.data.guard.Told(name='do_not_disturb_told'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_entered()) AND tilth_role() IN ('supervisor', 'branch_head', 'region_head') AND (made_by_id = (SELECT tilth_actor()) OR EXISTS (SELECT FROM published_staff s WHERE s.generation = (SELECT tilth_generation()) AND (s.staff_id = from_staff_id OR s.staff_id = ANY (to_staff_ids)) AND ((SELECT tilth_flag('bank_wide')) OR tilth_among('managers', s.staff_id) OR tilth_among('branches', s.branch_id))))", changes="(SELECT tilth_entered()) AND tilth_role() IN ('supervisor', 'branch_head', 'region_head') AND (made_by_id = (SELECT tilth_actor()) OR EXISTS (SELECT FROM published_staff s WHERE s.generation = (SELECT tilth_generation()) AND (s.staff_id = from_staff_id OR s.staff_id = ANY (to_staff_ids)) AND ((SELECT tilth_flag('bank_wide')) OR tilth_among('managers', s.staff_id) OR tilth_among('branches', s.branch_id))))", columns=('taken_back_at', 'taken_back_by_id', 'returned'), name='hand_over_guard', sees="(SELECT tilth_entered()) AND tilth_role() IN ('supervisor', 'branch_head', 'region_head') AND (made_by_id = (SELECT tilth_actor()) OR EXISTS (SELECT FROM published_staff s WHERE s.generation = (SELECT tilth_generation()) AND (s.staff_id = from_staff_id OR s.staff_id = ANY (to_staff_ids)) AND ((SELECT tilth_flag('bank_wide')) OR tilth_among('managers', s.staff_id) OR tilth_among('branches', s.branch_id))))", signs=()),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=tilth.data.guard.Told(name='hand_over_told'),
        ),
        migrations.AddConstraint(
            model_name='numbermark',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_number_mark.customer_id)", changes="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_number_mark.customer_id)", columns=('voided_at', 'voided_by_id'), name='number_mark_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_number_mark.customer_id)', signs=('staff_id',)),
        ),
        migrations.AddConstraint(
            model_name='numbermark',
            constraint=tilth.data.guard.Told(name='number_mark_told'),
        ),
        migrations.AddConstraint(
            model_name='ownershipchange',
            constraint=tilth.data.guard.Guard(name='ownership_change_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_ownership_change.customer_id)'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=tilth.data.guard.Routines(digest='c10147c9b75d11b8', name='reach'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_entered()) AND (SELECT tilth_role()) IN ('branch_head', 'region_head', 'supervisor') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_participant.customer_id)", changes="(SELECT tilth_entered()) AND (SELECT tilth_role()) IN ('branch_head', 'region_head', 'supervisor') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_participant.customer_id)", columns=('ended_at',), name='participant_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_participant.customer_id)', signs=()),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=tilth.data.guard.Told(name='participant_told'),
        ),
        migrations.AddConstraint(
            model_name='publishedbook',
            constraint=tilth.data.guard.Routines(digest='c63d8c8151d755a7', name='recount'),
        ),
        migrations.AddConstraint(
            model_name='publishedbook',
            constraint=tilth.data.guard.Guard(name='published_book_guard', sees="generation = (SELECT tilth_generation()) AND ((SELECT tilth_flag('bank_wide')) OR tilth_among('managers', rm_id) OR tilth_among('branches', branch_id))"),
        ),
        migrations.AddConstraint(
            model_name='publishedbranchtotal',
            constraint=tilth.data.guard.Guard(name='published_branch_total_guard', sees="generation = (SELECT tilth_generation()) AND ((SELECT tilth_flag('bank_wide')) OR tilth_among('branches', branch_id))"),
        ),
        migrations.AddConstraint(
            model_name='publishedcustomer',
            constraint=tilth.data.guard.Guard(name='customer_guard', sees='tilth_in_sight(generation, rm_id, branch_id, customer_id, restricted)'),
        ),
        migrations.AddConstraint(
            model_name='publishedevent',
            constraint=tilth.data.guard.Guard(name='published_event_guard', sees='tilth_in_sight(generation, owner_id, branch_id, customer_id, restricted)'),
        ),
        migrations.AddConstraint(
            model_name='publishedholding',
            constraint=tilth.data.guard.Guard(name='published_holding_guard', sees='tilth_in_sight(generation, owner_id, branch_id, customer_id, restricted)'),
        ),
        migrations.AddConstraint(
            model_name='publishedlistentry',
            constraint=tilth.data.guard.Routines(digest='98254d27a3133192', name='leftovers'),
        ),
        migrations.AddConstraint(
            model_name='publishedlistentry',
            constraint=tilth.data.guard.Guard(name='published_list_entry_guard', sees='tilth_in_sight(generation, owner_id, branch_id, customer_id, restricted)'),
        ),
        migrations.AddConstraint(
            model_name='publishedrelation',
            constraint=tilth.data.guard.Guard(name='published_relation_guard', sees='generation = (SELECT tilth_generation()) AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = published_relation.from_id) AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = published_relation.to_id)'),
        ),
        migrations.AddConstraint(
            model_name='publishedtransaction',
            constraint=tilth.data.guard.Guard(name='published_transaction_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = published_transaction.customer_id)'),
        ),
        migrations.AddConstraint(
            model_name='quarantinerow',
            constraint=tilth.data.guard.Guard(name='quarantine_row_guard', sees="(SELECT tilth_entered()) AND (SELECT tilth_role()) IN ('admin', 'compliance')"),
        ),
        migrations.AddConstraint(
            model_name='reasonclosure',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_reason_closure.customer_id)", changes="(SELECT tilth_role()) IN ('rm', 'wealth') AND user_id = (SELECT tilth_actor()) AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_reason_closure.customer_id)", columns=('voided_at', 'voided_by_id'), name='reason_closure_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_reason_closure.customer_id)', signs=('staff_id',)),
        ),
        migrations.AddConstraint(
            model_name='reasonclosure',
            constraint=tilth.data.guard.Told(name='reason_closure_told'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=tilth.data.guard.Routines(digest='c9fe5a64708133c3', name='scope'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=tilth.data.guard.Routines(digest='90a5b150f91fe9ce', name='entry'),
        ),
        migrations.AddConstraint(
            model_name='role',
            constraint=tilth.data.guard.Told(name='role_told'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=tilth.data.guard.Guard(adds='user_id = (SELECT tilth_actor()) AND (SELECT tilth_entered())', changes='user_id = (SELECT tilth_actor()) AND (SELECT tilth_entered())', name='saved_view_guard', removes='user_id = (SELECT tilth_actor()) AND (SELECT tilth_entered())', sees='user_id = (SELECT tilth_actor()) AND (SELECT tilth_entered())', signs=()),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=tilth.data.guard.Told(name='saved_view_told'),
        ),
        migrations.AddConstraint(
            model_name='segmentassignment',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_segment_assignment.customer_id)", changes="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_segment_assignment.customer_id)", name='segment_assignment_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_segment_assignment.customer_id)', signs=()),
        ),
        migrations.AddConstraint(
            model_name='segmentassignment',
            constraint=tilth.data.guard.Told(name='segment_assignment_told'),
        ),
        migrations.AddConstraint(
            model_name='skip',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_skip.customer_id)", changes="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_skip.customer_id)", columns=('voided_at', 'voided_by_id'), name='skip_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_skip.customer_id)', signs=('staff_id',)),
        ),
        migrations.AddConstraint(
            model_name='skip',
            constraint=tilth.data.guard.Told(name='skip_told'),
        ),
        migrations.AddConstraint(
            model_name='suppression',
            constraint=tilth.data.guard.Routines(digest='1c97d4c0d37cef94', name='restriction'),
        ),
        migrations.AddConstraint(
            model_name='suppression',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('compliance', 'rm', 'wealth') AND (kind <> 'restricted' OR (SELECT tilth_role()) IN ('compliance')) AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_suppression.customer_id)", changes="(SELECT tilth_role()) IN ('compliance') AND (kind <> 'restricted' OR (SELECT tilth_role()) IN ('compliance')) AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_suppression.customer_id)", columns=('lifted_at', 'lifted_by_id'), name='suppression_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_suppression.customer_id)', signs=()),
        ),
        migrations.AddConstraint(
            model_name='suppression',
            constraint=tilth.data.guard.Told(name='suppression_told'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_task.customer_id)", changes="(SELECT tilth_role()) IN ('rm', 'wealth') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_task.customer_id)", columns=('kind', 'step', 'text', 'due_on', 'due_at', 'place', 'party', 'done_at', 'came', 'settled_in_id', 'moved_from_on', 'moved_from_at', 'voided_at', 'voided_by_id'), name='task_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_task.customer_id)', signs=()),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=tilth.data.guard.Told(name='task_told'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=tilth.data.guard.Routines(digest='62c289ca45bf43f9', name='transfer'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=tilth.data.guard.Guard(adds="(SELECT tilth_entered()) AND (SELECT tilth_role()) IN ('branch_head', 'region_head', 'supervisor') AND EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_transfer.customer_id)", name='transfer_guard', sees='EXISTS (SELECT FROM published_customer c WHERE c.generation = (SELECT tilth_generation()) AND c.customer_id = tilth_transfer.customer_id)', signs=()),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=tilth.data.guard.Told(name='transfer_told'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=tilth.data.guard.Routines(digest='7b99f9eeead055c8', name='accounts'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=tilth.data.guard.Routines(digest='b8f4075920cb0b4f', name='sign_in'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=tilth.data.guard.Guard(changes='id = (SELECT tilth_actor()) AND (SELECT tilth_entered())', columns=('language', 'theme', 'updown', 'tour'), name='user_guard', reads=('id', 'username', 'name', 'role', 'staff_id', 'language', 'theme', 'updown', 'tour', 'is_active', 'created_at', 'password_digest'), sees='true'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=tilth.data.guard.Told(name='user_told'),
        ),
    ]
