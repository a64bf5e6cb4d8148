"""What browsers are told: where content may come from, who may frame it, what is kept."""

from collections.abc import Collection
from typing import Final

from django.utils.csp import CSP

REPORTS_PATH: Final = "/browser-reports/"
"""Where browsers say that a page broke the policy below; see `consular.reports`."""

SECURE_CSP: dict[str, Collection[str]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
    "report-uri": [REPORTS_PATH],
    "report-to": ["house"],
}
HOUSE_HEADERS: Final = {
    "Reporting-Endpoints": f'house="{REPORTS_PATH}"',
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in (
            *("accelerometer", "autoplay", "browsing-topics", "camera"),
            *("display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation"),
            *("gyroscope", "hid", "identity-credentials-get", "idle-detection", "local-fonts"),
            *("magnetometer", "microphone", "midi", "otp-credentials", "payment"),
            *("picture-in-picture", "publickey-credentials-create", "publickey-credentials-get"),
            *("screen-wake-lock", "serial", "storage-access", "usb"),
            *("window-management", "xr-spatial-tracking"),
        )
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    # What says nothing of its own is kept by no browser and no cache: not on a shared computer in
    # a border office, not after logging out. Static files say something of their own.
    "Cache-Control": "no-store",
}

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Lax, not Strict: a link in a mail to an officer who is logged in opens the page it names.
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
# In the session: a cookie of its own would carry sentences about records.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
