"""Logging in and out, and the language of the pages."""

from django.contrib.auth import views as auth
from django.urls import path
from django.views.i18n import set_language

from cases.missions import views

urlpatterns = [
    path("login/", views.StaffLogin.as_view(), name="login"),
    path("posting/", views.choose_posting, name="choose_posting"),
    path("logout/", auth.LogoutView.as_view(), name="logout"),
    path("language/", set_language, name="set_language"),
]
