"""What holds in every mode."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from consular.env import ROOT, env
from consular.logs import logging_settings
from consular.settings.allowances import allowances_of
from consular.settings.browser import *
from consular.settings.database import app_role, backup_role, connection_settings, url_of
from consular.settings.mail import mailers_of

BASE_DIR = ROOT
SEEDS_DIR = ROOT / "seeds"
# Files of the own configuration, see cases/core/configured.py.
CONFIGURATION = env.configuration

INSTALLED_APPS = [
    "cases",
    "cases.core.admin_config.HouseAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "knox",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_tasks_db",
]

MIDDLEWARE = [
    "consular.logs.numbered",
    "consular.headers.house_headers",
    "consular.compression.CompressedPages",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "consular.reports.browser_reports",
    "consular.compression.CompressedFiles",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "consular.logs.request_log",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "cases.exchange.middleware.KeepsToAllowance",
    "cases.core.middleware.RequestTransaction",
    # Asked for by the package; none of its pages has an address here.
    "allauth.account.middleware.AccountMiddleware",
    "cases.accounts.middleware.KeepsProof",
    # The last: a lock-out is answered inside the transaction that counts it.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "consular.urls"
WSGI_APPLICATION = "consular.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cases.missions.processors.frame",
                "cases.accounts.browser.browser",
            ],
        },
    },
]

DATABASES: dict[str, dict[str, Any]] = {"default": connection_settings(url_of(env))}
DATABASE_APP_ROLE = app_role(env)
DATABASE_BACKUP_ROLE = backup_role()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LEDGER_REPLAY = env.is_replay_allowed
AUDIT_SEALS = env.audit_seals
AUDIT_SEAL_KEY = env.audit_seal_key
FORMER_AUDIT_SEAL_KEYS = list(env.former_audit_seal_keys)
# A directory that nothing serves, see cases/core/store/.
STORED_FILES = env.stored_files
STORED_FILES_KEY = env.stored_files_key
FORMER_STORED_FILES_KEYS = list(env.former_stored_files_keys)
VIRUS_SCANNER = env.virus_scanner
# See cases/publishing/disclosure_control/.
SMALLEST_PUBLISHED = env.smallest_published
# Django's name for them; what hangs on them stands in cases/core/keys.py.
SECRET_KEY_FALLBACKS = list(env.former_secret_keys)
PORT = env.port
DEMO_ACCOUNTS = not env.is_production
DEMO_PASSWORD = ""
# What the login page offers beside a user name and a password; only a demonstration does.
LOGIN_OFFERS = ""
# How far the present of the work stands from the real time; only a demonstration has one.
PRESENT_SHIFT = ""

AUTH_USER_MODEL = "cases.Staff"
KNOX_TOKEN_MODEL = "cases.ApiToken"  # noqa: S105 -- the name of a model
# Core names no feature: the one that knows postings tells who acts in a session.
ACTOR_OF_SESSION = "cases.accounts.queries.actor_of_session"
DASHBOARD = "cases.overview.dashboard.dashboard"
AUTHENTICATION_BACKENDS = [
    "cases.accounts.backends.OneGuessAtATime",
    "axes.backends.AxesStandaloneBackend",
    "cases.accounts.backends.SecondFactor",
    "django.contrib.auth.backends.ModelBackend",
]
SECOND_FACTOR_REQUIRED = env.is_second_factor_required
# Nothing of its sign-up, mail addresses or password pages is used.
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "cases.accounts.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Homeward"
# A clock half a minute off still fits; what was used once is refused by its own counter.
MFA_TOTP_TOLERANCE = 1

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
# By user name and address: a colleague behind the same address goes on working.
AXES_LOCKOUT_PARAMETERS = "cases.accounts.lockout.counted_by"
AXES_USERNAME_CALLABLE = "cases.accounts.lockout.name_of"
AXES_CLIENT_IP_CALLABLE = "cases.core.peers.address_of"
AXES_LOCKOUT_CALLABLE = "cases.accounts.views.login.locked_out"
AXES_HANDLER = "cases.accounts.lockout.BareHandler"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
TRUSTED_PROXIES = frozenset(env.trusted_proxies)

SESSION_ENGINE = "cases.accounts.sessions"
SESSION_COOKIE_AGE = 30 * 60
SESSION_LONGEST = timedelta(hours=10)
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/login/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("vi", _("Vietnamese")), ("fr", _("French"))]
LOCALE_PATHS = [ROOT / "cases" / "locale"]
FORMAT_MODULE_PATH = ["cases.core.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
# Rows are written with the transaction that asks for the work; `manage.py worker` does it.
SENDS_MAIL = bool(env.mail_url)
MAILERS = mailers_of(env.mail_url)
DEFAULT_FROM_EMAIL = env.mail_from
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_SCHEMA_CLASS": "cases.core.openapi.HouseSchema",
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "cases.exchange.authentication.TokenActor",
        "cases.exchange.authentication.SessionActor",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["cases.exchange.authentication.IsActing"],
    "EXCEPTION_HANDLER": "cases.core.problems.api_problem",
    # A field may be named `format`, as that of an export is.
    "URL_FORMAT_OVERRIDE": None,
}
API_ALLOWANCES = allowances_of(env.api_calls_a_minute)
REST_KNOX: dict[str, Any] = {"TOKEN_TTL": None}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Consular cases",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "cases.exchange.described.with_allowances",
        "cases.exchange.description.finished.finished",
    ],
}

FILE_UPLOAD_HANDLERS = ["cases.core.received.RefuseFiles"]
CSRF_FAILURE_VIEW = "cases.core.kept.forged_or_old"

DEFAULT_EXCEPTION_REPORTER = "consular.fault_reports.BareReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "consular.fault_reports.BareFilter"
LOGGING = logging_settings(is_json=env.is_production)
