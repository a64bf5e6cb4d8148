"""Makes our admin site the default one; loaded before the models, so it imports none."""

from django.contrib.admin.apps import AdminConfig


class HouseAdminConfig(AdminConfig):
    """Django's admin under the house rules."""

    default_site = "cases.core.admin_site.HouseAdminSite"
