"""Sign-in, cookies, headers and policies: the same in every profile unless a line says otherwise."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from csp.constants import NONCE, NONE, SELF

# True only in hub.settings.production; the system checks refuse there what the demo may do.
HUB_PRODUCTION = False

# --- Accounts and sign-in -------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.StaffBackend"]
PASSWORD_HASHERS = ["accounts.hashers.StaffArgon2"]
# Length and a list of common passwords; no rule of composition, no yearly change.
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.LengthValidator"},
    {"NAME": "accounts.passwords.NotCommonValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/staff/login/"
LOGIN_REDIRECT_URL = "/admin/"
LOGOUT_REDIRECT_URL = "/staff/login/"
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# One place to set and to reset a password: /staff/.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
PASSWORD_RESET_TIMEOUT = int(timedelta(hours=1).total_seconds())

ACCOUNT_ADAPTER = "accounts.adapters.StaffAccountAdapter"
ACCOUNT_FORMS = {"login": "accounts.forms.SignInForm", "reauthenticate": "accounts.forms.ConfirmPasswordForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = int(timedelta(minutes=15).total_seconds())
# allauth counts attempts in the cache, some of them by address; ours are rows without one (accounts.attempts).
ACCOUNT_RATE_LIMITS = False

MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.forms.SecondFactorForm",
    "reauthenticate": "accounts.forms.ConfirmSecondFactorForm",
    "activate_totp": "accounts.forms.EnrolAppForm",
    "add_webauthn": "accounts.forms.AddKeyForm",
    "edit_webauthn": "accounts.forms.RenameKeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = False
# One step of 30 seconds of skew either way; the last used step is kept, so no code works twice.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Protection Hub"
# Browsers allow passkeys over plain http on localhost only; production turns this off.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
# Whether every member of staff must have a second factor. On in production; off in the demo, which says so.
HUB_REQUIRE_SECOND_FACTOR = False

# --- Cases -------------------------------------------------------------------------------------------------
# What one guess at a case's passphrase costs (Argon2id): memory in KiB, passes, lanes. Stored beside each key.
HUB_CASE_KDF = (64 * 1024, 3, 1)

# --- Cookies: for staff only, gone with the browser, never sent from another site ------------------------
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "hub.failures.csrf_failure"
# The one cookie a requester gets, while a case is open in that browser (casework.cookie).
HUB_CASE_COOKIE = "case"
# The one cookie of a trainer, while their profile is open in that browser (trainers.own.sitting).
HUB_PROFILE_COOKIE = "profile"
# Messages in the session: a cookie of their own could reach a reader.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# --- Headers (hub.middleware puts them on every answer) ----------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
# same-origin, not no-referrer: browsers then post "Origin: null", which Django refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
WHITENOISE_ALLOW_ALL_ORIGINS = False

# The addresses that only staff use: never stored by a browser or a proxy, and other methods are allowed.
HUB_STAFF_PREFIXES = ("/admin/", "/staff/")
# What follows the language in addresses where somebody speaks of themselves: never stored either, and no script runs.
HUB_PRIVATE_PAGES = ("case/", "request/", "help/", "profile/", "proposal/", "join/", "correct/", "wrong/")

CONTENT_SECURITY_POLICY: dict[str, dict[str, list[str]]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "script-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "media-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
# What Wagtail's admin needs beyond the public policy. This list may only become shorter.
HUB_ADMIN_POLICY_EXCEPTIONS: dict[str, list[Any]] = {
    "script-src": [NONCE],
    # Style elements whose whole text is known: the empty one into which the translation editor then writes
    # rules by script, and the two of the rich text editor.
    "style-src": [
        "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='",
        "'sha256-Szt+gxuN9vgFHJExL4oqlfbrvo0QI5pDAFmsdf1Dff8='",
        "'sha256-Mhr2Q/2u+/s2WzwlFRrqCw7x0IU+emukGS8Q9RtPZ44='",
    ],
    "img-src": ["data:", "blob:"],
    "frame-src": [SELF],
}
# Previews are framed by the page editor.
HUB_PREVIEW_POLICY_EXCEPTIONS: dict[str, list[str]] = {"frame-ancestors": [SELF]}
# Everything a page could ask a device for and that no page here asks. Passkeys need publickey-credentials-*,
# the editor's “copy” buttons clipboard-write: these two stay at the browser's default.
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "clipboard-read",
        "compute-pressure",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "gamepad",
        "geolocation",
        "gyroscope",
        "hid",
        "identity-credentials-get",
        "idle-detection",
        "interest-cohort",
        "keyboard-map",
        "local-fonts",
        "magnetometer",
        "microphone",
        "midi",
        "otp-credentials",
        "payment",
        "picture-in-picture",
        "screen-wake-lock",
        "serial",
        "speaker-selection",
        "storage-access",
        "usb",
        "window-management",
        "xr-spatial-tracking",
    )
}

# --- Leaving, health ---------------------------------------------------------------------------------------
# Where “leave this page” leads: somewhere that says nothing about the reader.
HUB_LEAVE_URL = "https://www.wikipedia.org/"
# What operators see at /-/health/: name and a callable without arguments that answers a sentence, or raises.
HUB_HEALTH: tuple[tuple[str, str], ...] = (
    ("database", "hub.health.database"),
    ("data folder", "hub.health.data_folder"),
    ("cache", "hub.health.cache"),
    ("search index", "search.health.state"),
    ("desks", "casework.health.desks"),
    ("countries", "casework.health.coverage"),
    ("erasing cases", "casework.health.purging"),
    ("files to take along", "resources.downloads.making.state"),
    ("tried again", "hub.retries.state"),
)
