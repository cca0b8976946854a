"""The addresses of the pages."""

from django.urls import path

from tilth.web.accounts import views as accounts
from tilth.web.contacts import views as contacts
from tilth.web.customers import views as customers
from tilth.web.runs import views as runs
from tilth.web.today import views as today

urlpatterns = [
    path("", today.today, name="today"),
    path("customers/", customers.index, name="customers"),
    path("customers/<str:customer_id>/", customers.detail, name="customer"),
    path("customers/<str:customer_id>/contacts/", customers.contacts, name="customer_contacts"),
    path("customers/<str:customer_id>/record/", contacts.record, name="record"),
    path("runs/", runs.index, name="runs"),
    path("runs/<int:run>/", runs.detail, name="run"),
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("preferences/", accounts.preferences, name="preferences"),
]
