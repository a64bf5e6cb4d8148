"""Addresses of logging in, of the own account and of the accounts of others."""

from django.urls import path, re_path

from cases.accounts.forms import UUID
from cases.accounts.views import enrol, login, profile, staff
from cases.missions.forms.reference import USERNAME

STAFF = rf"(?P<username>{USERNAME})"

urlpatterns = [
    path("login/", login.StaffLogin.as_view(), name="login"),
    path("login/code/", login.code, name="login_code"),
    path("login/enrol/", enrol.login_enrol, name="login_enrol"),
    path("login/again/", login.again, name="login_again"),
    path("start/", enrol.start, name="link_start"),
    path("start/<str:secret>/", enrol.open_link, name="link_open"),
    path("language/", profile.choose_language, name="set_language"),
    path("settings/", profile.profile, name="settings"),
    # Where the settings stood before.
    path("profile/", profile.profile, name="profile"),
    path("profile/factor/", enrol.profile_enrol, name="profile_enrol"),
    path("profile/codes/", enrol.recovery_codes, name="profile_codes"),
    path("profile/sessions/<uuid:reference>/end/", profile.session_end, name="session_end"),
    path("profile/browser/", profile.browser_settings, name="browser_settings"),
    path("profile/<slug:verb>/", profile.profile_act, name="profile_act"),
    path("help/", profile.role_help, name="role_help"),
    path("staff/", staff.staff_list, name="staff_list"),
    path("staff-acts/<slug:verb>/", staff.staff_act, name="staff_act"),
    re_path(rf"^staff/{STAFF}/$", staff.staff_detail, name="staff_detail"),
    re_path(
        rf"^staff/{STAFF}/sessions/(?P<reference>{UUID})/end/$",
        staff.staff_session_end,
        name="staff_session_end",
    ),
    re_path(
        rf"^staff/{STAFF}/(?P<verb>[a-z-]+)/$", staff.staff_operation_page, name="staff_operation"
    ),
]
