"""The addresses of the pages."""

from django.urls import path, register_converter

from tilth.web import tabs
from tilth.web.accounts import keeping as accounts_kept
from tilth.web.accounts import own
from tilth.web.accounts import views as accounts
from tilth.web.addresses import OF_CUSTOMER
from tilth.web.audit import views as audit
from tilth.web.audit import walks
from tilth.web.bell import views as bell
from tilth.web.book import care_load, funnel, held, left_out
from tilth.web.book import views as book
from tilth.web.cadences import views as cadences
from tilth.web.contact_rules import views as contact_rules
from tilth.web.contacts import clearing, slots
from tilth.web.contacts import views as contacts
from tilth.web.deals import board as deals
from tilth.web.deals import deal as one_deal
from tilth.web.deals import listed as deals_listed
from tilth.web.deals import moving as deals_moving
from tilth.web.deals import talks as deals_talks
from tilth.web.due import addresses as due
from tilth.web.duplicates import views as duplicates
from tilth.web.erasures import views as erasures
from tilth.web.events import views as events
from tilth.web.exports import views as exports
from tilth.web.gallery import views as gallery
from tilth.web.homes import hall, invited, progress, rules
from tilth.web.key_actions import views as key_actions
from tilth.web.library import for_customer, handbook
from tilth.web.library import views as library
from tilth.web.listing import views as listing
from tilth.web.merges import views as merges
from tilth.web.network import meeting
from tilth.web.offline import acts as waited
from tilth.web.offline import installing, printing
from tilth.web.offline import views as offline
from tilth.web.outcomes import views as outcomes
from tilth.web.palette import views as palette
from tilth.web.participants import views as participants
from tilth.web.profile import views as profile
from tilth.web.proposals import drafting as proposals
from tilth.web.proposals import page as one_proposal
from tilth.web.proposals import printing as proposal_paper
from tilth.web.retention import views as retention
from tilth.web.runs import views as runs
from tilth.web.segments import views as segments
from tilth.web.subjects import addresses as subjects
from tilth.web.suitability import certificate as certificates
from tilth.web.suitability import products, shelf, taking
from tilth.web.summaries import views as summaries
from tilth.web.tasks import views as tasks
from tilth.web.team import handing
from tilth.web.team import views as team
from tilth.web.today import acts
from tilth.web.today import views as today
from tilth.web.unmasking import views as unmasking
from tilth.web.week_plans import views as week_plans
from tilth.web.welcome import views as welcome


class CustomerNumber:
    """A customer number in an address: any text without a slash that the database can be asked for."""

    regex = r"[^/\x00]{1,64}"

    def to_python(self, value: str) -> str:
        """Return the number."""
        return value

    def to_url(self, value: str) -> str:
        """Return the number as the address holds it."""
        return value


register_converter(CustomerNumber, "customer")

urlpatterns = [
    *subjects.addresses(),
    *due.addresses(),
    path("", today.today, name="today"),
    path("appointments/free/", slots.offered, name="appointment_slots"),
    path("today/actions/", key_actions.own, name="key_actions"),
    path("today/actions/tick/", key_actions.tick, name="tick_action"),
    path("today/week/", week_plans.own, name="week_plan"),
    path("today/summary/", summaries.own, name="day_summary"),
    path("customers/", listing.index, name="customers"),
    path("customers/columns/", listing.arrange, name="columns"),
    path("customers/views/", listing.save, name="save_view"),
    path("customers/views/<uuid:view>/remove/", listing.remove, name="remove_view"),
    path("customers/views/<uuid:view>/rename/", listing.rename, name="rename_view"),
    path("customers/views/<uuid:view>/undo/", listing.undo, name="undo_view"),
    path("deals/", deals.index, name="deals"),
    path("deals/list/", deals_listed.index, name="deals_list"),
    path("deals/forecast/", deals_listed.forecast, name="deals_forecast"),
    path(f"{OF_CUSTOMER}deals/<uuid:deal>/", one_deal.index, name="deal"),
    path(f"{OF_CUSTOMER}deals/<uuid:deal>/talks/", deals_talks.index, name="deal_talks"),
    path(
        f"{OF_CUSTOMER}deals/<uuid:deal>/talks/<slug:subject>/<slug:name>/",
        deals_talks.act,
        name="deal_talk",
    ),
    path(
        f"{OF_CUSTOMER}deals/<uuid:deal>/talks/<slug:subject>/<slug:name>/<uuid:row>/",
        deals_talks.act,
        name="deal_talk_row",
    ),
    path(f"{OF_CUSTOMER}deals/<uuid:row>/to/", deals_moving.move, name="move_deal"),
    path(f"{OF_CUSTOMER}deals/<uuid:row>/act/<slug:name>/", deals_moving.act, name="deal_act"),
    path(f"{OF_CUSTOMER}deals/<uuid:row>/signal/<slug:code>/", deals_moving.heed, name="heed_deal"),
    path("duplicates/", duplicates.index, name="duplicates"),
    path("book/", book.book, name="book"),
    path("book/appointments/", book.book_meetings, name="book_meetings"),
    path("book/care/", care_load.book_care_load, name="book_care_load"),
    path("book/why-not/", left_out.book_left_out, name="book_left_out"),
    path("book/held/", held.book_held, name="book_held"),
    path("book/funnel/", funnel.book_funnel, name="book_funnel"),
    path("book/flow/", book.book_flow, name="book_flow"),
    path("book/worth-meeting/", meeting.index, name="worth_meeting"),
    path("results/", outcomes.results, name="results"),
    path("branch/", book.branch, name="branch"),
    path("branch/appointments/", book.branch_meetings, name="branch_meetings"),
    path("branch/care/", care_load.branch_care_load, name="branch_care_load"),
    path("branch/why-not/", left_out.branch_left_out, name="branch_left_out"),
    path("branch/held/", held.branch_held, name="branch_held"),
    path("branch/funnel/", funnel.branch_funnel, name="branch_funnel"),
    path("branch/flow/", book.branch_flow, name="branch_flow"),
    path("events/", events.index, name="events"),
    *tabs.addresses(),
    path(f"{OF_CUSTOMER}avoid/", contact_rules.avoid, name="avoid"),
    path(f"{OF_CUSTOMER}profile/<slug:item>/", profile.write, name="write_detail"),
    path(f"{OF_CUSTOMER}cadence/agree/", cadences.agree, name="agree_cadence"),
    path(f"{OF_CUSTOMER}clearance/", clearing.clearance, name="clearance"),
    path(f"{OF_CUSTOMER}consents/", contact_rules.consent, name="consent"),
    path(f"{OF_CUSTOMER}consents/withdraw/", contact_rules.withdraw, name="withdraw"),
    path(f"{OF_CUSTOMER}contacts/<uuid:contact>/undo/", acts.undo_contact, name="undo_contact"),
    path(f"{OF_CUSTOMER}contacts/<uuid:contact>/undo/sync/", waited.undo_contact, name="undo_contact_sync"),
    path(f"{OF_CUSTOMER}events/<customer:event_id>/close/", events.close, name="close_event"),
    path(f"{OF_CUSTOMER}events/<uuid:closure>/reopen/", events.reopen, name="reopen_event"),
    path(f"{OF_CUSTOMER}two-persons/<uuid:pair>/", duplicates.part, name="part_pair"),
    path(f"{OF_CUSTOMER}export/", exports.customer, name="export_customer"),
    path(f"{OF_CUSTOMER}merge/", merges.merge, name="merge"),
    path(f"{OF_CUSTOMER}merge/<int:merge_id>/undo/", merges.undo, name="undo_merge"),
    path(f"{OF_CUSTOMER}participants/", participants.invite, name="invite"),
    path(f"{OF_CUSTOMER}participants/<uuid:participant>/end/", participants.end, name="end_participation"),
    path(f"{OF_CUSTOMER}put-off/", acts.put_off, name="put_off"),
    path(f"{OF_CUSTOMER}put-off/sync/", waited.put_off, name="put_off_sync"),
    path(f"{OF_CUSTOMER}record/", contacts.record, name="record"),
    path(f"{OF_CUSTOMER}record/sync/", offline.sync, name="offline_sync"),
    path(f"{OF_CUSTOMER}reveal/", unmasking.reveal, name="reveal"),
    path(f"{OF_CUSTOMER}certificates/<uuid:row>/", certificates.certificate, name="certificate"),
    path(f"{OF_CUSTOMER}proposals/new/", proposals.new, name="draw_proposal"),
    path(f"{OF_CUSTOMER}proposals/<uuid:row>/", one_proposal.index, name="proposal"),
    path(f"{OF_CUSTOMER}proposals/<uuid:row>/change/", proposals.change, name="redraft_proposal"),
    path(f"{OF_CUSTOMER}proposals/<uuid:row>/act/<slug:name>/", proposals.act_on, name="proposal_act"),
    path(f"{OF_CUSTOMER}proposals/<uuid:row>/decide/", proposals.decide, name="decide_proposal"),
    path(f"{OF_CUSTOMER}proposals/<uuid:row>/pdf/<slug:language>/", proposal_paper.pdf, name="proposal_pdf"),
    path(f"{OF_CUSTOMER}assessment/", taking.assessment, name="take_assessment"),
    path(f"{OF_CUSTOMER}library/", for_customer.of_customer, name="library_of_customer"),
    path(f"{OF_CUSTOMER}shelf/", shelf.of_customer, name="shelf_of_customer"),
    path(f"{OF_CUSTOMER}segment/confirm/", segments.confirm, name="confirm_segment"),
    path(f"{OF_CUSTOMER}skip/", acts.skip, name="skip"),
    path(f"{OF_CUSTOMER}skip/sync/", waited.skip, name="skip_sync"),
    path(f"{OF_CUSTOMER}skip/<uuid:skip_id>/undo/", acts.undo_skip, name="undo_skip"),
    path(f"{OF_CUSTOMER}skip/<uuid:skip_id>/undo/sync/", waited.undo_skip, name="undo_skip_sync"),
    path(f"{OF_CUSTOMER}stops/", contact_rules.stop, name="stop"),
    path(f"{OF_CUSTOMER}stops/<uuid:stop>/lift/", contact_rules.lift, name="lift"),
    path(f"{OF_CUSTOMER}notes/", tasks.note, name="add_note"),
    path(f"{OF_CUSTOMER}numbers/<uuid:mark>/right/", tasks.right, name="right_number"),
    path(f"{OF_CUSTOMER}tasks/add/", tasks.add, name="add_task"),
    path(f"{OF_CUSTOMER}tasks/<uuid:task>/change/", tasks.change, name="change_task"),
    path(f"{OF_CUSTOMER}tasks/<uuid:task>/done/", acts.tick, name="tick_task"),
    path(f"{OF_CUSTOMER}tasks/<uuid:task>/met/", acts.met, name="met"),
    path(f"{OF_CUSTOMER}tasks/<uuid:task>/reopen/", acts.reopen, name="reopen_task"),
    path(f"{OF_CUSTOMER}tasks/<uuid:task>/undo/", acts.undo_put_off, name="undo_put_off"),
    path(f"{OF_CUSTOMER}tasks/<uuid:task>/undo/sync/", waited.undo_put_off, name="undo_put_off_sync"),
    path(f"{OF_CUSTOMER}times/", contact_rules.times, name="times"),
    path(f"{OF_CUSTOMER}transfer/", participants.move, name="move"),
    path(f"{OF_CUSTOMER}wishes/", contact_rules.wish, name="wish"),
    path(f"{OF_CUSTOMER}wishes/<uuid:wish>/end/", contact_rules.end_wish, name="end_wish"),
    path("account/", own.account, name="account"),
    path("account/password/", own.password, name="change_password"),
    path("account/calendar/", own.make_feed, name="make_feed"),
    path("account/calendar/withdraw/", own.withdraw_feed, name="withdraw_feed"),
    path("account/sessions/end/", own.end, name="end_sessions"),
    path("accounts/", accounts_kept.index, name="accounts"),
    path("accounts/open/", accounts_kept.open_account, name="open_account"),
    path("accounts/close/", accounts_kept.close, name="close_accounts"),
    path("accounts/<int:account>/open/", accounts_kept.open_again, name="open_account_again"),
    path("accounts/<int:account>/sessions/end/", accounts_kept.end_sessions, name="end_sessions_of"),
    path("audit/", audit.newest, name="audit"),
    path("audit/customers/", audit.customers, name="audit_customers"),
    path("audit/export/", audit.export, name="audit_export"),
    path("audit/person/", audit.person, name="audit_person"),
    path("audit/erasures/", erasures.index, name="erasures"),
    path("audit/walks/", walks.index, name="audit_walks"),
    path("audit/walks/lift/", walks.lift, name="lift_walk"),
    path("library/", library.index, name="library"),
    path("library/check/", library.check, name="library_check"),
    path("library/products/", products.index, name="products"),
    path("library/handbook/", handbook.index, name="handbook"),
    path("library/handbook/print/", handbook.paper, name="handbook_print"),
    path("library/<uuid:entry>/handbook/", handbook.change, name="handbook_change"),
    path("library/new/<slug:kind>/", library.add, name="library_add"),
    path("library/<uuid:entry>/", library.entry, name="library_entry"),
    path("library/<uuid:entry>/decide/", library.decide, name="library_decide"),
    path("library/<uuid:entry>/end/", library.end, name="library_end"),
    path("library/<uuid:entry>/send/", library.send, name="library_send"),
    path("bell/", bell.bell, name="bell"),
    path("bell/new/", bell.mark, name="bell_mark"),
    path("asked-of-me/", invited.invited, name="invited"),
    path("colleagues/", hall.hall, name="hall"),
    path("rules/", rules.rules, name="rules"),
    path("team/progress/", progress.progress, name="progress"),
    path("remarks/", contacts.remind, name="read_remark"),
    path("palette/", palette.palette, name="palette"),
    path("manifest.webmanifest", installing.manifest, name="manifest"),
    path("offline/", installing.alone, name="offline_alone"),
    path("offline/form/", offline.form, name="offline_form"),
    path("offline/ticket/", offline.ticket, name="offline_ticket"),
    path("print/", printing.sheet, name="print"),
    path("retention/", retention.index, name="retention"),
    path("retention/holds/", retention.place, name="retention_place"),
    path("retention/holds/<uuid:hold>/lift/", retention.lift, name="retention_lift"),
    path("runs/", runs.index, name="runs"),
    path("runs/<int:run>/", runs.detail, name="run"),
    path("runs/<int:run>/quarantine/", runs.quarantine, name="quarantine"),
    path("sw.js", installing.worker, name="worker"),
    path("team/", team.index, name="team"),
    path("team/cover/", team.cover, name="team_cover"),
    path("team/cover/<uuid:cover_id>/end/", team.end_cover, name="end_cover"),
    path("team/actions/", key_actions.team, name="team_actions"),
    path("team/weeks/", week_plans.team, name="team_weeks"),
    path("team/summaries/", summaries.team, name="team_summaries"),
    path("team/hand-over/", handing.hand_over, name="hand_over"),
    path("team/hand-over/<uuid:hand_over_id>/take-back/", handing.take_back, name="take_back"),
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("welcome/", welcome.welcome, name="welcome"),
    path("welcome/why/", welcome.why, name="welcome_why"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("preferences/", accounts.own_settings, name="preferences"),
]
