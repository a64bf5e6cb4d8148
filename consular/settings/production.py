"""A real installation, behind a proxy that ends TLS and sets X-Forwarded-Proto itself."""

from consular.env import LOCAL, env
from consular.settings.base import *

DEBUG = False
SECRET_KEY = env.secret_key
ALLOWED_HOSTS = list(env.allowed_hosts)
CSRF_TRUSTED_ORIGINS = [f"https://{host.lstrip('.')}" for host in env.allowed_hosts]

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^alive/$"]
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# The prefix makes browsers refuse these cookies from anywhere but this host, without TLS, or for
# another path: a neighbour below the same domain can plant none.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_SECURE = True

STATIC_ROOT = LOCAL / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Without a mail server mails are kept in the app; nothing is sent into the void.
SILENCED_SYSTEM_CHECKS = [] if env.mail_url else ["mail.E001"]
